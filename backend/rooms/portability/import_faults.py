"""Why an archive is refused: stable codes, and a sentence for the person. The file at fault is named beside it."""

from typing import ClassVar

from backend.kit.errors import Conflict
from media.archives import Fault, NotTaken


class ImportUnderWay(Conflict):
    code = "import_under_way"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "L’archive de ce carnet est déjà arrivée, et se lit.",
        "en": "This notebook’s archive has arrived already, and is being read.",
    }


class Refused(Exception):
    """code: one of SENTENCES. file: in the archive. field: in that file."""

    def __init__(self, code: str, file: str = "", field: str = "") -> None:
        super().__init__(code)
        self.code, self.file, self.field = code, file, field


def of_zip(fault: NotTaken) -> Refused:
    return Refused(fault.fault.value, fault.entry)


_DAMAGED = (
    "L’archive est abîmée à cet endroit. Téléchargez-la de nouveau, puis renvoyez-la.",
    "The archive is damaged here. Download it again, then send it again.",
)
_STRANGE = (
    "Cette archive a été refaite d’une façon que CS3 ne sait pas lire. Envoyez celle qui a été téléchargée.",
    "This archive was made again in a way that CS3 cannot read. Send the one that was downloaded.",
)
_UNSAFE = (
    "Cette archive contient quelque chose qui n’a pas sa place dans un carnet : elle est refusée en entier.",
    "This archive holds something that does not belong in a notebook: all of it is refused.",
)

SENTENCES: dict[str, tuple[str, str]] = {
    Fault.NOT_A_ZIP: ("Ce fichier n’est pas une archive zip.", "This file is not a zip archive."),
    Fault.TRUNCATED: (
        "La fin de l’archive manque. Téléchargez-la de nouveau, puis renvoyez-la.",
        "The end of the archive is missing. Download it again, then send it again.",
    ),
    Fault.PREPENDED: _STRANGE,
    Fault.MALFORMED: _DAMAGED,
    Fault.SPLIT: _STRANGE,
    Fault.TOO_MANY: ("Cette archive contient trop de fichiers.", "This archive holds too many files."),
    Fault.TOO_LARGE: (
        "Cette archive, une fois ouverte, est trop grosse pour ce CS3.",
        "Once opened, this archive is too large for this CS3.",
    ),
    Fault.BOMB: _UNSAFE,
    Fault.ENCRYPTED: (
        "Cette archive est verrouillée par un mot de passe. Envoyez celle qui a été téléchargée.",
        "This archive is locked by a password. Send the one that was downloaded.",
    ),
    Fault.METHOD: _STRANGE,
    Fault.NOT_A_FILE: _UNSAFE,
    Fault.BAD_NAME: _UNSAFE,
    Fault.SAME_NAME: _STRANGE,
    Fault.OVERLAP: _UNSAFE,
    Fault.WRONG_SIZE: _DAMAGED,
    Fault.WRONG_CHECKSUM: _DAMAGED,
    "not_a_carnet": (
        "Cette archive n’est pas un carnet CS3 : elle n’a pas de fichier manifest.json qui le dise.",
        "This archive is not a CS3 notebook: it has no manifest.json that says so.",
    ),
    "newer": (
        "Ce carnet vient d’un CS3 plus récent que celui-ci. Demandez à qui le tient de le mettre à jour.",
        "This notebook comes from a newer CS3 than this one. Ask who runs it to update it.",
    ),
    "not_understood": (
        "Ce qui est écrit ici n’est pas ce que CS3 y met : l’archive a été changée depuis qu’elle a été faite.",
        "What is written here is not what CS3 writes: the archive was changed since it was made.",
    ),
    "impossible": (
        "Ce qui est écrit ici ne se peut pas : l’archive a été changée depuis qu’elle a été faite.",
        "What is written here cannot be: the archive was changed since it was made.",
    ),
    "missing_file": (
        "Ce fichier manque dans l’archive. Téléchargez-la de nouveau, puis renvoyez-la.",
        "This file is missing from the archive. Download it again, then send it again.",
    ),
    "wrong_file": (
        "Ce fichier n’est pas celui qui avait été mis dans l’archive.",
        "This file is not the one that was put into the archive.",
    ),
    "not_a_picture": ("Ce portrait ne se lit pas.", "This portrait cannot be read."),
    "not_kept": (
        "L’archive n’est pas restée lisible jusqu’au bout. Renvoyez-la.",
        "The archive did not stay readable to the end. Send it again.",
    ),
    "not_read": (
        "CS3 n’est pas parvenu à lire cette archive, après plusieurs essais. Renvoyez-la plus tard.",
        "CS3 could not read this archive, after several tries. Send it again later.",
    ),
}


def sentence(code: str | None, language: str) -> str | None:
    if code is None:
        return None
    french, english = SENTENCES.get(code, _STRANGE)
    return english if language == "en" else french
