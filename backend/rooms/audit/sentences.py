"""A trace, said in plain words: « Karim Saïdi a regardé une vidéo »."""

from backend.rooms.audit.tags import Tag

SENTENCES: dict[Tag, tuple[str, str]] = {
    Tag.CARNET_OPEN: ("a ouvert ce carnet", "opened this notebook"),
    Tag.CARNET_IMPORT: ("a repris ce carnet depuis une archive", "took this notebook in from an archive"),
    Tag.CARNET_READ: ("a consulté le carnet", "looked at the notebook"),
    Tag.CARNET_CHANGE: ("a changé l’identité du carnet", "changed the notebook’s identity"),
    Tag.CARNET_PORTRAIT: ("a changé le portrait", "changed the portrait"),
    Tag.PORTRAIT_READ: ("a vu le portrait", "saw the portrait"),
    Tag.CLOSING_READ: (
        "a regardé ce que fermer ce carnet efface",
        "looked at what closing this notebook erases",
    ),
    Tag.CARNET_CLOSE: ("a fermé ce carnet", "closed this notebook"),
    Tag.CARNET_REOPEN: ("a rouvert ce carnet", "opened this notebook again"),
    Tag.CIRCLE_READ: ("a regardé qui a accès", "looked at who has access"),
    Tag.PROVENANCE_READ: ("a regardé d’où vient ce carnet", "looked at where this notebook comes from"),
    Tag.TRACES_READ: ("a regardé qui a vu quoi", "looked at who saw what"),
    Tag.TRACES_OWN: ("a regardé ses propres traces", "looked at their own traces"),
    Tag.TRACES_EXPORT: ("a téléchargé la liste de qui a vu quoi", "downloaded the list of who saw what"),
    Tag.TRACES_SEALED: (
        "a téléchargé l’histoire scellée de qui a vu quoi",
        "downloaded the sealed history of who saw what",
    ),
    Tag.TRACE_PROOF: ("a téléchargé la preuve d’une trace", "downloaded the proof of one trace"),
    Tag.INVITATION_MAKE: ("a invité quelqu’un", "invited someone"),
    Tag.ASKING_GIVE: (
        "a invité quelqu’un qui demandait un accès",
        "invited someone who had asked for an access",
    ),
    Tag.INVITATION_CANCEL: ("a annulé une invitation", "cancelled an invitation"),
    Tag.INVITATION_ACCEPT: (
        "a accepté l’invitation et entre dans le cercle",
        "accepted the invitation and joined the circle",
    ),
    Tag.INVITATION_REFUSE: ("a refusé l’invitation", "declined the invitation"),
    Tag.RIGHT_CHANGE: (
        "a changé ce qu’ouvre un accès, ou sa durée",
        "changed what an access opens, or how long it lasts",
    ),
    Tag.RIGHT_WITHDRAW: ("a retiré un accès", "withdrew an access"),
    Tag.RECEIPT_READ: ("a pris le reçu d’un accès", "took the receipt of an access"),
    Tag.PAPER_PRINT: ("a pris le papier d’un accès, à signer", "took the paper of an access, to be signed"),
    Tag.PAPER_KEEP: ("a gardé le papier signé d’un accès", "kept the signed paper of an access"),
    Tag.PAPER_READ: ("a lu le papier signé d’un accès", "read the signed paper of an access"),
    Tag.RIGHT_LEAVE: ("a quitté le cercle", "left the circle"),
    Tag.TEAM_GIVE: ("a ouvert le carnet à une équipe", "opened the notebook to a team"),
    Tag.TEAM_WITHDRAW: ("a retiré l’accès d’une équipe", "withdrew a team’s access"),
    Tag.TEAM_JOIN: (
        "a rejoint une équipe à qui ce carnet est ouvert",
        "joined a team to which this notebook is open",
    ),
    Tag.TEAM_LEAVE: (
        "a quitté une équipe à qui ce carnet est ouvert",
        "left a team to which this notebook is open",
    ),
    Tag.TEAM_END: (
        "a fait sortir quelqu’un d’une équipe à qui ce carnet est ouvert",
        "took someone out of a team to which this notebook is open",
    ),
    Tag.TEAM_HAND: (
        "a confié à quelqu’un d’autre une équipe à qui ce carnet est ouvert",
        "handed to someone else a team to which this notebook is open",
    ),
    Tag.TEAM_TAKE: (
        "a repris, comme suppléant, une équipe à qui ce carnet est ouvert",
        "took over, as its deputy, a team to which this notebook is open",
    ),
    Tag.TEAM_WAKE: (
        "a réveillé une équipe à qui ce carnet est ouvert",
        "woke a team to which this notebook is open",
    ),
    Tag.AGREEMENT_ASK: (
        "a demandé l’accord des autres représentants",
        "asked for the other representatives’ agreement",
    ),
    Tag.AGREEMENT_GIVE: (
        "a donné son accord à la demande d’un représentant",
        "agreed to what a representative asked",
    ),
    Tag.AGREEMENT_END: (
        "a refusé ou repris une demande entre représentants",
        "refused or took back a request between representatives",
    ),
    Tag.DECISION_RECORD: ("a enregistré une décision de justice", "recorded a court decision"),
    Tag.DECISION_CONTEST: (
        "a contesté une décision enregistrée, ou levé sa contestation",
        "contested a recorded decision, or took that back",
    ),
    Tag.DECISION_END: ("a retiré une décision enregistrée", "removed a recorded decision"),
    Tag.DETAILS_CHANGE: (
        "a changé les coordonnées montrées au cercle",
        "changed the contact details shown to the circle",
    ),
    Tag.MASKS_READ: ("a regardé qui peut voir un élément", "looked at who can see an item"),
    Tag.MAJORITY_TAKE: ("a repris son carnet à sa majorité", "took their notebook over, being of age"),
    Tag.MAJORITY_DOUBT: (
        "a dit qu’un compte n’est pas celui de la personne dont parle le carnet",
        "said that an account is not that of the person the notebook is about",
    ),
    Tag.MASK_ADD: ("a limité qui peut voir un élément", "limited who can see an item"),
    Tag.MASK_REMOVE: ("a montré de nouveau un élément caché", "showed a hidden item again"),
    Tag.REFUSED: (
        "a voulu ouvrir ce qui ne lui est pas ouvert : refusé",
        "tried to open what is not open to them: refused",
    ),
    Tag.PHOTO_ADD: ("a ajouté une photo", "added a photo"),
    Tag.PHOTO_READ: ("a regardé une photo", "looked at a photo"),
    Tag.VIDEO_ADD: ("a ajouté un film", "added a film"),
    Tag.VIDEO_READ: ("a regardé un film", "watched a film"),
    Tag.CAPTURES_LIST: ("a parcouru les photos et films", "browsed the photos and films"),
    Tag.CAPTURE_CHANGE: ("a changé la note d’une image", "changed an image’s note"),
    Tag.CAPTURE_BIN: ("a mis une image à la corbeille", "put an image in the bin"),
    Tag.CAPTURE_RESTORE: ("a sorti une image de la corbeille", "took an image out of the bin"),
    Tag.ORIGINAL_READ: ("a téléchargé un original", "downloaded an original"),
    Tag.BIN_READ: ("a regardé la corbeille", "looked in the bin"),
    Tag.DOCUMENT_ADD: ("a ajouté un document", "added a document"),
    Tag.DOCUMENT_READ: ("a lu un document", "read a document"),
    Tag.DOCUMENTS_LIST: ("a parcouru les documents", "browsed the documents"),
    Tag.DOCUMENT_CHANGE: ("a changé ce qui est dit d’un document", "changed what is said of a document"),
    Tag.DOCUMENT_BIN: ("a mis un document à la corbeille", "put a document in the bin"),
    Tag.DOCUMENT_RESTORE: ("a sorti un document de la corbeille", "took a document out of the bin"),
    Tag.DOCUMENT_ORIGINAL: ("a téléchargé l’original d’un document", "downloaded a document’s original"),
    Tag.DOCUMENT_COPY: ("a téléchargé la copie d’un document", "downloaded a document’s copy"),
    Tag.DOCUMENTS_BIN: ("a regardé la corbeille des documents", "looked in the documents’ bin"),
    Tag.FOUND: ("a cherché dans le carnet", "searched the notebook"),
    Tag.FOUND_DOCUMENTS: ("a cherché parmi les documents", "searched the documents"),
    Tag.SHEET_READ: ("a lu la fiche urgente", "read the urgent sheet"),
    Tag.SHEET_KEEP: (
        "garde la fiche urgente sur son téléphone, pour la lire sans réseau",
        "keeps the urgent sheet on their phone, to read it without a network",
    ),
    Tag.SHEET_CHANGE: ("a changé la fiche urgente", "changed the urgent sheet"),
    Tag.SHEET_CONFIRM: ("a relu et confirmé la fiche urgente", "re-read and confirmed the urgent sheet"),
    Tag.SHEET_UNCONFIRM: (
        "a annulé sa relecture de la fiche urgente",
        "took back their confirmation of the urgent sheet",
    ),
    Tag.SHEET_HISTORY: ("a lu l’histoire de la fiche urgente", "read the urgent sheet’s history"),
    Tag.LINKS_READ: ("a regardé la liste des codes d’urgence", "looked at the list of emergency codes"),
    Tag.LINK_MAKE: ("a créé un code d’urgence", "made an emergency code"),
    Tag.LINK_REVOKE: ("a annulé un code d’urgence", "revoked an emergency code"),
    Tag.LINK_RENEW: ("a remplacé un code d’urgence", "replaced an emergency code"),
    Tag.CODE_SHOW: ("a affiché un code d’urgence", "displayed an emergency code"),
    Tag.CARD_PRINT: ("a préparé la carte à imprimer", "prepared the printable card"),
    Tag.SHEET_OPENED: ("a ouvert la fiche urgente avec le code", "opened the urgent sheet with the code"),
    Tag.CODE_CLOSED: (
        "a scanné un code d’urgence, carnet fermé, et n’a rien lu",
        "scanned an emergency code while the notebook was closed, and read nothing",
    ),
    Tag.HABITS_READ: ("a lu les habitudes de vie", "read the daily habits"),
    Tag.HABITS_KEEP: (
        "garde les habitudes de vie sur son téléphone, pour les lire sans réseau",
        "keeps the daily habits on their phone, to read them without a network",
    ),
    Tag.HABITS_HISTORY: ("a lu l’histoire d’une habitude", "read the history of a habit"),
    Tag.HABITS_PRINT: ("a préparé la page des habitudes à imprimer", "prepared the page of habits to print"),
    Tag.HABIT_CONFIRM: ("a confirmé une habitude, toujours vraie", "confirmed a habit as still true"),
    Tag.HABIT_UNCONFIRM: (
        "a annulé sa confirmation d’une habitude",
        "took back their confirmation of a habit",
    ),
    Tag.HABIT_RESTORE: ("a repris un ancien texte des habitudes", "brought back an older text of the habits"),
    Tag.HABIT_SETTLE: (
        "a choisi entre plusieurs textes des habitudes",
        "settled between several texts of the habits",
    ),
    Tag.HABIT_IDENTITY: ("a complété « Identité »", "added to “Identity”"),
    Tag.HABIT_SENSES: ("a complété « Capacité auditive et visuelle »", "added to “Hearing and sight”"),
    Tag.HABIT_COMMUNICATION: ("a complété « Communication »", "added to “Communication”"),
    Tag.HABIT_PAIN: ("a complété « Manifestation de la douleur »", "added to “How pain shows”"),
    Tag.HABIT_FOOD: ("a complété « Alimentation »", "added to “Eating and drinking”"),
    Tag.HABIT_MOVEMENT: ("a complété « Capacités motrices »", "added to “Moving”"),
    Tag.HABIT_SLEEP: ("a complété « Sommeil »", "added to “Sleep”"),
    Tag.HABIT_DRESSING: ("a complété « Toilette, habillage »", "added to “Washing and dressing”"),
    Tag.HABIT_TOILET: ("a complété « Propreté »", "added to “Using the toilet”"),
    Tag.HABIT_COMFORT: ("a complété « Habitudes et rituels »", "added to “Habits and rituals”"),
    Tag.HABIT_LIKES: ("a complété « Ce qui rassure »", "added to “What reassures”"),
    Tag.HABIT_FEARS: ("a complété « Ce qui inquiète »", "added to “What worries”"),
    Tag.AGENDA_READ: ("a regardé l’agenda", "looked at the agenda"),
    Tag.AGENDA_KEEP: (
        "garde l’agenda sur son téléphone, pour le lire sans réseau",
        "keeps the agenda on their phone, to read it without a network",
    ),
    Tag.AGENDA_ADD: ("a ajouté une date à l’agenda", "added a date to the agenda"),
    Tag.AGENDA_CHANGE: ("a changé une date de l’agenda", "changed a date of the agenda"),
    Tag.AGENDA_DONE: (
        "a dit qu’une date de l’agenda est réglée",
        "said that a date of the agenda is settled",
    ),
    Tag.AGENDA_BIN: ("a mis une date de l’agenda à la corbeille", "put a date of the agenda in the bin"),
    Tag.AGENDA_RESTORE: ("a sorti une date de la corbeille", "took a date out of the bin"),
    Tag.EXPORTS_READ: (
        "a regardé ce qu’une copie du carnet contiendrait",
        "looked at what a copy of the notebook would hold",
    ),
    Tag.EXPORT_ASK: ("a demandé une copie entière du carnet", "asked for a whole copy of the notebook"),
    Tag.EXPORT_END: ("a effacé une copie préparée du carnet", "erased a prepared copy of the notebook"),
    Tag.EXPORT_DOWNLOAD: (
        "a téléchargé une copie entière du carnet",
        "downloaded a whole copy of the notebook",
    ),
}

NOBODY = ("Quelqu’un, sans compte,", "Someone, without an account,")


def sentence(tag: Tag, person_name: str, language: str) -> str:
    """« Karim Saïdi a regardé un film. » An empty name stands for someone without an account."""
    which = 1 if language == "en" else 0
    return f"{person_name or NOBODY[which]} {SENTENCES[tag][which]}."
