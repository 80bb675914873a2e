/** A film that says nothing within this many ms is left to the server. */
const PATIENCE = 4000;

/** How long a film is, in seconds; null when this phone cannot tell. */
export function secondsOf(file: Blob): Promise<number | null> {
  const address = URL.createObjectURL(file);
  const video = document.createElement("video");
  return new Promise<number | null>((resolve) => {
    const give = () => resolve(Number.isFinite(video.duration) ? video.duration : null);
    video.preload = "metadata";
    video.onloadedmetadata = give;
    video.onerror = () => resolve(null);
    setTimeout(give, PATIENCE);
    video.src = address;
  }).finally(() => {
    video.removeAttribute("src");
    video.load();
    URL.revokeObjectURL(address);
  });
}
