"""What is written when a notebook closes, comes back, or is erased. The first name and days; nothing of health."""

from datetime import datetime

from backend.kit.days import day_of
from backend.kit.say import say_day, say_time
from backend.rooms.identity.letters import Letter, Link, Texts, bilingual
from backend.rooms.identity.messages import NB


def closed(*, child: str, who: str, ends_at: datetime, address: str) -> Texts:
    """To its representatives."""
    return bilingual(
        fr=Letter(
            subject=f"Le carnet de {child} est fermé",
            paragraphs=(
                f"{who} vient de fermer le carnet de {child}.",
                "Plus personne ne peut le lire, et ses codes d’urgence n’ouvrent plus rien.",
                f"Vous pouvez revenir jusqu’au {say_time(ends_at, 'fr')}{NB}: un geste, et tout est comme avant."
                " Ensuite, il s’efface pour de bon.",
            ),
            link=Link(label="Voir, ou revenir", address=address),
        ),
        en=Letter(
            subject=f"{child}’s notebook is closed",
            paragraphs=(
                f"{who} has just closed {child}’s notebook.",
                "Nobody can read it any more, and its emergency codes open nothing.",
                f"You can come back until {say_time(ends_at, 'en')}: one tap, and everything is as before. Then it is erased for good.",
            ),
            link=Link(label="See it, or come back", address=address),
        ),
    )


def closed_to_circle(*, child: str) -> Texts:
    return bilingual(
        fr=Letter(
            subject=f"Le carnet de {child} est fermé",
            paragraphs=(
                f"La famille a fermé le carnet de {child}{NB}: il ne vous est plus ouvert.",
                "Si elle le rouvre, vous en serez averti.",
                "Ce que vous n’aviez pas encore envoyé reste sur votre téléphone, jusqu’à ce que vous le jetiez.",
            ),
        ),
        en=Letter(
            subject=f"{child}’s notebook is closed",
            paragraphs=(
                f"The family has closed {child}’s notebook: it is no longer open to you.",
                "If they open it again, you will be told.",
                "What you had not sent yet stays on your phone, until you throw it away.",
            ),
        ),
    )


def reopened(*, child: str, who: str, address: str) -> Texts:
    """To its representatives."""
    return bilingual(
        fr=Letter(
            subject=f"Le carnet de {child} est rouvert",
            paragraphs=(
                f"{who} a rouvert le carnet de {child}. Tout est comme avant.",
                "Les personnes de son cercle le lisent de nouveau, et les codes d’urgence qui servaient servent de"
                f" nouveau{NB}: regardez les uns et les autres.",
            ),
            link=Link(label="Ouvrir le carnet", address=address),
        ),
        en=Letter(
            subject=f"{child}’s notebook is open again",
            paragraphs=(
                f"{who} has opened {child}’s notebook again. Everything is as before.",
                "The people of its circle can read it again, and the emergency codes that worked work again:"
                " look at both.",
            ),
            link=Link(label="Open the notebook", address=address),
        ),
    )


def reopened_to_circle(*, child: str, address: str) -> Texts:
    return bilingual(
        fr=Letter(
            subject=f"Le carnet de {child} est rouvert",
            paragraphs=(
                f"La famille a rouvert le carnet de {child}. Ce que vous pouviez y faire, vous le pouvez de nouveau.",
            ),
            link=Link(label="Ouvrir le carnet", address=address),
        ),
        en=Letter(
            subject=f"{child}’s notebook is open again",
            paragraphs=(
                f"The family has opened {child}’s notebook again. What you could do, you can again.",
            ),
            link=Link(label="Open the notebook", address=address),
        ),
    )


def erased(*, closed_at: datetime, gone_at: datetime, address: str) -> Texts:
    """To those who represented it. The first name is erased with the rest."""
    return bilingual(
        fr=Letter(
            subject="Un carnet fermé est effacé",
            paragraphs=(
                f"Le carnet fermé le {say_day(day_of(closed_at), 'fr')} est effacé{NB}: ce qui y était écrit, ses fichiers, et la clé qui"
                " les ouvrait.",
                f"La dernière sauvegarde de cette clé, s’il y en a une, s’éteint le {say_day(day_of(gone_at), 'fr')}. Après ce jour, plus personne ne peut"
                " rien en lire.",
            ),
            link=Link(label="Voir ce qu’il en reste", address=address),
        ),
        en=Letter(
            subject="A closed notebook is erased",
            paragraphs=(
                f"The notebook closed on {say_day(day_of(closed_at), 'en')} is erased: what was written in it, its files, and the key"
                " that opened them.",
                f"The last backup of that key, if there is one, ends on {say_day(day_of(gone_at), 'en')}. After that day nobody can read any of it.",
            ),
            link=Link(label="See what is left of it", address=address),
        ),
    )
