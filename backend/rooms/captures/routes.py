"""The album's routes."""

from typing import Annotated, Any, Literal
from uuid import UUID

from litestar import Controller, Request, Response, delete, get, head, patch, post
from litestar.di import Provide
from litestar.params import Parameter
from litestar.response import Stream
from litestar.types import ControllerRouterHandler

from backend.kit.pages import place
from backend.kit.problems import language_of
from backend.rooms.access.guards import provide_visit
from backend.rooms.access.service import Visit
from backend.rooms.captures import cutting, files, timeline
from backend.rooms.captures.guards import album
from backend.rooms.captures.schemas import (
    CaptureChange,
    CapturePage,
    CaptureView,
    Kind,
    MadeClip,
    Month,
    NewClip,
    OpenCapture,
)
from backend.rooms.uploads.files import Served
from backend.rooms.uploads.schemas import Same, Sums

Asked = Request[Any, Any, Any]
CopyName = Literal["small", "medium", "large", "poster", "play", "clean", "original"]


class CapturesController(Controller):
    path = "/api/carnets/{carnet_id:uuid}"
    tags = ["captures"]
    guards = [album]
    dependencies = {"visit": Provide(provide_visit, sync_to_thread=False)}

    @get("/captures", operation_id="listCaptures")
    async def list_captures(
        self,
        visit: Visit,
        carnet_id: UUID,
        request: Asked,
        before: str | None = None,
        limit: Annotated[int, Parameter(ge=1, le=200)] = 60,
        kind: Kind | None = None,
    ) -> CapturePage:
        """Photos and films, newest taken first. `before` is the `next` of the page before."""
        return await timeline.page(
            visit,
            before=place(before) if before else None,
            limit=limit,
            kind=kind,
            language=language_of(request),
        )

    @get("/captures/months", operation_id="countCaptures")
    async def count_captures(self, visit: Visit, carnet_id: UUID) -> list[Month]:
        """How many in each month, newest first."""
        return await timeline.months(visit)

    @post("/captures/same", operation_id="findSameCaptures", status_code=200)
    async def find_same_captures(self, visit: Visit, carnet_id: UUID, data: Sums) -> list[Same]:
        """Of files about to be sent, those that the album holds already, as far as I see it."""
        return await timeline.same(visit, data.sha256)

    @get("/captures/{capture_id:uuid}", operation_id="readCapture")
    async def read_capture(
        self, visit: Visit, carnet_id: UUID, capture_id: UUID, request: Asked
    ) -> OpenCapture:
        """One photo or film: its state, its note, its copies."""
        return await timeline.read(visit, capture_id, language_of(request))

    @patch("/captures/{capture_id:uuid}", operation_id="changeCapture")
    async def change_capture(
        self, visit: Visit, carnet_id: UUID, capture_id: UUID, data: CaptureChange, request: Asked
    ) -> CaptureView:
        """Its note, tags, date or album; 409 with the state of now when somebody was faster."""
        return await timeline.change(visit, capture_id, data, language_of(request))

    @delete("/captures/{capture_id:uuid}", operation_id="binCapture", status_code=204)
    async def bin_capture(self, visit: Visit, carnet_id: UUID, capture_id: UUID) -> None:
        """Into the bin, for 30 days."""
        await timeline.put_in_bin(visit, capture_id)

    @post("/captures/{capture_id:uuid}/restore", operation_id="restoreCapture", status_code=200)
    async def restore_capture(
        self, visit: Visit, carnet_id: UUID, capture_id: UUID, request: Asked
    ) -> CaptureView:
        """Out of the bin."""
        return await timeline.restore(visit, capture_id, language_of(request))

    @post("/captures/{capture_id:uuid}/clips", operation_id="cutClip")
    async def cut_clip(
        self, visit: Visit, carnet_id: UUID, capture_id: UUID, data: NewClip, request: Asked
    ) -> MadeClip:
        """Some seconds of a film, kept as a film of their own in the same album, prepared like any other; what hides the film hides it too."""
        return MadeClip(await cutting.cut(visit, capture_id, data, language_of(request)))

    @get("/bin", operation_id="listBin")
    async def list_bin(self, visit: Visit, carnet_id: UUID, request: Asked) -> list[CaptureView]:
        """What can still be restored."""
        return await timeline.bin_of(visit, language_of(request))

    @get(
        "/captures/{capture_id:uuid}/files/{rendition:str}",
        operation_id="readCaptureFile",
        opt={"own_transactions": True},
    )
    async def read_capture_file(
        self, visit: Visit, carnet_id: UUID, capture_id: UUID, rendition: CopyName, request: Asked
    ) -> Response[Any]:
        """The bytes of one copy, whole or a range. 202 while a cleaned original is being made."""
        served = await files.serve(visit, capture_id, rendition, headers=dict(request.headers.items()))
        if served.chunks is None:
            return _bare(served)
        return Stream(
            served.chunks, status_code=served.status, headers=served.headers, media_type=served.media_type
        )

    @head(
        "/captures/{capture_id:uuid}/files/{rendition:str}",
        operation_id="headCaptureFile",
        opt={"own_transactions": True},
    )
    async def head_capture_file(
        self, visit: Visit, carnet_id: UUID, capture_id: UUID, rendition: CopyName, request: Asked
    ) -> Response[None]:
        """What readCaptureFile would say before its bytes."""
        return _bare(await files.serve(visit, capture_id, rendition, headers=dict(request.headers.items())))


def _bare(served: Served) -> Response[Any]:
    return Response(b"", status_code=served.status, headers=served.headers, media_type=served.media_type)


ROUTES: list[ControllerRouterHandler] = [CapturesController]
