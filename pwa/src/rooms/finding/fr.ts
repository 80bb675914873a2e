/** Textes de la recherche. */
import { plural } from "../../i18n/plural";

const fr = {
  title: "Chercher",
  label: "Chercher dans ce carnet",
  labelDocuments: "Chercher parmi les documents",
  placeholder: "Un mot, un nom, un lieu",
  placeholderDocuments: "Chercher un document",
  clear: "Effacer ce qui est écrit",
  kinds: { document: "Documents", capture: "Photos et films", agenda: "Agenda", line: "Fiches", habit: "Habitudes de vie" },
  kindsLabel: "Chercher seulement parmi",
  everything: "Tout",
  albums: { photos: "Photos", gait: "Films de marche" } as Record<string, string>,
  filters: "Préciser",
  category: "Catégorie",
  author: "Auteur",
  tag: "Étiquette",
  period: "Période",
  periods: { month: "Depuis un mois", year: "Depuis un an", older: "Il y a plus d’un an" },
  hint: "Les accents, le pluriel, une faute de frappe : cela ne fait rien.",
  where: "Sont cherchés : les titres, les auteurs, les notes et les étiquettes des documents et des images, ce qui a pu être lu sur les pages des documents, l’agenda, les habitudes de vie et les lignes des fiches.",
  whereDocuments: "Sont cherchés : les titres, les auteurs, les notes, les étiquettes, et ce qui a pu être lu sur les pages.",
  onPage: (n: number) => `page ${n}`,
  recognisedOn: (n: number) => `page ${n}, texte reconnu sur l’image`,
  count: (n: number, words: string) => (words ? `${n} ${plural(n, "résultat", "résultats")} pour « ${words} »` : `${n} ${plural(n, "résultat", "résultats")}`),
  partial: "Rien n’a tous ces mots. Voici ce qui en a le plus.",
  nothing: (words: string) => (words ? `Rien pour « ${words} »` : "Rien de tel"),
  unfilter: "Chercher sans ces filtres",
  showAll: (n: number) => `Tout voir (${n})`,
  first: (n: number, all: number) => `Les ${n} premiers sur ${all}. Ajoutez un mot pour préciser.`,
  photo: (day: string) => `Photo du ${day}`,
  video: (day: string) => `Film du ${day}`,
  untitled: "Document",
  offline: "Hors connexion. Seuls l’agenda et les habitudes gardés sur ce téléphone sont cherchés, par le début des mots. Les documents et les images le seront quand la connexion revient.",
  offlineNothing: "Hors connexion. Ce téléphone ne garde rien où chercher : la recherche se fera quand la connexion revient.",
  offlineDocuments: "Hors connexion. Les titres des documents ne sont pas gardés sur ce téléphone : la recherche se fera quand la connexion revient.",
};

export type FindingTexts = typeof fr;
export default fr;
