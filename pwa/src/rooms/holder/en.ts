/** Texts for the person the notebook is about, on their own account. */
import type { HolderTexts } from "./fr";

const en: HolderTexts = {
  home: {
    hello: (name) => `Hello ${name}`,
    yours: "This notebook is about you.",
    yoursText: "You can read it, and say yourself what you like, what worries you, how you want to be helped.",
    say: "Say what I like",
    coming: "What is coming",
    nothing: "Nothing is planned for now.",
    go: "In your notebook",
    images: "Your photos and films",
    add: "Add a photo",
    habits: "What you like, what worries you",
    urgent: "Your urgent sheet",
    circle: "Who can read your notebook",
    documents: "Your documents",
    agenda: "Your agenda",
    keep: "What you keep to yourself",
    keepText: "What you add, you can hide from your parents: open it, then tap “Who can see”. And if you ask a doctor or a nurse, what they write can stay between you, when the law allows it.",
  },
};

export default en;
