/** What is done with a line: kept on the phone at once, as a text of the habits is; it leaves by itself. */
import { isCode, type Problem } from "../../api/errors";
import { waiting } from "../sheets/unsent";
import type { Chosen } from "./choosing";
import { aboutKind } from "./described";
import { type Fields, type Line, type Sheet } from "./lines";
import { plain, titleOf } from "./say";
import { saying } from "./saying";

/** ms to wait for the server's word before saying that it is kept here and leaves later. */
const PATIENCE = 3000;

/** `refused`: the server said no at once, and nothing of it waits any more. */
export interface Outcome {
  id: string;
  received: boolean;
  /** The urgent sheet stays as it was, though a choice was sent with it. */
  unchosen: boolean;
  refused: Problem | null;
}

export interface Writing {
  carnet: string;
  sheet: Sheet;
  place: string;
  kind: string;
  content: Fields | null;
  bases: string[];
  restores?: string | null;
  /** What it is called, when nothing is left of it. */
  name?: string;
  /** Whether it stands on the urgent sheet; null leaves that as it is. */
  urgent?: Chosen | null;
}

export async function writeLine(to: Writing): Promise<Outcome> {
  const id = crypto.randomUUID();
  const about = aboutKind(to.kind);
  const name = to.name ?? (about && to.content ? titleOf(about, to.place, to.content, saying) : "");
  const line = { sheet: to.sheet, kind: to.kind, name, content: to.content, urgent: to.urgent?.shown ?? null, stood: to.urgent?.stood ?? null };
  const text = about && to.content ? plain(about, to.content, saying) : "";
  await waiting.add({ id, carnet: to.carnet, heading: to.place, line, text, bases: to.bases, restores: to.restores ?? null });
  return outcome(id);
}

async function outcome(id: string): Promise<Outcome> {
  const received = await waiting.arrived(id, PATIENCE);
  const failed = waiting.list.find((one) => one.id === id && one.state === "failed");
  const refused = failed ? (waiting.refusals.get(id) ?? null) : null;
  if (failed && refused) await waiting.drop(failed);
  return { id, received, unchosen: waiting.unchosen.has(id), refused };
}

/** « Toujours vrai », one line at a time. */
export class Confirming {
  /** The place that is being confirmed now. */
  busy = $state("");
  /** The place that was tried last, and why it was refused. */
  tried = $state("");
  error = $state.raw<unknown>(null);
  /** Somebody changed it first; it now shows what they wrote. */
  moved = $state(false);

  constructor(private readonly carnet: string) {}

  async confirm(sheet: Sheet, line: Line, name: string): Promise<Outcome | null> {
    const [only] = line.heads;
    if (this.busy || !only) return null;
    this.busy = this.tried = line.place;
    this.error = null;
    this.moved = false;
    try {
      const id = crypto.randomUUID();
      await waiting.add({ id, carnet: this.carnet, heading: line.place, line: { sheet, kind: line.kind, name, content: null }, text: "", bases: [], restores: null, confirms: only.id });
      const done = await outcome(id);
      if (!done.refused) return done;
      if (isCode(done.refused, "changed_meanwhile")) this.moved = true;
      else this.error = done.refused;
      return null;
    } finally {
      this.busy = "";
    }
  }

  /** It was not meant. True when nothing of it is left to send. */
  async unconfirm(sheet: Sheet, line: Line, id: string): Promise<boolean> {
    const left = await waiting.takeBack({ id, carnet: this.carnet, heading: line.place, line: { sheet, kind: line.kind, name: "", content: null } });
    return left === null || waiting.arrived(left, PATIENCE);
  }
}
