/** How each thing that waits is said to the server; each may be sent twice and counts once. */
import { post, put, remove } from "../../api/client";
import type { LineNow } from "../lines/lines";
import type { HeadingView, Waiting } from "./habits";

export function send(one: Waiting, signal: AbortSignal): Promise<HeadingView | LineNow> {
  const { id, text, bases, restores, noted_at, line } = one;
  const path = `/api/carnets/${one.carnet}/${line ? `sheets/${line.sheet}` : "habits"}/${one.heading}`;
  const ask = { plain: true, signal };
  if (one.takes_back) return remove(`${path}/confirm/${one.takes_back}`, ask);
  if (one.confirms) return post(`${path}/confirm`, { id, version: one.confirms, noted_at }, ask);
  return put(path, { id, ...(line ? { content: line.content, urgent: line.urgent ?? null, urgent_seen: line.stood ?? null } : { text }), bases, restores, noted_at }, ask);
}
