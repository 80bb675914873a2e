/** Which page is making an item: another one must not take it for something left behind by a crash. */

const lockOf = (id: string) => `cs3-making-${id}`;

/** Held until the returned function is called, or the page is gone. */
export function hold(id: string): () => void {
  let release: () => void = () => undefined;
  const over = new Promise<void>((resolve) => (release = resolve));
  void navigator.locks?.request(lockOf(id), () => over);
  return release;
}

/** Resolves once no page is making it: at once after a crash, later when another tab is at it. */
export async function abandoned(id: string): Promise<void> {
  await navigator.locks?.request(lockOf(id), () => undefined);
}

/** Whether nobody is making it now. False where the browser cannot tell. */
export async function isAbandoned(id: string): Promise<boolean> {
  return (await navigator.locks?.request(lockOf(id), { ifAvailable: true }, (lock) => lock !== null)) ?? false;
}
