/** Short news at the bottom of the screen, read aloud; one may be undone while it is there. */
export interface Toast {
  id: number;
  text: string;
  undo?: () => unknown;
  /** The address it was said at. */
  path: string;
}

/** How long news stays, ms: by its length, for who reads slowly. */
export const stay = (text: string): number => Math.max(6000, 2000 + 90 * text.length);

class Toasts {
  list = $state<Toast[]>([]);
  private next = 1;

  say(text: string, undo?: Toast["undo"]): void {
    this.list = [...this.list.filter((toast) => !toast.undo).slice(-1), { id: this.next++, text, undo, path: location.pathname }];
  }

  drop(id: number): void {
    this.list = this.list.filter((toast) => toast.id !== id);
  }

  /** What can be undone has no clock: it goes when it is closed, when something else is said, or with the screen it belongs to. */
  leave(path: string): void {
    if (this.list.some((toast) => toast.undo && toast.path !== path)) this.list = this.list.filter((toast) => !toast.undo || toast.path === path);
  }
}

export const toasts = new Toasts();
export const say = (text: string, undo?: Toast["undo"]): void => toasts.say(text, undo);
