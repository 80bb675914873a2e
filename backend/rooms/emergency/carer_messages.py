"""What the family is written when a carer reads with a code. Who they say they are; nothing of health, neither their reason nor their note."""

import re
from datetime import datetime
from typing import Any

from backend.rooms.emergency.carer_texts import profession_word
from backend.rooms.emergency.dates import say_time
from backend.rooms.emergency.texts import NB
from backend.rooms.identity.letters import Letter, Link, Texts, bilingual


def reads(*, child: str, code: str, carer: dict[str, Any], address: str) -> Texts:
    """carer: a row. Their name and structure are what they typed."""
    until, asked = carer["until"], carer["asked_at"]

    def who(language: str) -> str:
        said = ", ".join((carer["name"], profession_word(carer, language), carer["structure"]))
        return _no_address(said)

    return bilingual(
        fr=Letter(
            subject=f"Les documents d’urgence de {child} ont été demandés",
            paragraphs=(
                f"Le {say_time(asked, 'fr')}, avec le code «{NB}{code}{NB}», quelqu’un qui dit être «{NB}{who('fr')}{NB}» a demandé"
                f" les documents que vous avez mis pour les urgences. Ils lui sont ouverts jusqu’au {say_time(until, 'fr')}.",
                "CS3 ne vérifie pas qui c’est.",
            ),
            link=Link(label="Voir qui lit, ou fermer", address=address),
            then=(f"Un geste suffit pour fermer{NB}: les documents s’arrêtent aussitôt.",),
        ),
        en=Letter(
            subject=f"{child}’s emergency documents were asked for",
            paragraphs=(
                f"On {say_time(asked, 'en')}, with the code “{code}”, someone claiming to be “{who('en')}” asked for the documents that"
                f" you marked for emergencies. They are open to them until {say_time(until, 'en')}.",
                "CS3 does not check who it is.",
            ),
            link=Link(label="See who reads, or close", address=address),
            then=("One tap closes: the documents stop at once.",),
        ),
    )


def wrote(*, child: str, at: datetime, address: str) -> Texts:
    return bilingual(
        fr=Letter(
            subject=f"Un mot vous a été laissé à propos de {child}",
            paragraphs=(
                f"Quelqu’un qui a lu les documents d’urgence de {child} vous a laissé un mot le {say_time(at, 'fr')}.",
                "Il n’est lu que par vous, tant que vous ne le gardez pas dans le carnet.",
            ),
            link=Link(label="Lire le mot", address=address),
        ),
        en=Letter(
            subject=f"A note about {child} was left for you",
            paragraphs=(
                f"Someone who read {child}’s emergency documents left you a note on {say_time(at, 'en')}.",
                "Only you read it, as long as you do not keep it in the notebook.",
            ),
            link=Link(label="Read the note", address=address),
        ),
    )


def _no_address(text: str) -> str:
    """A stranger typed it: no mail program is to make a link of it."""
    return re.sub(r"(?<=\w)([.:/@]+)(?=\w)", r"\1 ", text)
