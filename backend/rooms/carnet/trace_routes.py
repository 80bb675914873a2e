"""A copy of « Qui a vu » to keep: it says whose notebook it is of."""

from typing import Annotated, Any
from uuid import UUID

from litestar import Controller, Request, Response, get
from litestar.di import Provide
from litestar.params import Parameter

from backend.kit.problems import language_of
from backend.rooms.access import trace_export
from backend.rooms.access.categories import Category
from backend.rooms.access.guards import manages, provide_visit
from backend.rooms.access.service import Visit
from backend.rooms.access.trace_export import Format
from backend.rooms.access.trace_routes import provide_asked
from backend.rooms.audit.reading import Asked
from backend.rooms.carnet import service


class TraceCopyController(Controller):
    path = "/api/carnets/{carnet_id:uuid}/traces"
    tags = ["circle"]
    dependencies = {
        "visit": Provide(provide_visit, sync_to_thread=False),
        "asked": Provide(provide_asked, sync_to_thread=False),
    }

    @get(
        "/export",
        operation_id="exportTraces",
        guards=[manages(Category.CIRCLE, fresh_proof=True)],
        opt={"own_transactions": True},
        media_type="application/octet-stream",
    )
    async def export_traces(
        self,
        visit: Visit,
        carnet_id: UUID,
        asked: Asked,
        request: Request[Any, Any, Any],
        format: Format = "csv",
        language: Annotated[str | None, Parameter(pattern="^(fr|en)$")] = None,
    ) -> Response[bytes]:
        """What the filters tell, to keep: each act as CSV, or the sentences as PDF."""
        subject = await service.subject(carnet_id)
        made = await trace_export.made(
            visit, asked, format, subject=subject["given_name"], language=language or language_of(request)
        )
        return Response(
            made.body,
            media_type=made.media_type,
            headers={
                "Content-Disposition": f'attachment; filename="{made.filename}"',
                "Cache-Control": "no-store",
            },
        )
