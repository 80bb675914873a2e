/** What is said of the seal, in both languages: part of the room's texts. */
export const sealFr = {
  since: (day: string) => `Scellé : depuis le ${day}, l’histoire continue celle que ce téléphone a vue.`,
  unsigned: "Ce téléphone ne sait pas vérifier la signature du sceau.",
  broken: "Cette histoire ne suit plus celle que ce téléphone a vue",
  brokenText: "Des lignes ont pu être changées ou retirées. Cela arrive aussi quand ce CS3 est rendu depuis une sauvegarde plus ancienne. Demandez-le à la personne qui le tient.",
  lost: "Le sceau de cette histoire a recommencé",
  lostText: (day: string) => `Tout ce que ce téléphone avait vu est encore là. Mais la clé qui scelle n’est plus la même, et rien ne se porte garant de la nouvelle : l’ancienne est dite perdue le ${day}. Demandez-le à la personne qui tient ce CS3.`,
  brokenSince: (day: string) => `Constaté le ${day}. Ce téléphone garde ce qu’il avait vu.`,
  again: "Repartir de maintenant",
  againTitle: "Repartir de maintenant ?",
  againText: "Ce téléphone oubliera ce qu’il avait vu, et ne pourra plus montrer que l’histoire a été changée.",
  title: "L’histoire scellée",
  text: (months: number) => `Chaque ligne est scellée dès qu’elle est écrite, et gardée ${months} mois. Ce fichier permet de vérifier toute l’histoire ailleurs, sans ce CS3.`,
  reason: (why: string) => `Pourquoi plus d’un an : ${why}`,
  take: "Télécharger l’histoire",
};

export const sealEn: typeof sealFr = {
  since: (day) => `Sealed: since ${day}, the history goes on from the one that this phone has seen.`,
  unsigned: "This phone cannot check the seal’s signature.",
  broken: "This history no longer follows the one that this phone has seen",
  brokenText: "Lines may have been changed or removed. It also happens when this CS3 is given back from an older backup. Ask whoever runs it.",
  lost: "The seal of this history began again",
  lostText: (day) => `All that this phone had seen is still there. But the key that seals is another one, and nothing vouches for it: the former is said to be lost on ${day}. Ask whoever runs this CS3.`,
  brokenSince: (day) => `Found on ${day}. This phone keeps what it had seen.`,
  again: "Begin again from now",
  againTitle: "Begin again from now?",
  againText: "This phone will forget what it had seen, and can no longer show that the history was changed.",
  title: "The sealed history",
  text: (months) => `Each line is sealed as soon as it is written, and kept for ${months} months. With this file the whole history can be checked elsewhere, without this CS3.`,
  reason: (why) => `Why more than a year: ${why}`,
  take: "Download the history",
};
