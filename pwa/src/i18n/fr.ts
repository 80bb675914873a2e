/** Textes de la coquille et des composants. Ce fichier est le type : l’anglais doit dire les mêmes choses. */
import { plural } from "./plural";

const fr = {
  appLong: "CS3, carnet de soins",
  actions: {
    back: "Retour",
    cancel: "Annuler",
    close: "Fermer",
    continue: "Continuer",
    save: "Enregistrer",
    saved: "Enregistré",
    retry: "Réessayer",
    undo: "Annuler",
    undoThis: "Annuler l’action",
    copy: "Copier",
    copied: "Copié",
    share: "Envoyer",
    print: "Imprimer",
    download: "Télécharger",
    later: "Plus tard",
    change: "Modifier",
    remove: "Retirer",
    skip: "Aller au contenu",
  },
  tabs: {
    label: "Principale",
    home: "Accueil",
    images: "Images",
    add: "Ajouter",
    carnet: "Carnet",
    agenda: "Agenda",
    me: "Moi",
    urgent: "Urgence",
  },
  dates: {
    today: "aujourd’hui",
    yesterday: "hier",
    tomorrow: "demain",
    at: (day: string, time: string) => `le ${day} à ${time}`,
    /** From Sunday; from January. */
    weekdays: ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"],
    months: ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
    shortMonths: ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."],
    day: (n: number) => (n === 1 ? "1er" : String(n)),
    clock: (hours: number, minutes: string) => (minutes === "00" ? `${hours}\u202fh` : `${hours}\u202fh\u202f${minutes}`),
    ageInYears: (n: number) => `${n} ${plural(n, "an", "ans")}`,
    ageInMonths: (n: number) => `${n} mois`,
  },
  fields: {
    optional: "facultatif",
    required: "À remplir.",
    codeHint: "Six chiffres, donnés par votre application de codes.",
    show: "Montrer",
    hide: "Cacher",
    kept: "Ce que vous avez écrit est gardé.",
  },
  loading: "Chargement…",
  /** Of a line that nobody has confirmed for long. */
  held: (day: string) => `À confirmer : confirmé pour la dernière fois le ${day}.`,
  noCookies: "Ce navigateur refuse les cookies : CS3 ne peut pas savoir qui vous êtes. Autorisez-les pour ce site, puis rechargez la page.",
  left: (n: number, size: string) => `${n} ${plural(n, "envoi", "envois")} encore sur ce téléphone · ${size}`,
  offline: {
    line: "Hors connexion",
    lineCopy: "Hors connexion : copie gardée sur ce téléphone",
    slowCopy: "Connexion lente : copie gardée sur ce téléphone",
    title: "Pas de connexion",
    read: "Ce téléphone n’a pas de copie de cette page. Elle s’ouvrira dès que la connexion revient.",
    write: "Rien n’est parti. Ce que vous avez écrit reste ici : réessayez quand la connexion revient.",
  },
  errors: {
    title: "Cela n’a pas marché",
    unknown: "Le serveur n’a pas pu répondre. Réessayez dans un instant.",
    gone: "Cette page n’existe pas, ou vous n’y avez plus accès.",
    goneTitle: "Rien ici",
    screen: "Cette page n’a pas pu se charger.",
    notKept: "Ce téléphone n’arrive pas à garder ce que vous écrivez : envoyez-le avant de quitter cet écran.",
    wait: (seconds: number) =>
      seconds < 90
        ? `Attendez ${seconds} ${plural(seconds, "seconde", "secondes")} avant de réessayer.`
        : `Attendez ${Math.ceil(seconds / 60)} minutes avant de réessayer.`,
    requestId: (id: string) => `Numéro à donner si vous demandez de l’aide : ${id}`,
    goHome: "Revenir à l’accueil",
  },
  update: {
    text: "Une nouvelle version est prête.",
    yes: "L’installer",
    hint: "La page redémarre, rien n’est perdu.",
  },
  install: {
    title: "Mettre CS3 sur l’écran d’accueil",
    why: "Il s’ouvre d’un geste, même sans réseau.",
    yes: "Installer",
    iphone: "Dans Safari : touchez Partager, puis « Sur l’écran d’accueil ».",
  },
  me: {
    title: "Moi",
    text: "Mon nom, mes façons d’entrer, mes appareils",
  },
  switcher: {
    title: "Changer de carnet, ou aller à Moi",
    open: "Ouvrir un nouveau carnet",
    closed: "Carnets fermés",
    seen: (n: number) => `${n} ${plural(n, "personne a regardé", "personnes ont regardé")} aujourd’hui`,
  },
  proof: {
    title: "C’est bien vous ?",
    why: "Pour ce geste, CS3 vérifie que le téléphone est dans vos mains.",
    passkey: "Confirmer avec ma clé d’accès",
    code: "Code à six chiffres",
    useCode: "Confirmer avec un code",
    confirm: "Confirmer",
    passkeyFailed: "La clé d’accès n’a pas été lue. Essayez encore, ou prenez un code.",
  },
  session: {
    lost: "Votre session est finie",
    lostWhy: "Entrez de nouveau : ce que vous écriviez est resté à sa place.",
    wiped: "La session de ce téléphone est finie. Sa copie du carnet a été effacée.",
    carnetGone: "Vous n’avez plus accès à ce carnet. Sa copie sur ce téléphone a été effacée.",
    another: "C’est un autre compte : la page repart de l’accueil.",
  },
  version: (version: string) => `Version ${version}`,
};

export type Texts = typeof fr;
export default fr;
