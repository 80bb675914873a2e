/** Ce qui est dit du sceau. */
const fr = {
  since: (day: string) => `Scellé : depuis le ${day}, l’histoire continue celle que ce téléphone a vue.`,
  unsigned: "Ce téléphone ne sait pas vérifier la signature du sceau.",
  said: {
    broken: "Cette histoire ne suit plus celle que ce téléphone a vue",
    lost: "Le sceau de cette histoire a recommencé",
    was: "Pendant un temps, cette histoire n’a pas suivi celle que ce téléphone a vue",
    first: "Le sceau de cette histoire ne se vérifie pas",
  },
  brokenText: "Des lignes ont pu être changées ou retirées. Cela arrive aussi quand ce CS3 a été remis en marche depuis une sauvegarde plus ancienne. Demandez-le à la personne qui le tient.",
  lostText: (day: string) => `Tout ce que ce téléphone avait vu est encore là. Mais la clé qui scelle n’est plus la même, et rien ne se porte garant de la nouvelle : l’ancienne est dite perdue le ${day}. Demandez-le à la personne qui tient ce CS3.`,
  firstText: "C’est le premier que ce téléphone reçoit, et il ne tient pas. Ne vous fiez pas à cette histoire avant d’avoir demandé pourquoi à la personne qui tient ce CS3.",
  wasText: (from: string, to: string) => `Constaté le ${from} ; le ${to}, elle la suivait de nouveau. Entre les deux, ce téléphone a reçu une autre histoire. Demandez pourquoi à la personne qui tient ce CS3.`,
  foundOn: (day: string) => `Constaté le ${day}.`,
  keeps: "Ce téléphone garde ce qu’il avait vu.",
  read: "J’ai lu",
  retry: "Vérifier de nouveau",
  look: "Voir ce que cela veut dire",
  again: "Repartir de maintenant",
  againTitle: "Repartir de maintenant ?",
  againText: "Ce téléphone oubliera ce qu’il avait vu, et ne pourra plus montrer que l’histoire a été changée.",
  title: "L’histoire scellée",
  text: (months: number) => `Chaque ligne est scellée dès qu’elle est écrite, et gardée ${months} mois. Ce fichier permet de vérifier toute l’histoire ailleurs, sans ce CS3.`,
  reason: (why: string) => `Pourquoi plus d’un an : ${why}`,
  take: "Télécharger l’histoire",
};

export type SealTexts = typeof fr;
export default fr;
