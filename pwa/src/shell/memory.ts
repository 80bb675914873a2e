/** What a browser remembers in words. One that refuses (all cookies blocked) forgets at the next page, and breaks nothing. */
class Memory {
  private kept: Storage | null = null;
  private instead = new Map<string, string>();

  constructor(open: () => Storage) {
    try {
      this.kept = open();
    } catch {
      // Refused: even reading the property throws.
    }
  }

  getItem(name: string): string | null {
    return this.instead.get(name) ?? this.kept?.getItem(name) ?? null;
  }

  setItem(name: string, value: string): void {
    try {
      if (this.kept) return this.kept.setItem(name, value);
    } catch {
      // Full.
    }
    this.instead.set(name, value);
  }

  removeItem(name: string): void {
    this.instead.delete(name);
    this.kept?.removeItem(name);
  }

  clear(): void {
    this.instead.clear();
    this.kept?.clear();
  }
}

export const browserMemory = new Memory(() => localStorage);
export const tabMemory = new Memory(() => sessionStorage);
