"""What portability refuses, each with its stable code."""

from typing import ClassVar

from backend.kit.errors import Conflict, Gone


class ExportOver(Gone):
    code = "export_over"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Cette copie n’est plus là. Demandez-en une nouvelle : ce sera le carnet d’aujourd’hui.",
        "en": "This copy is gone. Ask for a new one: it will be the notebook of today.",
    }


class ExportNotReady(Conflict):
    code = "export_not_ready"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Cette copie se prépare encore. Revenez dans un moment.",
        "en": "This copy is still being prepared. Come back in a moment.",
    }
