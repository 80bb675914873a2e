/** Textes de « Montrer à quelqu’un » : à qui, un mot, vu ou pas ; et ce qu’on vous montre. */
const fr = {
  show: "Montrer à quelqu’un",
  title: "Montrer à quelqu’un",
  text: "Seulement des personnes qui le voient déjà. Elles reçoivent une notification, qui ne dit ni qui ni quoi.",
  who: "À qui ?",
  nobody: "Personne d’autre du cercle ne voit ceci. Pour l’ouvrir à quelqu’un, changez son accès dans le cercle.",
  words: "Un mot (facultatif)",
  wordsHint: "Il reste dans le carnet.",
  send: "Montrer",
  none: "Choisissez au moins une personne.",
  sent: "C’est montré. Vous verrez ici quand ce sera vu.",
  given: "Déjà montré",
  waits: (day: string) => `Montré ${day}, pas encore vu`,
  seen: (day: string) => `Vu ${day}`,
  takeBack: "Reprendre",
  takeBackFrom: (name: string) => `Ne plus montrer à ${name}`,
  taken: "Ce n’est plus montré.",
  what: { photo: "une photo", video: "un film", document: "un document" },
  card: (name: string, what: string) => `${name} vous montre ${what}`,
  cardChild: (name: string, what: string) => `${name} te montre ${what}`,
  quoted: (words: string) => `« ${words} »`,
  of: (day: string) => `du ${day}`,
  opening: "Un instant…",
  gone: "Ceci ne vous est plus montré",
  goneText: "La personne l’a repris, ou il ne vous est plus ouvert.",
  goneChild: "Ceci ne t’est plus montré",
  goneTextChild: "La personne l’a repris, ou il ne t’est plus ouvert.",
  home: "Retour à l’accueil",
};

export type PassingTexts = typeof fr;
export default fr;
