/** Files dropped anywhere on the page, or pasted: on a computer, that is how a picture comes from another window. */

const hasFiles = (data: DataTransfer | null) => !!data && [...data.types].includes("Files");

/** For `use:`: until the element goes. `over` is told while files are held above the page. */
export function takesFiles(_: Element, { take, over }: { take: (files: File[]) => void; over?: (held: boolean) => void }): { destroy(): void } {
  const hold = (event: DragEvent) => {
    if (!hasFiles(event.dataTransfer) || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    over?.(true);
  };
  const leave = (event: DragEvent) => event.relatedTarget === null && over?.(false);
  const drop = (event: DragEvent) => {
    over?.(false);
    if (!hasFiles(event.dataTransfer) || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length) take(files);
  };
  const paste = (event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])];
    // Words that are pasted into a field come with a picture of themselves from some programs.
    if (!files.length || document.querySelector("dialog[open]") || event.clipboardData?.types.includes("text/plain")) return;
    event.preventDefault();
    take(files);
  };
  addEventListener("dragover", hold);
  addEventListener("dragleave", leave);
  addEventListener("drop", drop);
  addEventListener("paste", paste);
  return {
    destroy() {
      removeEventListener("dragover", hold);
      removeEventListener("dragleave", leave);
      removeEventListener("drop", drop);
      removeEventListener("paste", paste);
    },
  };
}
