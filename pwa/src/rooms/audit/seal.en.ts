/** What is said of the seal, in English. */
import type { SealTexts } from "./seal.fr";

const en: SealTexts = {
  since: (day) => `Sealed: since ${day}, the history goes on from the one that this phone has seen.`,
  unsigned: "This phone cannot check the seal’s signature.",
  said: {
    broken: "This history no longer follows the one that this phone has seen",
    lost: "The seal of this history began again",
    was: "For a time, this history did not follow the one that this phone has seen",
    first: "The seal of this history cannot be verified",
  },
  brokenText: "Lines may have been changed or removed. It also happens when this CS3 was started again from an older backup. Ask whoever runs it.",
  lostText: (day) => `All that this phone had seen is still there. But the key that seals is another one, and nothing vouches for it: the former is said to be lost on ${day}. Ask whoever runs this CS3.`,
  firstText: "It is the first one that this phone receives, and it does not hold. Do not rely on this history before you have asked whoever runs this CS3 why.",
  wasText: (from, to) => `Found on ${from}; on ${to} it followed again. In between, this phone was given another history. Ask whoever runs this CS3 why.`,
  foundOn: (day) => `Found on ${day}.`,
  keeps: "This phone keeps what it had seen.",
  read: "I have read this",
  retry: "Check again",
  look: "See what that means",
  again: "Begin again from now",
  againTitle: "Begin again from now?",
  againText: "This phone will forget what it had seen, and can no longer show that the history was changed.",
  title: "The sealed history",
  text: (months) => `Each line is sealed as soon as it is written, and kept for ${months} months. With this file the whole history can be checked elsewhere, without this CS3.`,
  reason: (why) => `Why more than a year: ${why}`,
  take: "Download the history",
};

export default en;
