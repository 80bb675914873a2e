/** Numbers as they are said of a film. */
import { texts } from "./player.texts";

const comma = (text: string): string => text.replace(".", texts.t.decimal);

/** µs as seconds: "2,483 s". */
export const secondsName = (time: number): string => texts.t.seconds(comma((time / 1e6).toFixed(3)));

/** Images a second: "60", "29,97", "59,9". */
export const rateName = (fps: number): string => comma(String(Math.round(fps * 100) / 100));
