/** Several PDFs chosen at once: kept on the phone one after the other, until it has no room for the next. */

export class Several {
  /** How many are kept, and those for which there was no room. */
  kept = $state(0);
  rest = $state.raw<File[]>([]);
  busy = $state(false);
  private line: File[] = [];

  constructor(private readonly hold: (file: File) => Promise<void>) {}

  /** These, after those for which there was no room. True when all are kept; what comes while others are copied is copied after them. */
  async keep(files: readonly File[]): Promise<boolean> {
    if (this.busy) {
      this.line.push(...files);
      return false;
    }
    this.busy = true;
    this.line = [...this.rest, ...files];
    this.rest = [];
    try {
      for (let next = this.line[0]; next; next = this.line[0]) {
        await this.hold(next);
        this.kept += 1;
        this.line.shift();
      }
    } catch {
      this.rest = this.line;
    }
    this.busy = false;
    return this.rest.length === 0;
  }
}
