/** Lets the browser save a file that the client asked for: an ended session or a lost network is then said here, not on a page of its own. */

/** Long enough for a slow phone to have begun (ms). */
const KEPT_MS = 60_000;

/** Under this name, else the one that the server gives. */
export async function save(answer: Response, name?: string): Promise<void> {
  const given = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1];
  const href = URL.createObjectURL(await answer.blob());
  saveAt(href, name ?? given);
  setTimeout(() => URL.revokeObjectURL(href), KEPT_MS);
}

export function saveAt(href: string, name = ""): void {
  Object.assign(document.createElement("a"), { href, download: name }).click();
}
