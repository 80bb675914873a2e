import type { PassingTexts } from "./fr";

const en = {
  show: "Show to someone",
  title: "Show to someone",
  text: "Only people who see it already. They get a notification, which says neither who nor what.",
  who: "To whom?",
  nobody: "Nobody else of the circle sees this. To open it to someone, change their access in the circle.",
  words: "A word (optional)",
  wordsHint: "It stays in the notebook.",
  send: "Show",
  none: "Choose at least one person.",
  sent: "It is shown. You will see here when it has been seen.",
  given: "Shown already",
  waits: (day: string) => `Shown ${day}, not seen yet`,
  seen: (day: string) => `Seen ${day}`,
  takeBack: "Take back",
  takeBackFrom: (name: string) => `Stop showing it to ${name}`,
  taken: "It is shown no more.",
  what: { photo: "a photo", video: "a film", document: "a document" },
  card: (name: string, what: string) => `${name} shows you ${what}`,
  cardChild: (name: string, what: string) => `${name} shows you ${what}`,
  quoted: (words: string) => `“${words}”`,
  of: (day: string) => `of ${day}`,
  opening: "One moment…",
  gone: "This is no longer shown to you",
  goneText: "The person took it back, or it is no longer open to you.",
  goneChild: "This is no longer shown to you",
  goneTextChild: "The person took it back, or it is no longer open to you.",
  home: "Back to the home screen",
} satisfies PassingTexts;

export default en;
