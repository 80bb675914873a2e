"""The files of one document: one more beside the letter, a new version of one, the last version taken back, and given back."""

from itertools import count
from typing import Any
from uuid import UUID

from backend.kit.errors import Invalid, NotFound
from backend.rooms.access.categories import Right
from backend.rooms.access.service import Visit
from backend.rooms.audit.tags import Tag
from backend.rooms.documents import file_queries, library
from backend.rooms.documents.metadata import title_of
from backend.rooms.documents.order import is_gone
from backend.rooms.documents.schemas import MOST_FILES, OpenDocument

Row = dict[str, Any]


async def room_for(visit: Visit, document_id: UUID, place: int | None) -> tuple[int, int, str]:
    """Place and number of a file that is about to be sent: a new version of what stands at `place`, or one more; and the title that what
    stands there has.

    For who may change the document, which waits until the caller's transaction ends. Raises NotFound, Invalid.
    """
    _, row = await library.enter(visit, document_id, Right.MANAGE, lock=True)
    if row["deleted_at"] is not None or row["state"] == "receiving":
        raise Invalid({"document_id": _NOT_THERE})
    files = await file_queries.files(document_id)
    if place is None:
        places = {file["place"] for file in files}
        if len(places) >= MOST_FILES:
            raise Invalid({"document_id": _TOO_MANY})
        return next(free for free in count(2) if free not in places), 1, ""
    versions = [file for file in files if file["place"] == place]
    if not versions:
        raise Invalid({"place": _NO_PLACE})
    if len(versions) >= MOST_FILES:
        raise Invalid({"place": _TOO_MANY})
    return place, versions[0]["number"] + 1, versions[0]["title"]


async def entitle(visit: Visit, document_id: UUID, file_id: UUID, title: str, language: str) -> OpenDocument:
    """What goes with a letter is called something else. Raises NotFound, Invalid for an empty title and for the letter itself."""
    own, row = await library.enter(visit, document_id, Right.MANAGE, lock=True)
    file = _among(await file_queries.files(document_id), file_id)
    clean = title_of(title)
    if file["place"] == 1:
        raise Invalid({"file_id": _ITSELF})
    if not clean:
        raise Invalid({"title": _NO_TITLE})
    if is_gone(file, own.at):
        raise NotFound
    if clean == file["title"]:
        await own.trace_viewing(Tag.DOCUMENTS_LIST)
        return await library.told(own, row, language)
    await file_queries.entitle(document_id, file["place"], clean)
    await own.trace(Tag.DOCUMENT_CHANGE, document_id)
    return await _as_left(own, document_id, language)


async def take_back(visit: Visit, document_id: UUID, file_id: UUID, language: str) -> OpenDocument:
    """The last version, so that the one before is read again; or a file that goes with the letter. It can be given back for 30 days.

    Raises NotFound, Invalid for what is not the last version, and for the only one of the letter itself.
    """
    own, row = await library.enter(visit, document_id, Right.MANAGE, lock=True)
    files = await file_queries.files(document_id)
    file = _among(files, file_id)
    if file["taken_back_at"] is not None:
        await own.trace_viewing(Tag.DOCUMENTS_LIST)
        return await library.told(own, row, language)
    kept = [one for one in files if one["place"] == file["place"] and one["taken_back_at"] is None]
    if kept[0]["id"] != file_id:
        raise Invalid({"file_id": _NOT_LAST})
    if file["place"] == 1 and len(kept) == 1:
        raise Invalid({"file_id": _ONLY_ONE})
    if file["state"] == "receiving":
        raise Invalid({"file_id": _ARRIVING})
    await file_queries.settle(file_id, {"taken_back_at": own.at, "taken_back_by": own.person.id})
    await own.trace(Tag.FILE_TAKE_BACK, document_id)
    return await _as_left(own, document_id, language)


async def give_back(visit: Visit, document_id: UUID, file_id: UUID, language: str) -> OpenDocument:
    """Raises NotFound."""
    own, row = await library.enter(visit, document_id, Right.MANAGE, lock=True)
    file = _among(await file_queries.files(document_id), file_id)
    if is_gone(file, own.at):
        raise NotFound
    if file["taken_back_at"] is None:
        await own.trace_viewing(Tag.DOCUMENTS_LIST)
        return await library.told(own, row, language)
    await file_queries.settle(file_id, {"taken_back_at": None, "taken_back_by": None})
    await own.trace(Tag.FILE_RESTORE, document_id)
    return await _as_left(own, document_id, language)


async def _as_left(own: Visit, document_id: UUID, language: str) -> OpenDocument:
    _, row = await library.enter(own, document_id, Right.MANAGE)
    return await library.told(own, row, language)


def _among(files: list[Row], file_id: UUID) -> Row:
    found = next((file for file in files if file["id"] == file_id), None)
    if found is None:
        raise NotFound
    return found


_NOT_THERE = {
    "fr": "Ce document n’est pas encore arrivé, ou il est à la corbeille.",
    "en": "This document has not arrived yet, or is in the bin.",
}
_TOO_MANY = {
    "fr": f"{MOST_FILES} au plus\u202f: commencez un autre document.",
    "en": f"{MOST_FILES} at most: begin another document.",
}
_ITSELF = {
    "fr": "La lettre porte le titre du document\u202f: changez celui-ci.",
    "en": "The letter bears the document’s title: change that one.",
}
_NO_TITLE = {"fr": "Donnez un titre.", "en": "Give it a title."}
_NO_PLACE = {"fr": "Ce document n’a pas ce fichier.", "en": "This document does not have that file."}
_NOT_LAST = {
    "fr": "Seule la dernière version se retire.",
    "en": "Only the last version can be taken back.",
}
_ONLY_ONE = {
    "fr": "C’est la seule version\u202f: mettez le document à la corbeille.",
    "en": "This is the only version: put the document in the bin.",
}
_ARRIVING = {
    "fr": "Ce fichier arrive encore\u202f: arrêtez son envoi.",
    "en": "This file is still arriving: stop its sending.",
}
