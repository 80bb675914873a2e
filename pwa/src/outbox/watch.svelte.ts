/** Opens the queue for whoever is signed in, and closes it with their session. */
interface Session {
  state: string;
  me: { id: string } | null;
}

interface Opened {
  open(person: string): Promise<unknown>;
  close(): void;
}

export function watchSession(session: Session, queue: Opened): void {
  $effect.root(() => {
    let person: string | null = null;
    $effect(() => {
      const now = session.state === "in" ? (session.me?.id ?? null) : null;
      if (now === person) return;
      if (person) queue.close();
      person = now;
      if (now) void queue.open(now).catch(() => undefined);
    });
  });
}
