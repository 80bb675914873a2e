"""The words of the carers' pages: who they are, why, the documents, a note. French, and complete English."""

from dataclasses import dataclass
from typing import Any

from backend.rooms.emergency.texts import NB


@dataclass(frozen=True, kw_only=True)
class CarerTexts:
    """errors: (field, why) to what to do; `any` stands for any field."""

    link: str
    title: str
    intro: str
    unchecked: str
    fields: dict[str, str]
    hints: dict[str, str]
    choose: str
    professions: dict[str, str]
    send: str
    summary: str
    errors: dict[tuple[str, str], str]
    tries: str
    documents: str
    pain: str
    pain_about: str
    until: str
    to_sheet: str
    to_list: str
    untitled: str
    beside: str
    pages: str
    page_one: str
    page_of: str
    span: str
    download: str
    film: str
    sound: str
    not_given: str
    note: str
    note_text: str
    note_label: str
    note_send: str
    note_left: str
    notes_full: str
    shared: str
    shared_text: str
    finish: str
    notices: dict[str, tuple[str, str]]


FR = CarerTexts(
    link="Je suis soignant, j’ai besoin des documents",
    title="Documents pour les soignants",
    intro=f"La famille a mis des documents à part pour les urgences. Dites qui vous êtes{NB}: ils s’ouvrent pour 4{NB}heures, et la"
    " famille en est avertie aussitôt.",
    unchecked="CS3 ne vérifie pas qui vous êtes. Ce que vous écrivez ici est gardé, et montré à la famille.",
    fields={
        "passcode": "Les six chiffres donnés avec le code",
        "name": "Votre nom",
        "profession": "Votre profession",
        "profession_said": "Laquelle, si elle n’est pas dans la liste",
        "structure": "Votre service, votre établissement",
        "phone": "Un téléphone où vous joindre",
        "rpps": "Ou votre numéro RPPS",
        "reason": "Pourquoi vous avez besoin des documents",
    },
    hints={"phone": "Le téléphone ou le RPPS, l’un des deux suffit.", "rpps": "11 chiffres."},
    choose="Choisissez",
    professions={
        "emergency_doctor": "urgentiste",
        "doctor": "médecin",
        "resident": "interne en médecine",
        "nurse": "infirmière ou infirmier",
        "ambulance": "ambulancière ou ambulancier",
        "firefighter": "pompier",
        "pharmacist": "pharmacienne ou pharmacien",
        "physiotherapist": "kinésithérapeute",
        "dentist": "dentiste",
        "midwife": "sage-femme",
        "other": "une autre",
    },
    send="Ouvrir les documents",
    summary="À compléter avant d’ouvrir",
    errors={
        ("passcode", "missing"): "Écrivez les six chiffres que la famille a donnés avec ce code.",
        ("passcode", "wrong"): "Ce ne sont pas les bons chiffres.",
        ("name", "missing"): "Écrivez votre nom.",
        ("profession", "missing"): "Choisissez votre profession.",
        ("profession", "unknown"): "Choisissez votre profession dans la liste.",
        ("profession_said", "missing"): "Écrivez votre profession.",
        ("structure", "missing"): "Écrivez votre service ou votre établissement.",
        ("phone", "contact"): "Donnez un téléphone, ou votre numéro RPPS.",
        ("phone", "phone"): "Ce numéro de téléphone n’a pas le bon nombre de chiffres.",
        (
            "rpps",
            "rpps",
        ): "Ce numéro RPPS n’est pas juste\u202f: il a 11 chiffres. Relisez-le, ou donnez un téléphone.",
        ("reason", "missing"): "Dites en quelques mots pourquoi.",
        ("text", "missing"): "Écrivez votre mot avant de l’envoyer.",
        ("text", "long"): f"C’est trop long{NB}: 2{NB}000 lettres au plus.",
        ("text", "many"): "Trois mots au plus. La famille lira les vôtres.",
        (
            "text",
            "later",
        ): f"Ce mot n’est pas parti{NB}: trop de mots ont été laissés aujourd’hui. Appelez la famille.",
        ("any", "long"): "C’est trop long. Raccourcissez.",
    },
    tries=f"Essais qui restent{NB}: {{count}}.",
    documents="Documents pour les urgences",
    pain="Passeport douleur",
    pain_about="Comment la douleur se voit, ce qui soulage, deux films",
    until="Ouverts pour vous jusqu’au {time}. La famille est avertie, et peut les fermer avant.",
    to_sheet="Fiche d’urgence",
    to_list="Tous les documents",
    untitled="Document sans titre",
    beside="Avec ce document",
    pages="{count} pages",
    page_one="1 page",
    page_of="Page {number} sur {count}",
    span="Pages {first} à {last}",
    download="Télécharger",
    film="film",
    sound="enregistrement",
    not_given="Ce fichier n’est pas donné par un code. Demandez-le à la famille.",
    note="Laisser un mot à la famille",
    note_text="La famille seule le lit. Elle peut le garder dans le carnet, où les autres soignants le liront, avec ce que vous avez dit de"
    " vous.",
    note_label="Votre mot",
    note_send="Envoyer le mot",
    note_left="Votre mot est remis à la famille.",
    notes_full="Vous avez laissé trois mots. La famille les a reçus.",
    shared="Sur un poste partagé",
    shared_text="Fermez quand vous avez fini, pour que le suivant ne les lise pas sous votre nom.",
    finish="J’ai fini, fermer les documents",
    notices={
        "nothing": (
            "Pas de document",
            "La famille n’a pas mis de document derrière ce code, ou vient de les retirer.",
        ),
        "unmarked": ("Ce document n’est plus là", "La famille l’a retiré, ou il n’a jamais été là."),
        "shut": (
            "Les documents sont fermés",
            "La famille a fermé votre accès aux documents. La fiche d’urgence reste lisible avec le code.",
        ),
        "ended": (
            "Les quatre heures sont passées",
            "Les documents se sont refermés. Si vous en avez encore besoin, redites qui vous êtes.",
        ),
        "finished": (
            "C’est fermé",
            "Les documents ne s’ouvrent plus sur cet écran. Si vous en avez encore besoin, redites qui vous êtes.",
        ),
        "busy": (
            "Trop de demandes",
            "Trop de demandes viennent d’être faites avec ce code, ou depuis ce réseau. Réessayez plus tard, ou demandez à la famille.",
        ),
        "files_away": (
            "Le fichier ne répond pas",
            "Le document est bien là, mais son fichier ne peut pas être lu en ce moment. Réessayez dans une minute.",
        ),
        "again": ("Redire qui je suis", ""),
    },
)

EN = CarerTexts(
    link="I am a carer, I need the documents",
    title="Documents for carers",
    intro="The family has set documents apart for emergencies. Say who you are: they open for 4 hours, and the family is told at once.",
    unchecked="CS3 does not check who you are. What you write here is kept, and shown to the family.",
    fields={
        "passcode": "The six digits given with the code",
        "name": "Your name",
        "profession": "Your profession",
        "profession_said": "Which one, if it is not in the list",
        "structure": "Your ward, your institution",
        "phone": "A telephone where you can be reached",
        "rpps": "Or your RPPS number (French register)",
        "reason": "Why you need the documents",
    },
    hints={"phone": "The telephone or the RPPS number: one of the two is enough.", "rpps": "11 digits."},
    choose="Choose",
    professions={
        "emergency_doctor": "emergency doctor",
        "doctor": "doctor",
        "resident": "resident doctor",
        "nurse": "nurse",
        "ambulance": "ambulance crew",
        "firefighter": "firefighter",
        "pharmacist": "pharmacist",
        "physiotherapist": "physiotherapist",
        "dentist": "dentist",
        "midwife": "midwife",
        "other": "another",
    },
    send="Open the documents",
    summary="To complete before opening",
    errors={
        ("passcode", "missing"): "Write the six digits that the family gave with this code.",
        ("passcode", "wrong"): "These are not the right digits.",
        ("name", "missing"): "Write your name.",
        ("profession", "missing"): "Choose your profession.",
        ("profession", "unknown"): "Choose your profession in the list.",
        ("profession_said", "missing"): "Write your profession.",
        ("structure", "missing"): "Write your ward or your institution.",
        ("phone", "contact"): "Give a telephone, or your RPPS number.",
        ("phone", "phone"): "This telephone number does not have the right number of digits.",
        (
            "rpps",
            "rpps",
        ): "This RPPS number is not right: it has 11 digits. Read it again, or give a telephone.",
        ("reason", "missing"): "Say why in a few words.",
        ("text", "missing"): "Write your note before you send it.",
        ("text", "long"): "This is too long: 2,000 letters at most.",
        ("text", "many"): "Three notes at most. The family will read yours.",
        ("text", "later"): "This note was not sent: too many were left today. Call the family.",
        ("any", "long"): "This is too long. Shorten it.",
    },
    tries="Attempts left: {count}.",
    documents="Documents for emergencies",
    pain="Pain passport",
    pain_about="How pain shows, what soothes, two films",
    until="Open to you until {time}. The family is told, and may close them before.",
    to_sheet="Emergency sheet",
    to_list="All the documents",
    untitled="Untitled document",
    beside="With this document",
    pages="{count} pages",
    page_one="1 page",
    page_of="Page {number} of {count}",
    span="Pages {first} to {last}",
    download="Download",
    film="film",
    sound="recording",
    not_given="This file is not given by a code. Ask the family for it.",
    note="Leave the family a note",
    note_text="Only the family reads it. They may keep it in the notebook, where other carers will read it, with what you said of yourself.",
    note_label="Your note",
    note_send="Send the note",
    note_left="Your note was handed to the family.",
    notes_full="You have left three notes. The family has them.",
    shared="On a shared computer",
    shared_text="Close when you have finished, so that the next person does not read them under your name.",
    finish="I have finished, close the documents",
    notices={
        "nothing": (
            "No document",
            "The family has put no document behind this code, or has just taken them off.",
        ),
        "unmarked": ("This document is no longer here", "The family took it off, or it never was here."),
        "shut": (
            "The documents are closed",
            "The family closed your access to the documents. The emergency sheet can still be read with the code.",
        ),
        "ended": (
            "The four hours are over",
            "The documents have closed. If you still need them, say again who you are.",
        ),
        "finished": (
            "Closed",
            "The documents no longer open on this screen. If you still need them, say again who you are.",
        ),
        "busy": (
            "Too many requests",
            "Too many requests were just made with this code, or from this network. Try again later, or ask the family.",
        ),
        "files_away": (
            "The file does not answer",
            "The document is here, but its file cannot be read at the moment. Try again in a minute.",
        ),
        "again": ("Say again who I am", ""),
    },
)

CARER_TEXTS = {"fr": FR, "en": EN}


def profession_word(carer: dict[str, Any], language: str) -> str:
    """carer: a row. In their own words when it is not in the list."""
    return carer["profession_said"] or CARER_TEXTS[language].professions[carer["profession"]]


def error_of(field: str, why: str, language: str) -> str:
    errors = CARER_TEXTS[language].errors
    return errors.get((field, why)) or errors["any", why]
