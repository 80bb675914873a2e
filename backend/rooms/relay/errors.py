"""What the relay sheet refuses, each with its stable code."""

from typing import ClassVar

from backend.kit.errors import Conflict


class TooManyAddresses(Conflict):
    code = "too_many_relay_links"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Vingt adresses ouvrent déjà cette feuille\u202f: fermez-en une avant d’en faire une autre.",
        "en": "Twenty addresses open this sheet already: close one before making another.",
    }
