"""Pages without any health data: a code that no longer serves, or that asks for its passcode; a preview, a house that does not answer."""

from html import escape

from backend.rooms.emergency.page import document
from backend.rooms.emergency.page_lines import safe
from backend.rooms.emergency.texts import NB, TEXTS

_TEXTS: dict[str, dict[str, tuple[str, str]]] = {
    "fr": {
        "gone": (
            "Ce code ne sert plus",
            "Il a été annulé, ou n’a jamais servi. C’est l’adresse d’une fiche d’urgence du carnet de soins CS3.",
        ),
        "replaced": (
            "Ce code a été remplacé",
            "Il menait à une fiche d’urgence du carnet de soins CS3. La famille en a fait un nouveau.",
        ),
        "expired": (
            "Ce code a expiré",
            "Il menait à une fiche d’urgence du carnet de soins CS3, pour un temps choisi par la famille.",
        ),
        "closed": (
            "Ce carnet est fermé",
            "Ce code menait à une fiche d’urgence du carnet de soins CS3. La famille a fermé ce carnet.",
        ),
        "locked": (
            "Ce code s’est fermé",
            "Trop de chiffres faux ont été essayés. La famille en est avertie, et peut en faire un nouveau.",
        ),
        "passcode": (
            "Fiche d’urgence",
            "La famille a donné six chiffres avec ce code. Sans eux, rien n’est montré.",
        ),
        "digits": ("Les six chiffres", "Ouvrir la fiche"),
        "wrong": ("Ce ne sont pas les bons chiffres.", f"Essais qui restent{NB}: "),
        "link": (
            "Fiche d’urgence",
            "Ouvrez ce lien dans un navigateur pour lire la fiche. Elle est faite pour les soignants.",
        ),
        "busy": (
            "Trop d’essais",
            "Trop de codes inconnus viennent d’être essayés depuis ce réseau. Réessayez dans quelques minutes.",
        ),
        "away": (
            "La fiche ne répond pas",
            "Ce n’est pas le code qui est en cause. Rechargez cette page dans une minute.",
        ),
        "ask": ("Demandez à la famille", " sa carte imprimée, ou un nouveau code."),
        "ask_closed": (
            "Demandez à la famille",
            " ce qu’il faut savoir. Elle vient d’être avertie, et peut rouvrir le carnet.",
        ),
        "dial": ("Appeler le", ""),
        "call": (
            "Urgence vitale",
            f"{NB}: appelez le 15, ou le 112. Pour les sourds et malentendants{NB}: 114.",
        ),
    },
    "en": {
        "gone": (
            "This code is no longer in use",
            "It was cancelled, or never existed. It is the address of an emergency sheet of a CS3 care notebook.",
        ),
        "replaced": (
            "This code was replaced",
            "It led to an emergency sheet of a CS3 care notebook. The family has made a new one.",
        ),
        "expired": (
            "This code has expired",
            "It led to an emergency sheet of a CS3 care notebook, for a time chosen by the family.",
        ),
        "closed": (
            "This notebook is closed",
            "This code led to an emergency sheet of a CS3 care notebook. The family has closed this notebook.",
        ),
        "locked": (
            "This code has closed",
            "Too many wrong passcodes were tried. The family has been told, and can make a new one.",
        ),
        "passcode": (
            "Emergency sheet",
            "The family gave six digits with this code. Without them nothing is shown.",
        ),
        "digits": ("The six digits", "Open the sheet"),
        "wrong": ("These are not the right digits.", "Attempts left: "),
        "link": (
            "Emergency sheet",
            "Open this link in a browser to read the sheet. It is made for those who give care.",
        ),
        "busy": (
            "Too many attempts",
            "Too many unknown codes have just been tried from this network. Try again in a few minutes.",
        ),
        "away": ("The sheet does not answer", "The code is not at fault. Reload this page in a minute."),
        "ask": ("Ask the family", " for their printed card, or for a new code."),
        "ask_closed": (
            "Ask the family",
            " what you need to know. They have just been told, and can open the notebook again.",
        ),
        "dial": ("Call", ""),
        "call": ("Life at risk", ": in France call 15 or 112 (114 by text for deaf people)."),
    },
}


def notice(kind: str, language: str) -> bytes:
    """kind: gone, replaced, expired, locked, closed, link, busy or away."""
    texts = _TEXTS[language]
    asking = "ask_closed" if kind == "closed" else "ask"
    advice = [texts["call"]] if kind == "link" else [texts[asking], texts["call"]]
    return _page(kind, language, _advice(advice))


def ask_passcode(language: str, *, wrong: bool, tries_left: int) -> bytes:
    """A form that needs no script. What is typed goes to this same address, and stays in no history."""
    texts = _TEXTS[language]
    (label, send), (no, left) = texts["digits"], texts["wrong"]
    said = f"<p id=w class=n role=alert><b>{safe(no)}</b> {escape(left)}{tries_left}</p>" if wrong else ""
    field = (
        '<input id=c name=passcode inputmode=numeric autocomplete=off maxlength=9 required autofocus pattern="[0-9 ]{6,9}"'
        + (" aria-describedby=w aria-invalid=true>" if wrong else ">")
    )
    form = f"<form method=post>{said}<label for=c><b>{safe(label)}</b></label>{field}<button>{safe(send)}</button></form>"
    return _page("passcode", language, form + _advice([texts["ask"], texts["call"]]))


def _advice(advice: list[tuple[str, str]]) -> str:
    return f"<ul>{''.join(f'<li><b>{safe(strong)}</b>{escape(rest)}' for strong, rest in advice)}</ul>"


def _page(kind: str, language: str, inside: str) -> bytes:
    texts = _TEXTS[language]
    title, what = texts[kind]
    numbers = "".join(
        f"<a href=tel:{number}>{safe(texts['dial'][0])} <b>{number}</b></a>" for number in ("15", "112")
    )
    body = f"<header><h1>{safe(title)}</h1><p>{safe(what)}</header><main><section>{inside}{numbers}</section></main>"
    return document(language, TEXTS[language].title, body).encode()
