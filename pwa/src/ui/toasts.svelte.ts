/** Short news at the bottom of the screen, read aloud; one may be undone while it is there. */
export interface Toast {
  id: number;
  text: string;
  undo?: () => void | Promise<void>;
}

/** How long a toast stays, ms: longer when it can be undone. Holding or focusing it stops the clock. */
export const STAY = { plain: 5000, undo: 12000 };

class Toasts {
  list = $state<Toast[]>([]);
  private next = 1;

  say(text: string, undo?: Toast["undo"]): void {
    this.list = [...this.list.slice(-1), { id: this.next++, text, undo }];
  }

  drop(id: number): void {
    this.list = this.list.filter((toast) => toast.id !== id);
  }
}

export const toasts = new Toasts();
export const say = (text: string, undo?: Toast["undo"]): void => toasts.say(text, undo);
