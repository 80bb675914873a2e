"""Copies of a whole notebook. Representatives only, each their own."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, delete, get, head, post
from litestar.di import Provide
from litestar.response import Stream
from litestar.types import ControllerRouterHandler

from backend.rooms.access.categories import Category
from backend.rooms.access.guards import manages, provide_visit
from backend.rooms.access.service import Visit
from backend.rooms.portability import service, serving
from backend.rooms.portability.schemas import Exports, ExportView
from backend.rooms.uploads.files import Served

Asked = Request[Any, Any, Any]


class ExportsController(Controller):
    path = "/api/carnets/{carnet_id:uuid}/exports"
    tags = ["portability"]
    guards = [manages(Category.IDENTITY)]
    dependencies = {"visit": Provide(provide_visit, sync_to_thread=False)}

    @get("/", operation_id="readExports")
    async def read_exports(self, visit: Visit, carnet_id: UUID) -> Exports:
        """What a copy made now would hold, and the copies that I asked for."""
        return await service.read(visit)

    @post(
        "/",
        operation_id="askExport",
        guards=[manages(Category.IDENTITY, fresh_proof=True)],
        status_code=200,
    )
    async def ask_export(self, visit: Visit, carnet_id: UUID) -> ExportView:
        """Prepares a copy of everything; asked twice, it is the same one. Wants a fresh proof."""
        return await service.ask(visit)

    @get("/{export_id:uuid}", operation_id="readExport")
    async def read_export(self, visit: Visit, carnet_id: UUID, export_id: UUID) -> ExportView:
        """How far one of mine is."""
        return await service.read_one(visit, export_id)

    @delete("/{export_id:uuid}", operation_id="endExport", status_code=204)
    async def end_export(self, visit: Visit, carnet_id: UUID, export_id: UUID) -> None:
        """It is not kept any longer."""
        await service.end(visit, export_id)

    @get(
        "/{export_id:uuid}/archive",
        operation_id="downloadExport",
        opt={"own_transactions": True},
        media_type="application/zip",
    )
    async def download_export(
        self, visit: Visit, carnet_id: UUID, export_id: UUID, request: Asked
    ) -> Response[Any]:
        """The zip, whole or a range: a download that was cut goes on where it was."""
        served = await serving.serve(visit, export_id, headers=dict(request.headers.items()))
        if served.chunks is None:
            return _bare(served)
        return Stream(
            served.chunks, status_code=served.status, headers=served.headers, media_type=served.media_type
        )

    @head("/{export_id:uuid}/archive", operation_id="headExport", opt={"own_transactions": True})
    async def head_export(
        self, visit: Visit, carnet_id: UUID, export_id: UUID, request: Asked
    ) -> Response[None]:
        """What downloadExport would say before its bytes."""
        return _bare(
            await serving.serve(visit, export_id, headers=dict(request.headers.items()), whole=False)
        )


def _bare(served: Served) -> Response[Any]:
    return Response(b"", status_code=served.status, headers=served.headers, media_type=served.media_type)


ROUTES: list[ControllerRouterHandler] = [ExportsController]
