/** Texts of “Who can see”: one item, who sees it, hiding it, showing it again. */
import type { MasksTexts } from "./fr";

const en: MasksTexts = {
  of: {
    capture: { title: "Who can see this image?", author: (name) => `${name}, who added it, always sees it.` },
    document: { title: "Who can see this document?", author: (name) => `${name}, who added it, always sees it.` },
    agenda: { title: "Who can see this date?", author: (name) => `${name}, who added it, always sees it.` },
  },
  ownAuthor: "You always see what you added.",
  ownAuthorChild: "You always see what you added.",
  marks: {
    everyone: "Hidden from all but the parents",
    person: "Hidden from someone",
    representatives: "Hidden from the parents",
    protection: "Child protection",
  },
  why: {
    everyone: "The parents see it, and whoever added it. For the others it does not exist.",
    person: (name) => `For ${name} it does not exist.`,
    representatives: "The parents learn nothing of it: not in a list, a count, “Who looked”, or a copy of the notebook.",
    protection: "Seen only by the people named. It does not count for the others, and never goes to the national health record (DMP).",
  },
  drawn: "It is hidden with the film its images come from. If you show it again, so is that film.",
  namedFamily: "the parents",
  alsoSee: (names) => `Also seen by: ${names}.`,
  made: (name, day) => `Chosen by ${name}, on ${day}.`,
  show: "Show again",
  shown: "It is no longer hidden in this way.",
  hideAll: "Hide from all but the parents",
  hidden: "It is hidden, from now on.",
  people: "People of the circle",
  peopleText: "Those to whom this part of the notebook is open.",
  you: "You",
  youChild: "You",
  sees: "Sees it",
  seesNot: "Does not see it",
  hideFrom: "Hide",
  hideFromName: (name) => `Hide from ${name}`,
  family: {
    title: "Keep the secret that the child asked for",
    text: "A health professional may hide from the parents what the child does not want them to know (French public health code, L.1111-5 and R.1111-6), having first sought the child’s agreement. Only you will see it, and the people you name.",
    reason: "The child’s opposition, as you note it",
    act: "Hide from the parents",
    noted: "What you note",
    refused: "The child expressly opposes that their parents know.",
    sought: "I tried to bring them to agree that the parents be told.",
    intimate: "It is about sexual or reproductive health.",
  },
  grounds: {
    "L.1111-5": "Text: article L.1111-5 of the French public health code.",
    "L.1111-5-1": "Text: article L.1111-5-1 of the French public health code.",
    "L.1110-4": "Text: the secrecy of article L.1110-4 of the French public health code. L.1111-5 names doctors, midwives and nurses only: to be confirmed for your profession.",
    own: "Their own words, their own pictures.",
  },
  own: {
    title: "Keep it to yourself",
    text: "You added it: you can hide it from your parents. Only the people you choose here will see it. If you are in danger, or suffering, tell somebody: a doctor, a nurse, a person you trust, or 119 in France, free, day and night.",
    reason: "Why (if you want to say)",
    act: "Hide from my parents",
  },
  protection: {
    title: "Child protection document",
    text: "A report of concern, a social assessment, a judgment, a periodic report… Only the people named see it. It never goes to the DMP.",
    reason: "What is it? (optional)",
    withFamily: "The parents see it too",
    byFamily: "Both parents see it.",
    act: "Keep it for the people named",
  },
  named: "Who else sees it",
  nobody: "Nobody else is in the circle.",
};

export default en;
