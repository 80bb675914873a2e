"""What the urgent sheet writes to the family. The first name and the hour; nothing of health."""

from datetime import datetime

from backend.rooms.emergency.dates import say_time
from backend.rooms.emergency.texts import NB
from backend.rooms.identity.letters import Letter, Link, Texts, bilingual

_TOGETHER = {
    "fr": (
        f"C’est la cinquième ouverture en une heure. Les suivantes seront dites ensemble{NB}: un message par heure, avec leur"
        f" nombre. Chacune se lit aussitôt dans «{NB}Qui a vu{NB}»."
    ),
    "en": (
        "This is the fifth opening within an hour. The next ones will be told together: one message an hour, with their number."
        " Each can be read at once under “Who looked”."
    ),
}


def opened(*, child: str, code: str, reader: str, at: datetime, address: str, last: bool) -> Texts:
    """reader: a name, or empty for someone without an account. last: the next ones of this hour are told together."""
    return bilingual(
        fr=Letter(
            subject=f"La fiche d’urgence de {child} a été ouverte",
            paragraphs=(
                f"{reader or 'Quelqu’un, sans compte,'} a ouvert la fiche d’urgence de {child} le {say_time(at, 'fr')},"
                f" avec le code «{NB}{code}{NB}».",
            ),
            link=Link(label="Voir qui a regardé", address=address),
            then=(
                *((_TOGETHER["fr"],) if last else ()),
                f"Si ce n’est pas attendu, annulez ce code dans le carnet, à Urgence{NB}: il s’arrête aussitôt.",
            ),
        ),
        en=Letter(
            subject=f"{child}’s emergency sheet was opened",
            paragraphs=(
                f"{reader or 'Someone, without an account,'} opened {child}’s emergency sheet on {say_time(at, 'en')},"
                f" with the code “{code}”.",
            ),
            link=Link(label="See who looked", address=address),
            then=(
                *((_TOGETHER["en"],) if last else ()),
                "If this is not expected, revoke this code in the notebook, under Emergency: it stops at once.",
            ),
        ),
    )


def opened_often(*, child: str, count: int, since: datetime, at: datetime, address: str) -> Texts:
    """Those of an hour, told together."""
    times = "once" if count == 1 else f"{count} times"
    return bilingual(
        fr=Letter(
            subject=f"La fiche d’urgence de {child} a été ouverte {count} fois",
            paragraphs=(
                f"La fiche d’urgence de {child} a été ouverte {count} fois entre le {say_time(since, 'fr')} et le {say_time(at, 'fr')}.",
            ),
            link=Link(label="Voir qui a regardé", address=address),
            then=(
                f"Si ce n’est pas attendu, annulez ses codes dans le carnet, à Urgence{NB}: ils s’arrêtent aussitôt.",
            ),
        ),
        en=Letter(
            subject=f"{child}’s emergency sheet was opened {times}",
            paragraphs=(
                f"{child}’s emergency sheet was opened {times} between {say_time(since, 'en')} and {say_time(at, 'en')}.",
            ),
            link=Link(label="See who looked", address=address),
            then=(
                "If this is not expected, revoke its codes in the notebook, under Emergency: they stop at once.",
            ),
        ),
    )


def scanned_closed(*, child: str, code: str, at: datetime, address: str) -> Texts:
    """While the notebook is closed."""
    return bilingual(
        fr=Letter(
            subject=f"Un code d’urgence de {child} a été scanné, et le carnet est fermé",
            paragraphs=(
                f"Quelqu’un a scanné le code «{NB}{code}{NB}» le {say_time(at, 'fr')}. Le carnet de {child} est fermé{NB}:"
                " rien n’a pu être lu.",
                "Si votre enfant est entre les mains de soignants, rouvrez le carnet d’un geste, ou appelez qui est avec lui.",
            ),
            link=Link(label="Rouvrir le carnet", address=address),
        ),
        en=Letter(
            subject=f"{child}’s emergency code was scanned, and the notebook is closed",
            paragraphs=(
                f"Someone scanned the code “{code}” on {say_time(at, 'en')}. {child}’s notebook is closed: they read nothing.",
                "If your child is being cared for, open the notebook again with one tap, or call whoever is with them.",
            ),
            link=Link(label="Open the notebook again", address=address),
        ),
    )


def locked(*, child: str, code: str, at: datetime, address: str) -> Texts:
    """After the last wrong passcode that a code stands."""
    return bilingual(
        fr=Letter(
            subject=f"Un code d’urgence de {child} s’est fermé",
            paragraphs=(
                f"Trop de chiffres faux ont été essayés avec le code «{NB}{code}{NB}», le dernier le {say_time(at, 'fr')}."
                " Rien n’a été montré, et ce code n’ouvre plus rien.",
            ),
            link=Link(label="Voir les codes", address=address),
            then=("S’il sert encore, faites-en un nouveau, qui aura d’autres chiffres.",),
        ),
        en=Letter(
            subject=f"One of {child}’s emergency codes has closed",
            paragraphs=(
                f"Too many wrong passcodes were tried with the code “{code}”, the last on {say_time(at, 'en')}."
                " Nothing was shown, and this code opens nothing any more.",
            ),
            link=Link(label="See the codes", address=address),
            then=("If it is still needed, make a new one, which will have other digits.",),
        ),
    )
