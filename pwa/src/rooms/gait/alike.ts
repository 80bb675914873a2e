/** What was measured alike on two films: the same angle, of the same joint and side, at the same phase, by the same convention, each said. Pure. */
import type { Drawn, Measure } from "./measuring.svelte";

/** The names of the joints and phases, as the measures' texts have them. */
interface Words {
  left: string;
  right: string;
  lean: string;
  joints: Record<string, string>;
  phases: Record<string, string>;
}

const isDrawn = (one: Measure): one is Measure & { content: Drawn } => one.content.kind !== "mark";

/** Empty when its joint, its side or its phase was not said: nobody can tell then that another is the same. */
function nameOf({ content }: Measure & { content: Drawn }): string {
  if (!content.joint || !content.side || !content.phase) return "";
  return [content.kind, content.joint, content.side, content.phase, content.kind === "angle" ? content.convention : ""].join("/");
}

/** The newest of each, in the order of the first film. */
export function alike(first: readonly Measure[], second: readonly Measure[]): [Measure, Measure][] {
  const newest = (of: readonly Measure[]) => {
    const byName = new Map<string, Measure>();
    for (const one of of.filter(isDrawn)) {
      const name = nameOf(one);
      if (name && (byName.get(name)?.added_at ?? "") < one.added_at) byName.set(name, one);
    }
    return byName;
  };
  const others = newest(second);
  return [...newest(first)].flatMap(([name, one]) => {
    const other = others.get(name);
    return other ? [[one, other] as [Measure, Measure]] : [];
  });
}

/** The one that is drawn on this image: the one that was chosen (its id), the newest when that is of another image or no longer kept. */
export function onImage(of: readonly Measure[], frame: number, chosen = ""): Measure | null {
  const here = of.filter((one) => isDrawn(one) && one.content.frame === frame);
  return here.find((one) => one.id === chosen) ?? here.reduce<Measure | null>((last, one) => (!last || last.added_at < one.added_at ? one : last), null);
}

/** "30°", as it is said; empty for what has none. */
export const degrees = (one: Measure | null): string => (typeof one?.degrees === "number" ? `${Math.round(one.degrees)}°` : "");

/** "genou gauche, milieu d’appui"; empty when nothing was said. */
export function where({ content }: Measure, t: Words): string {
  if (content.kind === "mark") return "";
  const name = content.joint ? t.joints[content.joint] : content.kind === "lean" ? t.lean : "";
  const side = content.side ? t[content.side].toLowerCase() : "";
  return [[name?.toLowerCase(), side].filter(Boolean).join(" "), content.phase ? t.phases[content.phase]?.toLowerCase() : ""].filter(Boolean).join(", ");
}
