"""Several traces of one sort in one sentence: « a lu 3 comptes rendus médicaux, 4 fois en tout »."""

from typing import NamedTuple

from backend.rooms.audit.sentences import NOBODY, SENTENCES
from backend.rooms.audit.tags import Tag


class Noun(NamedTuple):
    """`many` has the number as {n}."""

    one: str
    many: str


class Act(NamedTuple):
    """What is done to one, and to several, of a noun: {it}."""

    one: str
    many: str


_NOUNS: dict[str, tuple[Noun, Noun]] = {
    "photo": (Noun("une photo", "{n} photos"), Noun("a photo", "{n} photos")),
    "film": (Noun("un film", "{n} films"), Noun("a film", "{n} films")),
    "treatment": (Noun("un traitement daté", "{n} traitements datés"), Noun("a dated treatment", "{n} dated treatments")),
    "image": (Noun("une image", "{n} images"), Noun("an image", "{n} images")),
    "date": (Noun("une date de l’agenda", "{n} dates de l’agenda"), Noun("a date of the agenda", "{n} dates of the agenda")),
    "document": (Noun("un document", "{n} documents"), Noun("a document", "{n} documents")),
    "documents.medical": (
        Noun("un compte rendu médical", "{n} comptes rendus médicaux"),
        Noun("a medical report", "{n} medical reports"),
    ),
    "documents.paramedical": (
        Noun("un compte rendu paramédical", "{n} comptes rendus paramédicaux"),
        Noun("a paramedical report", "{n} paramedical reports"),
    ),
    "documents.syntheses": (Noun("une synthèse", "{n} synthèses"), Noun("a synthesis", "{n} syntheses")),
    "documents.imaging": (
        Noun("un document d’imagerie", "{n} documents d’imagerie"),
        Noun("a medical imaging document", "{n} medical imaging documents"),
    ),
    "documents.media": (
        Noun("un document de photos ou de films", "{n} documents de photos ou de films"),
        Noun("a document of photos or films", "{n} documents of photos or films"),
    ),
    "documents.psychology": (
        Noun("un compte rendu de psychologie", "{n} comptes rendus de psychologie"),
        Noun("a psychology report", "{n} psychology reports"),
    ),
    "documents.school": (
        Noun("un compte rendu scolaire ou éducatif", "{n} comptes rendus scolaires ou éducatifs"),
        Noun("a school or education report", "{n} school or education reports"),
    ),
    "documents.projects": (
        Noun("un projet ou contrat", "{n} projets ou contrats"),
        Noun("a project or contract", "{n} projects or contracts"),
    ),
    "documents.certificates": (
        Noun("un certificat ou une ordonnance", "{n} certificats ou ordonnances"),
        Noun("a certificate or prescription", "{n} certificates or prescriptions"),
    ),
    "documents.liaison": (
        Noun("une fiche de liaison", "{n} fiches de liaison"),
        Noun("a liaison sheet", "{n} liaison sheets"),
    ),
}  # fmt: skip


def _alike(noun: str, french: str, english: str) -> tuple[str, Act, Act]:
    """Said in the same words of one and of several."""
    return noun, Act(french, french), Act(english, english)


_ACTS: dict[Tag, tuple[str, Act, Act]] = {
    Tag.PHOTO_ADD: _alike("photo", "a ajouté {it}", "added {it}"),
    Tag.PHOTO_READ: _alike("photo", "a regardé {it}", "looked at {it}"),
    Tag.VIDEO_ADD: _alike("film", "a ajouté {it}", "added {it}"),
    Tag.VIDEO_READ: _alike("film", "a regardé {it}", "watched {it}"),
    Tag.ORIGINAL_READ: (
        "image",
        Act("a téléchargé l’original d’{it}", "a téléchargé les originaux de {it}"),
        Act("downloaded the original of {it}", "downloaded the originals of {it}"),
    ),
    Tag.CAPTURE_CHANGE: (
        "image",
        Act("a changé la note d’{it}", "a changé les notes de {it}"),
        Act("changed the note of {it}", "changed the notes of {it}"),
    ),
    Tag.CAPTURE_BIN: _alike("image", "a mis {it} à la corbeille", "put {it} in the bin"),
    Tag.CAPTURE_RESTORE: _alike("image", "a sorti {it} de la corbeille", "took {it} out of the bin"),
    Tag.DOCUMENT_ADD: _alike("document", "a ajouté {it}", "added {it}"),
    Tag.DOCUMENT_READ: _alike("document", "a lu {it}", "read {it}"),
    Tag.DOCUMENT_CHANGE: (
        "document",
        Act("a changé ce qui est dit d’{it}", "a changé ce qui est dit de {it}"),
        Act("changed what is said of {it}", "changed what is said of {it}"),
    ),
    Tag.DOCUMENT_MOVE: _alike("document", "a déplacé {it} vers une autre catégorie", "moved {it} to another category"),
    Tag.FILE_ADD: (
        "document",
        Act("a ajouté un fichier à {it}", "a ajouté des fichiers à {it}"),
        Act("added a file to {it}", "added files to {it}"),
    ),
    Tag.FILE_TAKE_BACK: (
        "document",
        Act("a retiré un fichier d’{it}", "a retiré des fichiers de {it}"),
        Act("took a file of {it} back", "took files of {it} back"),
    ),
    Tag.FILE_RESTORE: (
        "document",
        Act("a remis un fichier dans {it}", "a remis des fichiers dans {it}"),
        Act("put a file of {it} back", "put files of {it} back"),
    ),
    Tag.DOCUMENT_BIN: _alike("document", "a mis {it} à la corbeille", "put {it} in the bin"),
    Tag.DOCUMENT_RESTORE: _alike("document", "a sorti {it} de la corbeille", "took {it} out of the bin"),
    Tag.DOCUMENT_ORIGINAL: (
        "document",
        Act("a téléchargé l’original d’{it}", "a téléchargé les originaux de {it}"),
        Act("downloaded the original of {it}", "downloaded the originals of {it}"),
    ),
    Tag.DOCUMENT_COPY: (
        "document",
        Act("a téléchargé la copie d’{it}", "a téléchargé les copies de {it}"),
        Act("downloaded the copy of {it}", "downloaded the copies of {it}"),
    ),
    Tag.DOCUMENT_URGENT: _alike("document", "a mis {it} pour les urgences", "marked {it} for emergencies"),
    Tag.DOCUMENT_NOT_URGENT: _alike(
        "document", "a retiré {it} de ce qui est pour les urgences", "took {it} off what is for emergencies"
    ),
    Tag.CARER_READS: _alike("document", "a lu {it} avec le code d’urgence", "read {it} with the emergency code"),
    Tag.CARER_KEEPS: _alike("document", "a téléchargé {it} avec le code d’urgence", "downloaded {it} with the emergency code"),
    Tag.AGENDA_ADD: _alike("date", "a ajouté {it}", "added {it}"),
    Tag.AGENDA_CHANGE: _alike("date", "a changé {it}", "changed {it}"),
    Tag.AGENDA_DONE: ("date", Act("a dit réglée {it}", "a dit réglées {it}"), Act("said that {it} is settled", "said that {it} are settled")),
    Tag.AGENDA_BIN: _alike("date", "a mis {it} à la corbeille", "put {it} in the bin"),
    Tag.TREATMENT_ADD: _alike("treatment", "a noté {it}", "noted {it}"),
    Tag.TREATMENT_CHANGE: _alike("treatment", "a changé {it}", "changed {it}"),
    Tag.TREATMENT_BIN: _alike("treatment", "a mis {it} à la corbeille", "put {it} in the bin"),
    Tag.TREATMENT_RESTORE: _alike("treatment", "a sorti {it} de la corbeille", "took {it} out of the bin"),
    Tag.MEASURES_READ: (
        "film",
        Act("a lu les mesures d’{it}", "a lu les mesures de {it}"),
        Act("read the measures of {it}", "read the measures of {it}"),
    ),
    Tag.MEASURES_EXPORT: (
        "film",
        Act("a téléchargé les mesures d’{it}", "a téléchargé les mesures de {it}"),
        Act("downloaded the measures of {it}", "downloaded the measures of {it}"),
    ),
    Tag.MEASURE_ADD: _alike("film", "a mesuré sur {it}", "measured on {it}"),
    Tag.AGENDA_RESTORE: _alike("date", "a sorti {it} de la corbeille", "took {it} out of the bin"),
}  # fmt: skip


def deed(tag: Tag, category: str, language: str, *, lines: int = 1, items: int = 1) -> str:
    """What was done, without who and without a full stop: « a lu 3 comptes rendus médicaux ».

    lines: how many traces say it (≥ 1). items: how many different things they name; 0 when they name none.
    """
    which = 1 if language == "en" else 0
    found = _ACTS.get(tag)
    if found is None or items == 0:
        said, items = SENTENCES[tag][which], 1
    else:
        noun, *acts = found
        nouns = _NOUNS.get(category, _NOUNS["document"]) if noun == "document" else _NOUNS[noun]
        act, it = acts[which], nouns[which]
        said = (
            act.one.format(it=it.one)
            if items == 1
            else act.many.format(it=it.many.format(n=number(items, language)))
        )
    if lines <= items or tag.action == "keep":
        return said
    times = f"{number(lines, language)} {('fois', 'times')[which]}"
    return f"{said}, {times}" if items == 1 else f"{said}, {times} {('en tout', 'in all')[which]}"


def whole(name: str, about: str, structure: str, what: str, language: str) -> str:
    """« Karim Saïdi, kinésithérapeute (SESSAD Les Tilleuls), a lu une synthèse. »

    about: profession, or relation. An empty name stands for someone without an account; `structure` is then what a program said of who
    reads, which nobody checked.
    """
    if not name:
        english = language == "en"
        claims = (
            (f"claiming to be “{structure}”," if english else f"qui dit être « {structure} »,")
            if structure
            else ""
        )
        return " ".join(part for part in (NOBODY[english], claims, f"{what}.") if part)
    more = f"{about} ({structure})" if about and structure else about or structure
    return f"{name}, {more}, {what}." if more else f"{name} {what}."


def number(n: int, language: str) -> str:
    """1 234 with a narrow no-break space; 1,234 in English."""
    return f"{n:,}" if language == "en" else f"{n:,}".replace(",", "\u202f")
