/** Textes de ce qui arrive d’ailleurs : la galerie, un message, plusieurs PDF à la fois. */
import { plural } from "../../i18n/plural";

const fr = {
  title: "Fichiers à ranger",
  intro: "Ils sont gardés sur ce téléphone, et nulle part ailleurs, tant que vous n’avez pas dit où les ranger.",
  carnet: "Dans quel carnet ?",
  images: (n: number) => `${n} ${plural(n, "image ou film", "images et films")}`,
  letters: (n: number) => `${n} ${plural(n, "document", "documents")}`,
  album: "Où les ranger",
  photos: "Pour l’album",
  gait: "Pour la marche",
  note: "Note",
  name: "Titre",
  day: "Date du document",
  add: "Ajouter au carnet",
  adding: "Ils se gardent…",
  added: "Gardés sur ce téléphone : ils partent tout seuls.",
  remove: (name: string) => `Ne pas ajouter ${name}`,
  dropAll: "Ne rien ajouter",
  dropTitle: "Ne rien ajouter ?",
  dropText: "Les copies gardées ici seront effacées. Les originaux restent où vous les avez pris.",
  noImages: "Ce carnet ne vous laisse pas ajouter d’images.",
  noLetters: "Ce carnet ne vous laisse pas ajouter de documents.",
  noCarnet: "Aucun carnet n’est ouvert ici. Les fichiers restent gardés sept jours.",
  empty: "Rien à ranger",
  emptyText: "Partagez une photo, un film ou un PDF depuis la galerie ou un message, et choisissez CS3. Si vous venez de le faire, ce téléphone n’a peut-être plus de place.",
  home: "Aller à l’accueil",
  noRoom: "Ce téléphone n’a plus la place de les préparer. Ils restent ici : libérez de la place, puis réessayez.",
  tooLarge: "Trop gros : il ne peut pas être ajouté.",
  empties: "Ce fichier est vide.",
  unfinished: "Il n’a pas été gardé en entier : le téléphone s’est arrêté avant. Partagez-le de nouveau.",
};

export type SharingTexts = typeof fr;
export default fr;
