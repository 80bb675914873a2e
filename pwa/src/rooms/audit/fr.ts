/** Textes de la pièce « audit » : qui a vu. */
import { plural } from "../../i18n/plural";
import type { CopyFormat, Kind, Period, Unusual } from "./api";
import seal from "./seal.fr";

const kinds: Record<Kind | "", string> = { "": "Tout", readings: "Lectures", additions: "Ajouts", changes: "Changements", sharing: "Partages", refused: "Refus", emergency: "Urgence" };
const periods: Record<Period, string> = { all: "Depuis le début", week: "7 jours", month: "30 jours", days: "Du… au…" };
const unusual: Record<Unusual, string> = { night: "La nuit", first: "Première fois", many: "Beaucoup à la fois", refused: "Refusé" };
const why: Record<Unusual, string> = {
  night: "Entre minuit et 5 h, heure de France.",
  first: "C’est la première fois que cette personne lit quelque chose ici.",
  many: "Au moins 20 ouvertures en 10 minutes : plus vite qu’on ne lit.",
  refused: "Ce n’était pas ouvert à cette personne : rien ne lui a été montré.",
};
const formats: Record<CopyFormat, string> = { pdf: "À imprimer (PDF)", csv: "Pour un tableur (CSV)" };

const fr = {
  seal,
  title: "Qui a vu",
  mine: "Ce que j’ai fait",
  mineText: "Ce que vous avez lu, ajouté ou changé ici, tel que la famille le voit.",
  tabs: "Le cercle",
  sees: "Qui voit",
  saw: "Qui a vu",
  nobody: "Sans compte",
  more: "Voir plus tôt",
  empty: "Rien pour l’instant",
  emptyText: "Chaque lecture et chaque ajout sera noté ici, et personne ne peut l’effacer.",
  french: "Jours et heures de France.",
  before: "Avant, là d’où vient ce carnet",
  end: "Rien de plus ancien n’est gardé.",
  endFiltered: "C’est tout.",
  filter: "Filtrer",
  filters: (n: number) => `Filtrer, ${n} ${plural(n, "filtre posé", "filtres posés")}`,
  filtered: (what: string) => `Seulement : ${what}.`,
  showAll: "Tout voir",
  nothing: "Rien ne répond à ces filtres",
  nothingText: "Choisissez une autre personne, un autre sujet ou d’autres jours.",
  show: "Voir",
  who: "Qui",
  everyone: "Tout le monde",
  about: "Quoi",
  everything: "Tout le carnet",
  kind: "Quel genre",
  kinds,
  period: "Quand",
  periods,
  from: "Du",
  to: "Au",
  since: (day: string) => `depuis le ${day}`,
  until: (day: string) => `jusqu’au ${day}`,
  unusual,
  why,
  under: (right: string) => `Droit : ${right}`,
  cut: "Les 1 000 plus récentes.",
  keep: "Garder une copie",
  keepText: "De ce qui est affiché avec les filtres. Une preuve que c’est bien vous est demandée, et la copie est notée ici.",
  formats,
  kept: "La copie est faite.",
};

export type AuditTexts = typeof fr;
export default fr;
