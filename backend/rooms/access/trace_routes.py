"""« Qui a vu »: what was done in a notebook, by whom; one's own acts. A copy to keep is in the carnet room, which knows the child's name."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from litestar import Controller, Request, get
from litestar.di import Provide
from litestar.params import Parameter

from backend.kit.errors import Invalid
from backend.kit.pages import place
from backend.kit.problems import language_of
from backend.rooms.access import looking
from backend.rooms.access.categories import Category
from backend.rooms.access.guards import manages, provide_visit, reads
from backend.rooms.access.service import Visit
from backend.rooms.access.trace_schemas import TraceDays, TraceGroupLines, TracePage
from backend.rooms.audit.kinds import Kind
from backend.rooms.audit.reading import Asked

AnyRequest = Request[Any, Any, Any]
Before = str | None
NOBODY = "nobody"
Limit = Annotated[int, Parameter(ge=1, le=200)]


def provide_asked(
    person: str | None = None,
    category: Category | None = None,
    kind: Kind | None = None,
    start: Annotated[date | None, Parameter(query="from")] = None,
    stop: Annotated[date | None, Parameter(query="to")] = None,
) -> Asked:
    """`person`: a number, or `nobody` for those without an account. `from` and `to`: days of France, both told."""
    return Asked(
        person=_number(person) if person and person != NOBODY else None,
        nobody=person == NOBODY,
        category=category.value if category else None,
        kind=kind,
        start=start,
        stop=stop,
    )


def _number(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Invalid(
            {"person": {"fr": "Choisissez une personne de la liste.", "en": "Choose someone from the list."}}
        ) from None


class TracesController(Controller):
    path = "/api/carnets/{carnet_id:uuid}/traces"
    tags = ["circle"]
    dependencies = {
        "visit": Provide(provide_visit, sync_to_thread=False),
        "asked": Provide(provide_asked, sync_to_thread=False),
    }

    @get("/", operation_id="readTraces", guards=[manages(Category.CIRCLE)])
    async def read_traces(
        self,
        visit: Visit,
        carnet_id: UUID,
        asked: Asked,
        request: AnyRequest,
        before: Before = None,
        limit: Limit = 50,
    ) -> TracePage:
        """Who did what, newest first. `before` is the `next` of the page before."""
        return await looking.page(
            visit, asked, before=place(before) if before else None, limit=limit, language=language_of(request)
        )

    @get("/mine", operation_id="readOwnTraces", guards=[reads(Category.IDENTITY)])
    async def read_own_traces(
        self,
        visit: Visit,
        carnet_id: UUID,
        asked: Asked,
        request: AnyRequest,
        before: Before = None,
        limit: Limit = 50,
    ) -> TracePage:
        """What one did oneself in this notebook, newest first; `person` changes nothing."""
        return await looking.page(
            visit,
            asked,
            before=place(before) if before else None,
            limit=limit,
            language=language_of(request),
            own=True,
        )

    @get("/days", operation_id="readTraceDays", guards=[reads(Category.IDENTITY)])
    async def read_trace_days(
        self, visit: Visit, carnet_id: UUID, asked: Asked, request: AnyRequest, before: date | None = None
    ) -> TraceDays:
        """Day by day, a person's like acts as one sentence; for who is not a representative, their own acts alone."""
        return await looking.days(visit, asked, before=before, language=language_of(request))

    @get("/{trace_id:uuid}/alike", operation_id="readAlikeTraces", guards=[reads(Category.IDENTITY)])
    async def read_alike(
        self, visit: Visit, carnet_id: UUID, trace_id: UUID, request: AnyRequest
    ) -> TraceGroupLines:
        """The acts that `readTraceDays` tells in the same sentence as this one, newest first; 1 000 at most."""
        return await looking.alike(visit, trace_id, language=language_of(request))
