import type { RepresentingTexts } from "./fr";

const en: RepresentingTexts = {
  details: {
    title: "My contact details in this notebook",
    theirs: "The representatives’ contact details",
    intro: "They are yours. Nothing is shown until you choose so, line by line.",
    address: "My address",
    phone: "My telephone",
    note: "A note",
    noteHint: "For example: how to reach me, and when.",
    seen: { address: "Who sees my address", phone: "Who sees my telephone", note: "Who sees this note" },
    to: { nobody: "Nobody", representatives: "The other parent", professionals: "The professionals I let in", both: "Both" },
    originals: "As long as your address is hidden from the other parent, the photos, films and letters that you add reach them only without the place, device and names that the original may hold. What is seen in the picture or read on a letter stays visible: look before you add.",
    relay: "Who enters by a team reads none of it: you did not let that person in yourself. Somebody to whom you show something may repeat it.",
    save: "Save",
    saved: "Your contact details are saved.",
    conflict: "Changed on another of your phones",
    conflictText: "Here is what was written there. Choose what stays.",
    keepMine: "Keep what I am writing",
    takeTheirs: "Take what is saved",
    others: "What the others show",
    nothing: "Nothing is shown to you.",
    none: "Nobody else represents the child here.",
    labels: { address: "Address", phone: "Telephone", note: "Note" },
    call: (name) => `Call ${name}`,
    offline: "No connection: nothing was saved. What you typed stays on this phone.",
  },
};

export default en;
