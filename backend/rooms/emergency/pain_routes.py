"""The pain passport behind a code: the family's choice, and the page that a carer reads for four hours. No account, no script there."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, put
from litestar.di import Provide
from msgspec import Struct

from backend.kit import runtime
from backend.kit.errors import NotFound
from backend.kit.transaction import transaction
from backend.rooms.access.categories import Category
from backend.rooms.access.guards import manages, provide_visit, reads
from backend.rooms.access.service import Visit, overtaken
from backend.rooms.audit.tags import SHEET_READ, Tag
from backend.rooms.captures import by_code
from backend.rooms.emergency import pain, pain_pages
from backend.rooms.emergency.carer_answers import over, page_of, stream
from backend.rooms.emergency.carer_routes import answer_away, inside_of, subject_of
from backend.rooms.emergency.opening import Over
from backend.rooms.emergency.previews import nobody_reads
from backend.rooms.emergency.public_routes import language_for, notice_page
from backend.rooms.emergency.schemas import SheetPerson, SignedBy
from backend.rooms.sheets import pain as passport
from backend.rooms.sheets.line_schemas import UrgentChoice

AnyRequest = Request[Any, Any, Any]
_OPT = {"own_transactions": True}


class PainBehindCode(Struct):
    """`shown`: carers with a code read it. `chosen`: who decided last, when somebody did."""

    shown: bool
    chosen: SignedBy | None


class PainChoiceController(Controller):
    path = "/api/carnets/{carnet_id:uuid}/emergency/pain-passport"
    tags = ["emergency"]
    dependencies = {"visit": Provide(provide_visit, sync_to_thread=False)}

    @get("/", operation_id="readPainChoice", guards=[reads(Category.HABITS)])
    async def read_choice(self, visit: Visit, carnet_id: UUID) -> PainBehindCode:
        """Whether carers with a code read the pain passport."""
        await visit.trace_viewing(SHEET_READ[passport.SHEET])
        return await _chosen(carnet_id)

    @put("/", operation_id="choosePain", guards=[reads(Category.HABITS), manages(Category.EMERGENCY)])
    async def choose(self, visit: Visit, carnet_id: UUID, data: UrgentChoice) -> PainBehindCode:
        """Shown to whoever holds a code and says who they are, or kept for the circle. By who keeps up the urgent sheet; 409 when what stands
        there is not what they saw."""
        if data.shown and data.seen is not None and not await passport.was_read(carnet_id, data.seen):
            raise await overtaken(visit, SHEET_READ[passport.SHEET], await _chosen(carnet_id))
        await passport.choose(visit, data.shown)
        return await _chosen(carnet_id)


async def _chosen(carnet_id: UUID) -> PainBehindCode:
    said = await passport.choice(carnet_id)
    signed = SignedBy(by=SheetPerson(id=said.by, name=said.name), at=said.at) if said.by and said.at else None
    return PainBehindCode(shown=said.shown, chosen=signed)


class CarersPainController(Controller):
    path = "/u/{token:str}/douleur"
    tags = ["emergency"]
    exception_handlers = {Exception: answer_away}

    @get("/", operation_id="readEmergencyPain", opt=_OPT, media_type="text/html")
    async def read_page(self, token: str, request: AnyRequest) -> Response[Any]:
        """How pain shows, what differs from a seizure, what soothes, two films. The words need no file."""
        if why := nobody_reads(request.headers):
            return notice_page(request, why)
        at, language = runtime.get().clock.now(), language_for(request)
        async with transaction():
            found = await inside_of(request, token)
            if isinstance(found, Over):
                return over(request, found.notice, token)
            given = await pain.given(found.link, at=at, language=language)
            await found.trace(Tag.CARER_READS_PAIN, Category.HABITS.value, at)
            who, born = await subject_of(found.carnet_id, language)
        return page_of(request, pain_pages.passport_page(token, language, given, who=f"{who} · {born}"))

    @get("/{film:str}/{name:str}", operation_id="readEmergencyPainFilm", opt=_OPT)
    async def read_film(self, token: str, film: str, name: str, request: AnyRequest) -> Response[Any]:
        """The light copy of a film of it (`play`) in ranges, or its still (`poster`); kept by nobody."""
        at = runtime.get().clock.now()
        async with transaction():
            found = await inside_of(request, token)
            if isinstance(found, Over):
                return over(request, found.notice, token)
            one = await pain.film(found.link, film, at=at)
            if name != "play" and name != "poster":
                raise NotFound
            if name == "play":
                await found.trace(Tag.CARER_READS_PAIN, one.category, at, one.id)

            async def still() -> None:
                await _still(request, token, film, runtime.get().clock.now())

            headers = dict(request.headers.items())
            served = await by_code.part(found.carnet_id, one, name, headers=headers, still=still)
        return await stream(served)


async def _still(request: AnyRequest, token: str, film: str, at: datetime) -> None:
    """Looks again in the middle of a long answer. Raises NotFound once it is over."""
    async with transaction():
        found = await inside_of(request, token)
        if isinstance(found, Over):
            raise NotFound
        await pain.film(found.link, film, at=at)
