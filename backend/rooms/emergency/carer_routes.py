"""The carers' pages behind a code: who they are, then the documents for emergencies. No account, no script; whatever goes wrong, a page."""

from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body

from backend.kit import runtime
from backend.kit.errors import NotFound, TooManyAttempts
from backend.kit.problems import answer_error
from backend.kit.transaction import transaction
from backend.rooms.access.categories import Category
from backend.rooms.audit.tags import Tag
from backend.rooms.carnet import service as carnet
from backend.rooms.documents.service import urgent
from backend.rooms.emergency import carer_pages, carers, pain
from backend.rooms.emergency.carer_answers import (
    cookie_name,
    forgotten,
    held,
    over,
    page_of,
    redirect,
    stream,
    to_list,
)
from backend.rooms.emergency.carer_form import CarerForm, NoteForm
from backend.rooms.emergency.dates import say_day, say_time
from backend.rooms.emergency.opening import Over
from backend.rooms.emergency.previews import nobody_reads
from backend.rooms.emergency.public_routes import device_of, language_for, notice_page, reader_of
from backend.rooms.emergency.texts import TEXTS
from backend.rooms.uploads.files import Served

AnyRequest = Request[Any, Any, Any]
_FORM = RequestEncodingType.URL_ENCODED
_OPT = {"own_transactions": True}


def answer_away(request: AnyRequest, error: Exception) -> Response[Any]:
    """An error as a page. It is logged as everywhere else."""
    status = answer_error(request, error).status_code or 500
    if isinstance(error, TooManyAttempts):
        return over(request, "busy", retry_after=error.retry_after)
    if {"document", "film"} & request.path_params.keys() or request.url.path.endswith("/douleur"):
        return over(request, "unmarked" if status < 500 else "files_away")
    return notice_page(request, "gone" if status < 500 else "away")


class EmergencyCarersController(Controller):
    path = "/u/{token:str}"
    tags = ["emergency"]
    exception_handlers = {Exception: answer_away}

    @get("/soignant", operation_id="askEmergencyDocuments", opt=_OPT, media_type="text/html")
    async def ask_form(self, token: str, request: AnyRequest, digits: str = "") -> Response[Any]:
        """A form: who one is, and why. The same for every address, so that it tells nobody which codes open; who reads already is led to
        the documents. `digits`: with the passcode of the code."""
        if request.cookies.get(cookie_name()):
            async with transaction():
                if isinstance(await inside_of(request, token), carers.Inside):
                    return to_list(token)
        page = carer_pages.ask_form(token, language_for(request), CarerForm(), {}, asks=bool(digits))
        return page_of(request, page)

    @post(
        "/soignant",
        operation_id="openEmergencyDocuments",
        # From a page that tells no site where it is from, a browser sends no origin; who writes to this address holds the code.
        opt=_OPT | {"any_origin": True},
        media_type="text/html",
        status_code=303,
    )
    async def enter(
        self,
        token: str,
        data: Annotated[CarerForm, Body(media_type=_FORM)],
        request: AnyRequest,
        digits: str = "",
    ) -> Response[Any]:
        """Four hours with the documents for emergencies, and word to the family at once. 422 or 401, the form again, with what is wrong in it.
        The same words sent twice are one asking."""
        found = await carers.ask(
            token,
            data,
            reader=await reader_of(request),
            device=device_of(request),
            at=runtime.get().clock.now(),
            digits=bool(digits),
        )
        if isinstance(found, Over):
            return over(request, found.notice)
        if isinstance(found, carers.Refused):
            page = carer_pages.ask_form(
                token, language_for(request), data, found.errors, asks=found.asks, tries_left=found.tries_left
            )
            return page_of(request, page, status=401 if "passcode" in found.errors else 422)
        return to_list(token, held(token, found))

    @get("/documents", operation_id="listEmergencyDocuments", opt=_OPT, media_type="text/html")
    async def list_documents(self, token: str, request: AnyRequest, left: str = "") -> Response[Any]:
        """What the family marked for emergencies, and a note to leave. `left`: one has just been."""
        if why := nobody_reads(request.headers):
            return notice_page(request, why)
        return await _list(request, token, left=bool(left))

    @post(
        "/documents",
        operation_id="leaveEmergencyNote",
        opt=_OPT | {"any_origin": True},
        media_type="text/html",
        status_code=303,
    )
    async def leave_note(
        self, token: str, data: Annotated[NoteForm, Body(media_type=_FORM)], request: AnyRequest
    ) -> Response[Any]:
        """A note for the family, which alone reads it until it keeps it in the notebook. 422, the page again, when it cannot be taken."""
        async with transaction():
            found = await inside_of(request, token)
            if isinstance(found, Over):
                return over(request, found.notice, token)
            error = await carers.leave_note(
                found, data.text, address=device_of(request).address, at=runtime.get().clock.now()
            )
        if error:
            return await _list(request, token, note=data.text, error=error)
        return redirect(f"/u/{token}/documents?left=1")

    @post(
        "/fini",
        operation_id="finishEmergencyDocuments",
        opt=_OPT | {"any_origin": True},
        media_type="text/html",
        status_code=200,
    )
    async def finish(self, token: str, request: AnyRequest) -> Response[Any]:
        """The documents close on this screen, and the browser forgets what opened them: said the same when nothing was open."""
        async with transaction():
            found = await inside_of(request, token)
            if isinstance(found, carers.Inside):
                await carers.leave(found, runtime.get().clock.now())
        page = carer_pages.over_page(token, "finished", language_for(request))
        return page_of(request, page, cookie=forgotten(token))

    @get("/documents/{document:str}", operation_id="readEmergencyDocument", opt=_OPT, media_type="text/html")
    async def read_document(
        self, token: str, document: str, request: AnyRequest, page: int = 1
    ) -> Response[Any]:
        """One document: the pictures of its pages, ten at a time from `page`; films and sounds to be played; copies to take away."""
        if why := nobody_reads(request.headers):
            return notice_page(request, why)
        at, language = runtime.get().clock.now(), language_for(request)
        async with transaction():
            found = await inside_of(request, token)
            if isinstance(found, Over):
                return over(request, found.notice, token)
            one = await _one(found, document)
            await found.trace(Tag.CARER_READS, one.category, at, one.id)
            who, born = await subject_of(found.carnet_id, language)
        body = carer_pages.document_page(token, language, one, who=f"{who} · {born}", first=page)
        return page_of(request, body)

    @get(
        "/documents/{document:str}/{file:str}/{name:str}",
        operation_id="readEmergencyDocumentFile",
        opt=_OPT,
    )
    async def read_file(
        self, token: str, document: str, file: str, name: str, request: AnyRequest
    ) -> Response[Any]:
        """A page of it by its number, or `copy`, `play`, `poster`, `original` as in the library; in ranges, kept by nobody."""
        at = runtime.get().clock.now()
        async with transaction():
            found = await inside_of(request, token)
            if isinstance(found, Over):
                return over(request, found.notice, token)
            one = await _one(found, document)
            part = next((part for part in one.files if str(part.id) == file), None)
            if part is None:
                raise NotFound
            if name != "poster":
                kept = name in ("copy", "original")
                await found.trace(Tag.CARER_KEEPS if kept else Tag.CARER_READS, one.category, at, one.id)
            served = await _served(found, part, name, _Still(request, token, document))
        return await stream(served)


@dataclass(frozen=True)
class _Still:
    """Looks again in the middle of a long answer. Raises NotFound once it is over."""

    request: AnyRequest
    token: str
    document: str

    async def __call__(self) -> None:
        async with transaction():
            found = await inside_of(self.request, self.token)
            if isinstance(found, Over):
                raise NotFound
            await _one(found, self.document)


async def inside_of(request: AnyRequest, token: str) -> carers.Inside | Over:
    return await carers.inside(
        token,
        request.cookies.get(cookie_name(), ""),
        reader=await reader_of(request),
        device=device_of(request),
        at=runtime.get().clock.now(),
    )


async def _one(found: carers.Inside, document: str) -> urgent.UrgentDocument:
    """Raises NotFound."""
    try:
        id = UUID(document)
    except ValueError:
        raise NotFound from None
    given = await urgent.given(found.carnet_id, at=runtime.get().clock.now(), document_id=id)
    if not given:
        raise NotFound
    return given[0]


async def _served(found: carers.Inside, file: urgent.UrgentFile, name: str, still: _Still) -> Served:
    headers = dict(still.request.headers.items())
    if name in ("copy", "play", "poster", "original"):
        return await urgent.part(found.carnet_id, file, name, headers=headers, still=still)
    if not name.isascii() or not name.isdecimal() or len(name) > 4:
        raise NotFound
    return await urgent.page(found.carnet_id, file, int(name), headers=headers)


async def _list(
    request: AnyRequest, token: str, *, left: bool = False, note: str = "", error: str = ""
) -> Response[Any]:
    at, language = runtime.get().clock.now(), language_for(request)
    async with transaction():
        found = await inside_of(request, token)
        if isinstance(found, Over):
            return over(request, found.notice, token)
        documents = await urgent.given(found.carnet_id, at=at)
        who, born = await subject_of(found.carnet_id, language)
        await found.trace(Tag.CARER_LISTS, Category.EMERGENCY.value, at)
        full = await carers.has_left_all(found)
        passport = await pain.is_given(found.link)
    page = carer_pages.list_page(
        token,
        language,
        documents,
        passport=passport,
        who=who,
        born=born,
        until=say_time(found.carer["until"], language),
        note=note,
        error=error,
        left=left,
        notes_full=full,
    )
    return page_of(request, page, status=422 if error else 200)


async def subject_of(carnet_id: UUID, language: str) -> tuple[str, str]:
    """Whose they are: the name, and the day of birth."""
    subject, texts = await carnet.subject(carnet_id), TEXTS[language]
    born = f"{texts.born[subject['sex']]} {say_day(subject['birth_date'], language)}"
    return f"{subject['given_name']} {subject['family_name'].upper()}", born
