/** A name for a new passkey that its owner will recognise: "iPhone", "Android", "Windows"… */
import { texts } from "./texts";

export function deviceName(agent: string = navigator.userAgent): string {
  const known: [RegExp, string][] = [
    [/iPhone/, "iPhone"],
    [/iPad/, "iPad"],
    [/Android/, "Android"],
    [/Windows/, "Windows"],
    [/Mac OS X/, "Mac"],
    [/CrOS/, "Chromebook"],
    [/Linux/, "Linux"],
  ];
  return known.find(([pattern]) => pattern.test(agent))?.[1] ?? texts.t.waysIn.defaultName;
}
