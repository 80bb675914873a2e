/** The notebook whose home screen an address opens: the one it names, or at the door the last one that was open. */
export function homeAt(address: string, last: string | null): string | null {
  if (address === "/") return last;
  return /^\/c\/([0-9a-f-]{36})\/?$/.exec(address)?.[1] ?? null;
}
