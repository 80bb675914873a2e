/** Textes de ce qui part : la carte, la liste, ce qui ne va pas. */
import { plural } from "../i18n/plural";

const fr = {
  title: "Ce qui part",
  leaving: (films: number, photos: number, letters: number) => {
    const parts = [films && `${films} ${plural(films, "film", "films")}`, photos && `${photos} ${plural(photos, "photo", "photos")}`, letters && `${letters} ${plural(letters, "document", "documents")}`].filter(Boolean);
    return `${parts.join(" et ")} ${plural(films + photos + letters, "part", "partent")} encore`;
  },
  stuck: (n: number) => `${n} ${plural(n, "envoi n’est pas parti", "envois ne sont pas partis")}`,
  of: (sent: string, total: string) => `${sent} sur ${total}`,
  resumes: "reprend tout seul",
  here: "encore sur ce téléphone",
  offline: "partira avec le réseau",
  signIn: "entrez de nouveau pour que l’envoi reprenne",
  paused: "en pause",
  pause: "Mettre en pause",
  resume: "Reprendre",
  look: "Voir ce qui part",
  loose: "Ce téléphone n’a pas la place d’en garder une copie : laissez cette page ouverte jusqu’à la fin.",
  states: {
    recording: "se filme",
    keeping: "se garde sur ce téléphone…",
    waiting: "attend son tour",
    sending: (percent: number) => `part : ${percent} %`,
    received: "reçu par le carnet",
    preparing: "reçu, se prépare",
    ready: "dans le carnet",
    refused: "refusé",
    failed: "pas parti",
  },
  problems: {
    too_large: "Trop gros : 50 Mo au plus pour une photo ou un document, 2 Go pour un film. Coupez le film ou le document en plusieurs, ou réduisez la photo.",
    too_long: "Trop long : un film dure 20 minutes au plus. Coupez-le en plusieurs.",
    empty: "Ce fichier est vide. Choisissez-le de nouveau.",
    copy_unfinished: "L’application s’est fermée avant que le fichier soit gardé. Choisissez-le de nouveau dans la galerie.",
    unreadable: "Ce téléphone ne peut plus relire ce fichier. S’il est dans la galerie, choisissez-le de nouveau.",
    server: "Le carnet ne l’a pas accepté.",
  },
  again: "Réessayer",
  save: "L’enregistrer sur ce téléphone",
  drop: "Ne pas l’envoyer",
  dropTitle: "Ne pas l’envoyer ?",
  dropText: "La copie gardée ici sera effacée. Ce qui est dans votre galerie y reste.",
  saved: "Enregistré dans les téléchargements.",
  saveFailed: "Ce téléphone n’a pas pu l’enregistrer.",
  photo: "Photo",
  film: "Film",
  letter: "Document",
};

export type OutboxTexts = typeof fr;
export default fr;
