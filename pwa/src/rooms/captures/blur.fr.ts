/** Flouter sur une copie. */
const fr = {
  title: "Flouter sur une copie",
  back: "Retour à la photo",
  how: "Dessinez avec le doigt sur ce qui ne doit pas se voir : un visage, un nom.",
  howMore: "Déplacez la forme avec le doigt, agrandissez-la par son coin. Dessinez-en d’autres au besoin.",
  keys: "Les flèches déplacent la forme, avec Majuscule elles l’agrandissent, Suppr l’enlève.",
  kind: "Forme",
  kinds: { round: "Rond", box: "Rectangle" },
  shape: (kind: string, number: number) => `${kind} ${number}, flouté`,
  add: "Ajouter une forme au milieu",
  remove: "Enlever la forme choisie",
  note: "Note de la copie",
  masked: "La photo est cachée à quelqu’un. La copie, elle, sera vue par tous ceux qui voient cet album : cachez-la aussi, si besoin, une fois arrivée.",
  what: "Sous les formes, l’image est détruite dans la copie : personne ne peut la retrouver. La photo reste comme elle est. La copie part sans lieu ni appareil.",
  save: "Garder la copie floutée",
  saved: "La copie floutée part. La photo n’a pas changé.",
  fileName: "copie-floutee.jpg",
  notPhoto: "On ne floute que des photos qui sont prêtes.",
  noRight: "Vous ne pouvez pas ajouter d’image dans cet album : la copie n’y aurait pas de place.",
};

export type BlurTexts = typeof fr;
export default fr;
