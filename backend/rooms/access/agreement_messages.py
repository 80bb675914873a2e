"""What is written about an act that needs both parents. The first name, who and until when; nothing of health."""

from datetime import datetime

from backend.kit.say import say_time
from backend.rooms.identity.letters import Letter, Link, Texts, bilingual
from backend.rooms.identity.messages import NB

_ACTS = {
    "close": ("fermer le carnet de {child}", "close {child}’s notebook"),
    "remove": (
        "retirer un représentant du carnet de {child}",
        "remove a representative from {child}’s notebook",
    ),
}


def _act(act: str, child: str, language: str) -> str:
    return _ACTS[act][1 if language == "en" else 0].format(child=child)


def asked(*, child: str, who: str, act: str, ends_at: datetime, address: str) -> Texts:
    return bilingual(
        fr=Letter(
            subject=f"Votre accord est demandé, carnet de {child}",
            paragraphs=(
                f"{who} demande à {_act(act, child, 'fr')}. Rien ne se fait sans votre accord.",
                f"Vous pouvez accepter ou refuser jusqu’au {say_time(ends_at, 'fr')}. Sans réponse, rien ne se passe.",
            ),
            link=Link(label="Répondre", address=address),
        ),
        en=Letter(
            subject=f"Your agreement is asked for, {child}’s notebook",
            paragraphs=(
                f"{who} asks to {_act(act, child, 'en')}. Nothing is done without your agreement.",
                f"You can agree or refuse until {say_time(ends_at, 'en')}. If you do not answer, nothing happens.",
            ),
            link=Link(label="Answer", address=address),
        ),
    )


def refused(*, child: str, who: str, act: str, address: str) -> Texts:
    return bilingual(
        fr=Letter(
            subject=f"Votre demande est refusée, carnet de {child}",
            paragraphs=(f"Vous demandiez à {_act(act, child, 'fr')}. {who} refuse{NB}: rien n’a changé.",),
            link=Link(label="Voir", address=address),
        ),
        en=Letter(
            subject=f"Your request was refused, {child}’s notebook",
            paragraphs=(f"You asked to {_act(act, child, 'en')}. {who} refuses: nothing has changed.",),
            link=Link(label="See it", address=address),
        ),
    )


def removed(*, address: str) -> Texts:
    return bilingual(
        fr=Letter(
            subject="Un représentant n’a plus accès",
            paragraphs=("L’accès d’un représentant à un carnet a pris fin, comme convenu ou décidé.",),
            link=Link(label="Voir qui a accès", address=address),
        ),
        en=Letter(
            subject="A representative no longer has access",
            paragraphs=("The access of a representative to a notebook has ended, as was agreed or decided.",),
            link=Link(label="See who has access", address=address),
        ),
    )


def recorded_of_adult(*, child: str, who: str, address: str) -> Texts:
    """To the person the notebook is about, of age, who has not taken it over."""
    return bilingual(
        fr=Letter(
            subject="Une décision sur toi est notée dans ton carnet",
            paragraphs=(
                f"Bonjour {child},",
                f"{who} a noté dans ton carnet une décision sur qui peut décider.",
                f"Si ce n’est pas vrai, reprends ton carnet{NB}: tu peux alors la contester, dans « Qui peut décider ». Elle ne"
                " compte pas tant que tu la contestes.",
            ),
            link=Link(label="Ouvrir mon carnet", address=address),
        ),
        en=Letter(
            subject="A decision about you was recorded in your notebook",
            paragraphs=(
                f"Hello {child},",
                f"{who} has recorded in your notebook a decision about who may decide.",
                "If it is not so, take your notebook over: you can then contest it, under “Who may decide”. It counts for"
                " nothing as long as you contest it.",
            ),
            link=Link(label="Open my notebook", address=address),
        ),
    )


def objection_fell(*, counts_from: datetime, address: str) -> Texts:
    """To the other representatives."""
    return bilingual(
        fr=Letter(
            subject="Une décision enregistrée n’est plus contestée",
            paragraphs=(
                "Une personne qui contestait une décision sur qui peut décider a quitté le carnet.",
                f"Lisez-la. Si ce n’est pas exact, contestez-la{NB}: sans objection, ce qu’elle retire à quelqu’un l’est à partir du"
                f" {say_time(counts_from, 'fr')}.",
            ),
            link=Link(label="La lire", address=address),
        ),
        en=Letter(
            subject="Nobody contests a recorded decision any more",
            paragraphs=(
                "Somebody who contested a decision about who may decide has left the notebook.",
                f"Read it. If it is not so, contest it: without an objection, what it takes from somebody is taken from {say_time(counts_from, 'en')} on.",
            ),
            link=Link(label="Read it", address=address),
        ),
    )


def recorded(*, child: str, who: str, counts_from: datetime, address: str) -> Texts:
    """Not what it says: that stands in the notebook alone."""
    return bilingual(
        fr=Letter(
            subject=f"Une décision est enregistrée, carnet de {child}",
            paragraphs=(
                f"{who} a enregistré dans le carnet de {child} une décision sur qui peut décider pour {child}.",
                f"Lisez-la. Si ce n’est pas exact, contestez-la{NB}: elle ne compte alors pour rien ici. Sans objection, ce qu’elle"
                f" retire à quelqu’un l’est à partir du {say_time(counts_from, 'fr')}.",
            ),
            link=Link(label="La lire", address=address),
        ),
        en=Letter(
            subject=f"A decision was recorded, {child}’s notebook",
            paragraphs=(
                f"{who} has recorded in {child}’s notebook a decision about who may decide for {child}.",
                f"Read it. If it is not so, contest it: it then counts for nothing here. Without an objection, what it takes"
                f" from somebody is taken from {say_time(counts_from, 'en')} on.",
            ),
            link=Link(label="Read it", address=address),
        ),
    )
