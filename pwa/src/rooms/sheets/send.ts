/** How each thing that waits is said to the server; each may be sent twice and counts once. */
import { post, put, remove } from "../../api/client";
import type { HeadingView, Waiting } from "./habits";

export function send(one: Waiting, signal: AbortSignal): Promise<HeadingView> {
  const { id, text, bases, restores, noted_at } = one;
  const path = `/api/carnets/${one.carnet}/habits/${one.heading}`;
  const ask = { plain: true, signal };
  if (one.takes_back) return remove<HeadingView>(`${path}/confirm/${one.takes_back}`, ask);
  if (one.confirms) return post<HeadingView>(`${path}/confirm`, { id, version: one.confirms, noted_at }, ask);
  return put<HeadingView>(path, { id, text, bases, restores, noted_at }, ask);
}
