/** What was measured alike on two films: the same angle, of the same side, at the same phase, by the same convention. Pure. */
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

/** Of values that nobody named more than by their number of degrees, none is like another. */
function nameOf({ content }: Measure & { content: Drawn }): string {
  if (content.kind === "angle" && !content.joint) return "";
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

/** The one that is drawn on this image: the newest. */
export const onImage = (of: readonly Measure[], frame: number): Measure | null =>
  of.filter((one) => isDrawn(one) && one.content.frame === frame).reduce<Measure | null>((last, one) => (!last || last.added_at < one.added_at ? one : last), null);

/** "genou gauche, milieu d’appui"; empty when nothing was said. */
export function where({ content }: Measure, t: Words): string {
  if (content.kind === "mark") return "";
  const name = content.joint ? t.joints[content.joint] : content.kind === "lean" ? t.lean : "";
  const side = content.side ? t[content.side].toLowerCase() : "";
  return [[name?.toLowerCase(), side].filter(Boolean).join(" "), content.phase ? t.phases[content.phase]?.toLowerCase() : ""].filter(Boolean).join(", ");
}
