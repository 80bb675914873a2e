import { plural } from "../../i18n/plural";
import type { SharingTexts } from "./fr";

const en: SharingTexts = {
  title: "Files to put away",
  intro: "They are kept on this phone, and nowhere else, until you have said where they go.",
  carnet: "In which notebook?",
  images: (n) => `${n} ${plural(n, "picture or film", "pictures and films")}`,
  letters: (n) => `${n} ${plural(n, "document", "documents")}`,
  album: "Where to put them",
  photos: "For the album",
  gait: "For the walk",
  note: "Note",
  name: "Title",
  day: "Date of the document",
  add: "Add to the notebook",
  adding: "Being kept…",
  added: "Kept on this phone: they leave by themselves.",
  remove: (name) => `Do not add ${name}`,
  dropAll: "Add nothing",
  dropTitle: "Add nothing?",
  dropText: "The copies kept here will be erased. The originals stay where you took them.",
  noImages: "This notebook does not let you add pictures.",
  noLetters: "This notebook does not let you add documents.",
  noCarnet: "No notebook is open here. The files are kept for seven days.",
  empty: "Nothing to put away",
  emptyText: "Share a photo, a film or a PDF from the gallery or a message, and choose CS3. If you have just done so, this phone may have no room left.",
  home: "Go to the home screen",
  noRoom: "This phone has no room left to prepare them. They stay here: make some room, then try again.",
  tooLarge: "Too large: it cannot be added.",
  empties: "This file is empty.",
  unfinished: "It was not kept whole: the phone stopped before. Share it again.",
};

export default en;
