import assert from "node:assert/strict";
import { test } from "node:test";
import "../../outbox/testing";

class Track {
  stopped = false;
  onended: (() => void) | null = null;
  stop = () => void (this.stopped = true);
  getSettings = () => ({});
}
class Stream {
  readonly track = new Track();
  getTracks = () => [this.track];
  getVideoTracks = () => [this.track];
}
/** What the camera answers, when it is let. */
let answers: ((stream: Stream) => void)[] = [];
Object.assign(navigator, { mediaDevices: { getUserMedia: () => new Promise((resolve) => answers.push(resolve)) } });
Object.assign(globalThis, {
  document: Object.assign(new EventTarget(), { visibilityState: "hidden" }),
  addEventListener: () => undefined,
  MediaRecorder: Object.assign(
    class {
      state = "inactive";
      start(): void {
        throw new DOMException("", "InvalidStateError");
      }
    },
    { isTypeSupported: () => true },
  ),
});
const { Camera } = await import("./camera.svelte");
const { queue } = await import("../../outbox");
const camera = () => ((answers = []), new Camera("video", () => ({ carnet: "c", category: "gait", note: "", tags: [] })));

test("of two openings at once one camera stays on, the one that is seen", async () => {
  const one = camera();
  const opened = [one.open(), one.open()];
  const [first, second] = [new Stream(), new Stream()];
  answers[1]!(second);
  answers[0]!(first);
  await Promise.all(opened);
  assert.equal(one.stream as unknown, second);
  assert.deepEqual([first.track.stopped, second.track.stopped, one.step], [true, false, "ready"]);
});

test("a camera that is lost before the film begins is said", async () => {
  const one = camera();
  const opened = one.open();
  const stream = new Stream();
  answers[0]!(stream);
  await opened;
  stream.track.onended!();
  assert.deepEqual([one.step, one.trouble, stream.track.stopped], ["trouble", "busy", true]);
});

test("a recorder that does not begin is said, and leaves nothing in the outbox", async () => {
  queue.paused = true;
  await queue.open("anne");
  const one = camera();
  const opened = one.open();
  answers[0]!(new Stream());
  await opened;
  await one.film();
  assert.deepEqual([one.step, one.trouble, queue.items.length], ["trouble", "busy", 0]);
  await one.close();
  queue.close();
});
