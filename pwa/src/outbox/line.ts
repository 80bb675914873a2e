/** What the phone says of its network, where it says anything: Android does, iPhones and computers do not. */

interface Connection extends EventTarget {
  type?: string;
}

export const connection = (navigator as { connection?: Connection }).connection;

/** Whether this phone tells Wi-Fi from a mobile network at all. */
export const canTell = () => connection?.type !== undefined;

/** False when it is not known: nobody's data is spent on a guess. */
export const onWifi = () => connection?.type === "wifi" || connection?.type === "ethernet";

/** Runs whenever the phone says that its network is another, until the returned function is called. */
export function whenLineChanges(run: () => void): () => void {
  // Chromium says it by `change`, some phones by `typechange` alone.
  const names = ["change", "typechange"];
  for (const name of names) connection?.addEventListener?.(name, run);
  return () => {
    for (const name of names) connection?.removeEventListener?.(name, run);
  };
}
