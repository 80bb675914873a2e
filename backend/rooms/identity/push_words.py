"""What stands on a locked screen: that there is something, and nothing about anybody."""

from typing import Any, Literal
from uuid import UUID

import msgspec

Kind = Literal[
    "reminder",
    "opening",
    "carer",
    "note",
    "export",
    "test",
    "closed",
    "reopened",
    "agreement",
    "decision",
    "majority",
    "asking",
    "shown",
    "journal",
    "relay",
]

_WORDS: dict[str, dict[str, tuple[str, str]]] = {
    "fr": {
        "reminder": ("Carnet : un rappel", "Touchez pour l’ouvrir."),
        "opening": ("Carnet : un code d’urgence vient de servir", "Touchez pour voir quand."),
        "carer": (
            "Carnet\u202f: des documents ont été demandés",
            "Touchez pour voir par qui, ou pour fermer.",
        ),
        "note": ("Carnet\u202f: quelqu’un vous a laissé un mot", "Touchez pour le lire."),
        "closed": ("Carnet : un carnet vient d’être fermé", "Touchez pour savoir lequel."),
        "reopened": ("Carnet : un carnet est rouvert", "Touchez pour l’ouvrir."),
        "agreement": ("Carnet\u202f: votre accord est demandé", "Touchez pour répondre."),
        "decision": ("Carnet\u202f: une décision est enregistrée", "Touchez pour la lire."),
        "asking": ("Carnet\u202f: quelqu’un demande un accès", "Touchez pour voir qui."),
        "shown": ("Carnet\u202f: quelqu’un vous montre quelque chose", "Touchez pour voir."),
        "journal": ("Carnet\u202f: une alerte que vous avez demandée", "Touchez pour la lire."),
        "relay": ("Carnet\u202f: une feuille de relais a été lue", "Touchez pour voir par qui."),
        "majority": ("Carnet\u202f: quelque chose va changer", "Touchez pour le lire."),
        "export": ("Carnet : une copie entière a été demandée", "Touchez pour voir par qui."),
        "test": ("Carnet : l’essai est arrivé", "Les rappels arriveront ici."),
    },
    "en": {
        "reminder": ("Notebook: a reminder", "Tap to open it."),
        "opening": ("Notebook: an emergency code has just been used", "Tap to see when."),
        "carer": ("Notebook: documents were asked for", "Tap to see by whom, or to close."),
        "note": ("Notebook: someone left you a note", "Tap to read it."),
        "closed": ("Notebook: a notebook has just been closed", "Tap to see which."),
        "reopened": ("Notebook: a notebook is open again", "Tap to open it."),
        "agreement": ("Notebook: your agreement is asked for", "Tap to answer."),
        "decision": ("Notebook: a decision was recorded", "Tap to read it."),
        "journal": ("Notebook: an alert that you asked for", "Tap to read it."),
        "relay": ("Notebook: a relay sheet was read", "Tap to see by whom."),
        "majority": ("Notebook: something will change", "Tap to read it."),
        "asking": ("Notebook: someone asks for an access", "Tap to see who."),
        "shown": ("Notebook: someone shows you something", "Tap to see."),
        "export": ("Notebook: a whole copy was asked for", "Tap to see by whom."),
        "test": ("Notebook: the test has arrived", "Reminders will arrive here."),
    },
}
_ACTIONS = {"fr": {"done": "Fait", "later": "Plus tard"}, "en": {"done": "Done", "later": "Later"}}


def message(*, id: UUID, kind: str, path: str, mark: str, language: str) -> bytes:
    """What the service worker reads (pwa/src/sw/push.ts)."""
    title, body = _WORDS[language][kind]
    said: dict[str, Any] = {
        "id": str(id),
        "title": title,
        "body": body,
        "path": path,
        "token": mark,
        "lang": language,
        "actions": [
            {"action": action, "title": words}
            for action, words in (_ACTIONS[language].items() if kind == "reminder" else ())
        ],
    }
    return msgspec.json.encode(said)
