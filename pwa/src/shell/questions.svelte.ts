/** The two questions that a request may have to wait for: a fresh proof, and signing in again. One dialog, many waiters. */
class Waiting {
  open = $state(false);
  private answers: ((yes: boolean) => void)[] = [];

  put = (): Promise<boolean> => {
    this.open = true;
    return new Promise((resolve) => this.answers.push(resolve));
  };

  settle(yes: boolean): void {
    if (!this.open) return;
    this.open = false;
    const waiting = this.answers;
    this.answers = [];
    for (const answer of waiting) answer(yes);
  }
}

export const proof = new Waiting();
export const signInAgain = new Waiting();
