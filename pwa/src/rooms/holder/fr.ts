/** Textes pour la personne dont parle le carnet, sur son propre compte : on lui dit « tu ». */
const fr = {
  home: {
    hello: (name: string) => `Bonjour ${name}`,
    yours: "Ce carnet parle de toi.",
    yoursText: "Tu peux le lire, et dire toi-même ce que tu aimes, ce qui t’inquiète, comment tu veux qu’on t’aide.",
    say: "Dire ce que j’aime",
    coming: "Ce qui vient",
    nothing: "Rien n’est prévu pour le moment.",
    go: "Dans ton carnet",
    images: "Tes photos et tes films",
    add: "Ajouter une photo",
    habits: "Ce que tu aimes, ce qui t’inquiète",
    urgent: "Ta fiche d’urgence",
    circle: "Qui peut lire ton carnet",
    documents: "Tes documents",
    agenda: "Ton agenda",
    keep: "Ce que tu gardes pour toi",
    keepText: "Ce que tu ajoutes, tu peux le cacher à tes parents : ouvre-le, puis touche « Qui peut voir ». Et si tu le demandes à un médecin ou à une infirmière, ce qu’il écrit peut rester entre vous, quand la loi le permet.",
  },
};

export type HolderTexts = typeof fr;
export default fr;
