/** A film's file, opened by ranges: what it says of itself, and its images still packed. mediabunny is met here, and in filming/made.ts. */
import { EncodedPacketSink, Input, MATROSKA, MP4, QTFF, UrlSource, WEBM, type EncodedPacket } from "mediabunny";
import { Offline } from "../../api/errors";
import { ordered, type Order } from "./order";

/** The server gave no bytes: the session ended, the right was withdrawn, or it is in trouble. */
export class NotGiven extends Error {
  constructor(readonly status: number) {
    super(`status ${status}`);
  }
}
/** Not a film that can be taken apart here. */
export class NotRead extends Error {}

export interface Demuxed {
  order: Order;
  /** What a decoder must know; null when nothing here decodes such a film. */
  config: VideoDecoderConfig | null;
  /** Pixels as seen: square, upright. */
  width: number;
  height: number;
  /** Degrees clockwise by which decoded images are turned. */
  rotation: 0 | 90 | 180 | 270;
  /** Then changed left for right. */
  flipped: boolean;
  /** The bytes of the image at that place of the file. */
  bytes(place: number): Promise<Uint8Array>;
  close(): void;
}

/** Bytes kept in memory, so that stepping to and fro asks for nothing twice. */
const KEPT = 48 * 2 ** 20;
/** A line that breaks off is tried again after so long, ms. */
const AGAIN = [400, 800];

async function fetched(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  for (let tried = 0; ; tried += 1) {
    try {
      const answer = await fetch(input, { ...init, credentials: "same-origin", cache: "no-store" });
      if (answer.ok) return answer;
      throw new NotGiven(answer.status);
    } catch (error) {
      if (init?.signal?.aborted || error instanceof NotGiven) throw error;
      if (tried >= AGAIN.length || !navigator.onLine) throw new Offline();
      await new Promise((resolve) => setTimeout(resolve, AGAIN[tried]));
    }
  }
}

/** Raises Offline, NotGiven, NotRead. */
export async function demux(url: string): Promise<Demuxed> {
  const source = new UrlSource(new URL(url, location.href), {
    fetchFn: fetched,
    maxCacheSize: KEPT,
    getRetryDelay: () => null,
    handleUnhandledError: () => undefined,
  });
  const input = new Input({ source, formats: [MP4, QTFF, MATROSKA, WEBM] });
  try {
    return await opened(input);
  } catch (error) {
    input.dispose();
    if (error instanceof Offline || error instanceof NotGiven) throw error;
    throw new NotRead(String(error));
  }
}

async function opened(input: Input): Promise<Demuxed> {
  const track = await input.getPrimaryVideoTrack();
  if (!track) throw new NotRead("no images");
  const sink = new EncodedPacketSink(track);
  const packets: EncodedPacket[] = [];
  for (let one = await sink.getFirstPacket({ metadataOnly: true }); one; one = await sink.getNextPacket(one, { metadataOnly: true })) packets.push(one);
  const order = ordered(packets.map((one) => ({ at: one.microsecondTimestamp, lasts: one.microsecondDuration, whole: one.type === "key" })));
  if (!order.count) throw new NotRead("no images");
  return {
    order,
    config: await track.getDecoderConfig(),
    width: await track.getDisplayWidth(),
    height: await track.getDisplayHeight(),
    rotation: await track.getRotation(),
    flipped: await track.getFlip(),
    async bytes(place) {
      const before = packets[place - 1];
      const packet = before ? await sink.getNextPacket(before) : await sink.getFirstPacket();
      if (!packet) throw new NotRead(`no image at ${place}`);
      return packet.data;
    },
    close: () => input.dispose(),
  };
}
