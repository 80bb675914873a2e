/** Textes de « Qui peut voir » : un élément, qui le voit, le cacher, le montrer de nouveau. */
const fr = {
  of: {
    capture: { title: "Qui peut voir cette image ?", author: (name: string) => `${name}, qui l’a ajoutée, la voit toujours.` },
    document: { title: "Qui peut voir ce document ?", author: (name: string) => `${name}, qui l’a ajouté, le voit toujours.` },
    agenda: { title: "Qui peut voir cette date ?", author: (name: string) => `${name}, qui l’a ajoutée, la voit toujours.` },
  },
  ownAuthor: "Ce que vous avez ajouté, vous le voyez toujours.",
  marks: {
    everyone: "Masqué à tous sauf aux parents",
    person: "Caché à quelqu’un",
    representatives: "Caché aux parents",
    protection: "Protection de l’enfance",
  },
  why: {
    everyone: "Les parents le voient, et la personne qui l’a ajouté. Pour les autres, il n’existe pas.",
    person: (name: string) => `Pour ${name}, il n’existe pas.`,
    representatives: "Les parents n’en apprennent rien : ni dans une liste, ni dans un compte, ni dans « Qui a vu », ni dans une copie du carnet.",
    protection: "Vu des seules personnes nommées. Il ne compte pas pour les autres, et ne part jamais vers le dossier médical partagé (DMP).",
  },
  namedFamily: "les parents",
  alsoSee: (names: string) => `Le voient aussi : ${names}.`,
  made: (name: string, day: string) => `Choisi par ${name}, le ${day}.`,
  show: "Montrer de nouveau",
  shown: "Ce n’est plus caché ainsi.",
  hideAll: "Masquer à tous sauf aux parents",
  hidden: "C’est caché, dès maintenant.",
  people: "Les personnes du cercle",
  peopleText: "Celles à qui cette partie du carnet est ouverte.",
  you: "Vous",
  sees: "Voit",
  seesNot: "Ne voit pas",
  hideFrom: "Cacher",
  hideFromName: (name: string) => `Cacher à ${name}`,
  family: {
    title: "Garder le secret demandé par l’enfant",
    text: "Un professionnel de santé peut cacher aux parents ce que l’enfant leur refuse de savoir (Code de la santé publique, L.1111-5 et R.1111-6). Il doit d’abord avoir cherché son accord. Vous seul le verrez, et les personnes que vous nommez.",
    reason: "L’opposition de l’enfant, telle que vous la notez",
    act: "Cacher aux parents",
  },
  own: {
    title: "Le garder pour toi",
    text: "C’est toi qui l’as ajouté : tu peux le cacher à tes parents. Le verront seulement les personnes que tu choisis ici. Si tu es en danger, ou si tu souffres, parles-en à quelqu’un : un médecin, une infirmière, une personne de confiance, ou le 119, gratuit, jour et nuit.",
    reason: "Pourquoi (si tu veux le dire)",
    act: "Cacher à mes parents",
  },
  protection: {
    title: "Document de protection de l’enfance",
    text: "Information préoccupante, évaluation sociale, jugement, rapport d’échéance… Seules les personnes nommées le voient. Il ne part jamais vers le DMP.",
    reason: "De quoi s’agit-il ? (facultatif)",
    withFamily: "Les parents le voient aussi",
    byFamily: "Les parents le voient tous les deux.",
    act: "Le réserver aux personnes nommées",
  },
  named: "Qui d’autre le voit",
  nobody: "Personne d’autre n’est dans le cercle.",
};

export type MasksTexts = typeof fr;
export default fr;
