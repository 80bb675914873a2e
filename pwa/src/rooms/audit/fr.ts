/** Textes de la pièce « audit » : qui a vu. */
const fr = {
  title: "Qui a vu",
  tabs: "Le cercle",
  sees: "Qui voit",
  saw: "Qui a vu",
  everyone: "Tout le monde",
  filter: "Une personne",
  nobody: "Sans compte",
  times: (n: number) => `${n} fois`,
  more: "Voir plus tôt",
  empty: "Rien pour l’instant",
  emptyText: "Chaque lecture et chaque ajout sera noté ici, et personne ne peut l’effacer.",
  french: "Jours et heures de France.",
  before: "Avant, là d’où vient ce carnet",
  end: "C’est le début du carnet.",
};

export type AuditTexts = typeof fr;
export default fr;
