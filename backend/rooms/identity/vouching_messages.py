"""What everyone concerned is told at each step of a vouching, with the link that stops it."""

from datetime import datetime

from backend.kit.days import ZONE
from backend.rooms.identity.letters import Letter, Link
from backend.rooms.identity.messages import NB, Texts

_MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]


def moment(at: datetime, language: str) -> str:
    """A moment as people in France read it: `24 novembre à 14 h 30`."""
    local = at.astimezone(ZONE)
    if language == "en":
        return f"{local:%-d %B at %H:%M} (Paris time)"
    return f"{local.day}\u00a0{_MONTHS[local.month - 1]} à {local.hour}{NB}h{NB}{local.minute:02}"


def _stop(language: str, address: str | None) -> tuple[tuple[str, ...], Link | None]:
    if address is None:
        return (), None
    if language == "en":
        return ("If this is not right, stop it: one tap is enough.",), Link(label="Stop it", address=address)
    return (f"Si ce n’est pas normal, arrêtez tout{NB}: un geste suffit.",), Link(
        label="Tout arrêter", address=address
    )


def asked(*, name: str, own: bool, vouch: str, stop: str) -> Texts:
    """To the person (own) and to the other representatives."""

    def text(language: str) -> Letter:
        then, link = _stop(language, stop)
        if language == "en":
            said = (
                "Someone, probably you, asked for your way back into CS3 to be opened by the other representatives."
                if own
                else f"{name} can no longer sign in to CS3 and asks you to vouch for them. "
                "Speak to them first, aloud, to be sure that it is they who ask."
            )
            return Letter(
                subject="Vouching for an access to CS3",
                paragraphs=("Hello,", said, "Once someone has vouched, 72 hours pass before anything opens."),
                link=None if own else Link(label="Vouch or refuse", address=vouch),
                then=then,
                other_link=link,
            )
        said = (
            "Quelqu’un, sans doute vous, a demandé que les autres représentants se portent garants de vous "
            "pour rouvrir votre accès à CS3."
            if own
            else f"{name} ne peut plus se connecter à CS3 et vous demande de vous porter garant. "
            "Parlez-lui d’abord de vive voix, pour être sûr que la demande vient bien de cette personne."
        )
        return Letter(
            subject="Se porter garant d’un accès à CS3",
            paragraphs=(
                "Bonjour,",
                said,
                f"Quand quelqu’un s’est porté garant, 72{NB}heures passent avant que rien ne s’ouvre.",
            ),
            link=None if own else Link(label="Me porter garant, ou refuser", address=vouch),
            then=then,
            other_link=link,
        )

    return text


def vouched(*, name: str, by: str, ready_at: datetime, stop: str) -> Texts:
    def text(language: str) -> Letter:
        then, link = _stop(language, stop)
        when = moment(ready_at, language)
        if language == "en":
            return Letter(
                subject="Someone has vouched",
                paragraphs=(
                    "Hello,",
                    f"{by} has vouched for {name}. The access can be reopened from {when}.",
                ),
                then=then,
                other_link=link,
            )
        return Letter(
            subject="Quelqu’un s’est porté garant",
            paragraphs=(
                "Bonjour,",
                f"{by} s’est porté garant de {name}. L’accès pourra être rouvert à partir du {when}.",
            ),
            then=then,
            other_link=link,
        )

    return text


def ready(*, name: str, own: bool, recover: str | None, stop: str) -> Texts:
    def text(language: str) -> Letter:
        then, link = _stop(language, stop)
        if language == "en":
            said = "You can now get back into CS3." if own else f"{name} can now get back into CS3."
            return Letter(
                subject="The 72 hours have passed",
                paragraphs=("Hello,", said),
                link=Link(label="Get back in", address=recover) if own and recover else None,
                then=(*(("This link works for 24 hours.",) if own else ()), *then),
                other_link=link,
            )
        said = (
            "Vous pouvez maintenant retrouver votre accès à CS3."
            if own
            else f"{name} peut maintenant rentrer dans CS3."
        )
        return Letter(
            subject=f"Les 72{NB}heures sont passées",
            paragraphs=("Bonjour,", said),
            link=Link(label="Retrouver mon accès", address=recover) if own and recover else None,
            then=(*((f"Ce lien est valable 24{NB}heures.",) if own else ()), *then),
            other_link=link,
        )

    return text


def over(*, name: str, outcome: str) -> Texts:
    """`outcome`: stopped, used or expired."""

    def text(language: str) -> Letter:
        if language == "en":
            said = {
                "stopped": f"The request about {name}’s access was stopped. Nothing was opened.",
                "used": f"{name} is back in CS3. The old ways in are closed as soon as a new one is chosen.",
                "expired": f"The request about {name}’s access has expired. Nothing was opened.",
            }[outcome]
            return Letter(subject="Vouching for an access: it is over", paragraphs=("Hello,", said))
        said = {
            "stopped": f"La demande concernant l’accès de {name} a été arrêtée. Rien n’a été ouvert.",
            "used": f"{name} est de retour dans CS3. Les anciennes façons d’entrer se ferment dès qu’une nouvelle est choisie.",
            "expired": f"La demande concernant l’accès de {name} a expiré. Rien n’a été ouvert.",
        }[outcome]
        return Letter(subject="Se porter garant d’un accès\u202f: c’est fini", paragraphs=("Bonjour,", said))

    return text
