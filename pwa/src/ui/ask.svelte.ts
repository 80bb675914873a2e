/** A question before something is taken away: `if (await ask({...})) …`. Shown by Ask.svelte, once in the shell. */
export interface Question {
  title: string;
  text?: string;
  yes: string;
  no?: string;
  /** The yes takes something away: it is red. */
  take?: boolean;
}

class Asking {
  question = $state<Question | null>(null);
  private answer: ((yes: boolean) => void) | null = null;

  put(question: Question): Promise<boolean> {
    this.settle(false);
    this.question = question;
    return new Promise((resolve) => (this.answer = resolve));
  }

  settle(yes: boolean): void {
    this.question = null;
    this.answer?.(yes);
    this.answer = null;
  }
}

export const asking = new Asking();
export const ask = (question: Question): Promise<boolean> => asking.put(question);
