/** The texts of finding. */
import { plural } from "../../i18n/plural";
import type { FindingTexts } from "./fr";

const en: FindingTexts = {
  title: "Search",
  label: "Search this notebook",
  labelDocuments: "Search the documents",
  placeholder: "A word, a name, a place",
  placeholderDocuments: "Search a document",
  clear: "Clear what is written",
  kinds: { document: "Documents", capture: "Photos and films", agenda: "Agenda", line: "Sheets", habit: "Daily habits" },
  kindsLabel: "Search only among",
  everything: "All",
  albums: { photos: "Photos", gait: "Gait films" },
  filters: "Narrow down",
  category: "Category",
  author: "Author",
  tag: "Tag",
  period: "Period",
  periods: { month: "In the last month", year: "In the last year", older: "More than a year ago" },
  hint: "Accents, plurals, a slip of the thumb: none of it matters.",
  where: "What is searched: titles, authors, notes and tags of documents and images, what could be read on the pages of documents, the agenda, the habits and the lines of the sheets.",
  whereDocuments: "What is searched: titles, authors, notes, tags, and what could be read on the pages.",
  onPage: (n) => `page ${n}`,
  recognisedOn: (n) => `page ${n}, text recognised from the picture`,
  count: (n, words) => (words ? `${n} ${plural(n, "result", "results")} for “${words}”` : `${n} ${plural(n, "result", "results")}`),
  partial: "Nothing has all these words. This has the most of them.",
  nothing: (words) => (words ? `Nothing for “${words}”` : "Nothing like that"),
  unfilter: "Search without these filters",
  showAll: (n) => `Show all (${n})`,
  first: (n, all) => `The first ${n} of ${all}. Add a word to narrow down.`,
  photo: (day) => `Photo of ${day}`,
  video: (day) => `Film of ${day}`,
  untitled: "Document",
  offline: "No connection. Only the agenda and the habits kept on this phone are searched, by the beginnings of words. Documents and images will be when the connection is back.",
  offlineNothing: "No connection. This phone keeps nothing to search: it will search when the connection is back.",
  offlineDocuments: "No connection. The titles of documents are not kept on this phone: it will search when the connection is back.",
};

export default en;
