import { plural } from "../i18n/plural";
import type { OutboxTexts } from "./fr";

const en: OutboxTexts = {
  title: "On its way",
  leaving: (films, photos, letters) => {
    const parts = [films && `${films} ${plural(films, "film", "films")}`, photos && `${photos} ${plural(photos, "photo", "photos")}`, letters && `${letters} ${plural(letters, "document", "documents")}`].filter(Boolean);
    return `${parts.join(" and ")} still leaving`;
  },
  stuck: (n) => `${n} ${plural(n, "item has", "items have")} not left`,
  of: (sent, total) => `${sent} of ${total}`,
  resumes: "goes on by itself",
  here: "still on this phone",
  offline: "will leave with the network",
  signIn: "sign in again for it to go on",
  paused: "paused",
  pause: "Pause",
  resume: "Go on",
  look: "See what is leaving",
  loose: "This phone has no room to keep a copy: leave this page open until the end.",
  states: {
    recording: "being filmed",
    keeping: "being kept on this phone…",
    waiting: "waiting its turn",
    sending: (percent) => `leaving: ${percent}%`,
    received: "received by the notebook",
    preparing: "received, being prepared",
    ready: "in the notebook",
    refused: "refused",
    failed: "not sent",
  },
  problems: {
    too_large: "Too large: 50 MB at most for a photo or a document, 2 GB for a film. Cut the film or the document, or make the photo smaller.",
    too_long: "Too long: a film lasts 20 minutes at most. Cut it into several.",
    empty: "This file is empty. Choose it again.",
    copy_unfinished: "The app closed before the file was kept. Choose it again from the gallery.",
    unreadable: "This phone can no longer read this file. If it is in the gallery, choose it again.",
    server: "The notebook did not accept it.",
  },
  again: "Try again",
  save: "Save it on this phone",
  drop: "Do not send it",
  dropTitle: "Do not send it?",
  dropText: "The copy kept here will be erased. What is in your gallery stays there.",
  saved: "Saved in the downloads.",
  saveFailed: "This phone could not save it.",
  photo: "Photo",
  film: "Film",
  letter: "Document",
};

export default en;
