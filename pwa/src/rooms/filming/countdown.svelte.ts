/** Seconds before a film begins, one by one. */
const SECOND = 1000;

export class Countdown {
  /** Those that are left; null while none runs. */
  left = $state<number | null>(null);
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** `each`: of every second that is left, the first one too. `over`: at nought. */
  start(seconds: number, each: (left: number) => void, over: () => void): void {
    this.stop();
    const from = (left: number) => {
      if (left === 0) {
        this.left = null;
        return over();
      }
      this.left = left;
      each(left);
      this.timer = setTimeout(() => from(left - 1), SECOND);
    };
    from(seconds);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.left = null;
  }
}
