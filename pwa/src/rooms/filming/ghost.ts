/** The last film of the walk seen from the same side: an image of it, to find its framing again. */
import { get } from "../../api/client";
import { fileUrl, type CapturePage } from "../captures/api";
import type { From } from "../captures/walk";

export interface Ghost {
  /** Of an image of its copy, through the door. */
  url: string;
  taken_at: string;
  /** Held upright; null when its size is not known. */
  upright: boolean | null;
}

/** Films read at once: the newest of each side is among them, or a year old. */
const MOST = 200;

/** Of what this person sees; null: there is none. Raises Offline, Problem. */
export async function ghostOf(carnet: string, from: From): Promise<Ghost | null> {
  const { captures } = await get<CapturePage>(`/api/carnets/${carnet}/captures?kind=video&limit=${MOST}`, { plain: true });
  const last = captures.find((one) => one.category === "gait" && one.seen_from === from && one.renditions.includes("poster"));
  if (!last) return null;
  const upright = last.width && last.height ? last.height > last.width : null;
  return { url: fileUrl(carnet, last.id, "poster"), taken_at: last.taken_at, upright };
}
