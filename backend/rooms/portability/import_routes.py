"""Taking a notebook back in from an archive; and where one that was taken in comes from."""

from typing import Annotated, Any
from uuid import UUID

from litestar import Controller, Request, delete, get, post
from litestar.di import Provide
from litestar.params import Parameter
from litestar.types import ControllerRouterHandler

from backend.kit import runtime
from backend.kit.pages import place
from backend.kit.problems import language_of
from backend.rooms.access.categories import Category
from backend.rooms.access.guards import manages, provide_visit
from backend.rooms.access.service import Visit
from backend.rooms.identity.guards import fresh, provide_person, signed_in
from backend.rooms.identity.service import Person
from backend.rooms.portability import importing, provenance
from backend.rooms.portability.import_schemas import EarlierTraces, ImportView, NewImport, Provenance

Asked = Request[Any, Any, Any]


class ImportsController(Controller):
    path = "/api/imports"
    tags = ["portability"]
    guards = [signed_in]
    dependencies = {"person": Provide(provide_person)}

    @post("/", operation_id="beginImport", guards=[fresh])
    async def begin_import(self, person: Person, data: NewImport, request: Asked) -> ImportView:
        """Makes a notebook that awaits its archive, which then goes to /api/uploads with the kind `carnet`; or answers the one that
        already does."""
        at = runtime.get().clock.now()
        return await importing.begin(person, data, at=at, language=language_of(request))

    @get("/", operation_id="listImports")
    async def list_imports(self, person: Person, request: Asked) -> list[ImportView]:
        """Mine: those under way, and those that opened in the last seven days."""
        at = runtime.get().clock.now()
        return await importing.mine(person, at=at, language=language_of(request))

    @get("/{import_id:uuid}", operation_id="readImport")
    async def read_import(self, person: Person, import_id: UUID, request: Asked) -> ImportView:
        """How far it is; why it was refused."""
        return await importing.read(person, import_id, language=language_of(request))

    @delete("/{import_id:uuid}", operation_id="endImport", status_code=204)
    async def end_import(self, person: Person, import_id: UUID) -> None:
        """Gives it up before it opens; nothing of it remains."""
        await importing.give_up(person, import_id)


class ProvenanceController(Controller):
    path = "/api/carnets/{carnet_id:uuid}/provenance"
    tags = ["portability"]
    guards = [manages(Category.CIRCLE)]
    dependencies = {"visit": Provide(provide_visit, sync_to_thread=False)}

    @get("/", operation_id="readProvenance")
    async def read_provenance(self, visit: Visit, carnet_id: UUID) -> Provenance:
        """Where it was exported, by whom, and who had what right there. None of them has one here."""
        return await provenance.read(visit)

    @get("/traces", operation_id="readEarlierTraces")
    async def read_earlier_traces(
        self,
        visit: Visit,
        carnet_id: UUID,
        request: Asked,
        before: str | None = None,
        limit: Annotated[int, Parameter(ge=1, le=200)] = 50,
    ) -> EarlierTraces:
        """What people did there, as the archive tells it; newest first."""
        return await provenance.traces(
            visit, before=place(before) if before else None, limit=limit, language=language_of(request)
        )


ROUTES: list[ControllerRouterHandler] = [ImportsController, ProvenanceController]
