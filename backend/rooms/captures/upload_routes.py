"""Sending, by tus 1.0.0."""

from typing import Any
from uuid import UUID

from litestar import Controller, HttpMethod, Request, Response, delete, get, head, patch, post, route
from litestar.di import Provide

from backend.kit import runtime
from backend.rooms.access.guards import provide_visit
from backend.rooms.access.service import Visit
from backend.rooms.captures import tus, uploads
from backend.rooms.captures.errors import NotAPatch
from backend.rooms.captures.guards import own_upload, speaks_tus
from backend.rooms.captures.schemas import UploadView
from backend.rooms.identity.guards import provide_person, signed_in
from backend.rooms.identity.service import Person
from media.limits import VIDEO_BYTES

Asked = Request[Any, Any, Any]
_SAYS = {"Tus-Resumable": tus.VERSION}


def _answer(status: int, headers: dict[str, str]) -> Response[None]:
    return Response(None, status_code=status, headers={**_SAYS, "Cache-Control": "no-store", **headers})


class UploadsController(Controller):
    path = "/api/uploads"
    tags = ["uploads"]
    opt = {"own_transactions": True}

    @route(
        "/",
        http_method=[HttpMethod.OPTIONS],
        operation_id="describeUploads",
        opt={"no_transaction": True, "any_origin": True},
        status_code=204,
    )
    async def announce_uploads(self) -> Response[None]:
        """What this server knows of tus."""
        return _answer(
            204,
            {
                "Tus-Version": tus.VERSION,
                "Tus-Extension": tus.EXTENSIONS,
                "Tus-Max-Size": str(VIDEO_BYTES),
                "Tus-Checksum-Algorithm": ",".join(tus.ALGORITHMS),
            },
        )

    @get(
        "/",
        operation_id="listUploads",
        guards=[signed_in],
        dependencies={"person": Provide(provide_person)},
    )
    async def list_uploads(self, person: Person, carnet_id: UUID | None = None) -> list[UploadView]:
        """Mine that still wait for bytes."""
        return await uploads.mine(person, at=runtime.get().clock.now(), carnet_id=carnet_id)

    @post(
        "/",
        operation_id="createUpload",
        guards=[signed_in, speaks_tus],
        dependencies={"person": Provide(provide_person)},
        opt={"stream_body": True},
    )
    async def create_upload(self, person: Person, request: Asked) -> Response[None]:
        """Creates a capture that waits for its bytes; with a body, takes the first of them."""
        at = runtime.get().clock.now()
        headers = request.headers
        capture_id = await uploads.begin(
            person,
            length=tus.read_count("Upload-Length", headers.get("upload-length", "")),
            metadata=tus.read_metadata(headers.get("upload-metadata", "")),
            at=at,
        )
        offset, _, ends = await uploads.state(person, capture_id, at=at)
        if headers.get("content-type") == tus.PIECE and offset == 0:
            visit = await uploads.enter(person, capture_id, at=at)
            offset, ends = await uploads.go_on(
                visit, capture_id, offset=0, receive=request.receive, checksum=_checksum(request)
            )
        return _answer(
            201,
            {
                "Location": f"{runtime.get().settings.public_url}/api/uploads/{capture_id}",
                "Upload-Offset": str(offset),
                **({"Upload-Expires": tus.expires(ends)} if ends else {}),
            },
        )


class UploadController(Controller):
    path = "/api/uploads/{capture_id:uuid}"
    tags = ["uploads"]
    guards = [own_upload, speaks_tus]
    opt = {"own_transactions": True}
    dependencies = {"visit": Provide(provide_visit, sync_to_thread=False)}

    @head("/", operation_id="readUpload")
    async def read_upload(self, visit: Visit, capture_id: UUID) -> Response[None]:
        """How many bytes stand."""
        offset, length, ends = await uploads.state(visit.person, capture_id, at=visit.at)
        return _answer(
            200,
            {
                "Upload-Offset": str(offset),
                "Upload-Length": str(length),
                **({"Upload-Expires": tus.expires(ends)} if ends else {}),
            },
        )

    @patch("/", operation_id="continueUpload", opt={"stream_body": True}, status_code=204)
    async def continue_upload(self, visit: Visit, capture_id: UUID, request: Asked) -> Response[None]:
        """The next bytes; what arrives before a cut is kept."""
        if request.headers.get("content-type") != tus.PIECE:
            raise NotAPatch
        offset, ends = await uploads.go_on(
            visit,
            capture_id,
            offset=tus.read_count("Upload-Offset", request.headers.get("upload-offset", "")),
            receive=request.receive,
            checksum=_checksum(request),
        )
        return _answer(
            204, {"Upload-Offset": str(offset), **({"Upload-Expires": tus.expires(ends)} if ends else {})}
        )

    @delete("/", operation_id="endUpload", opt={"own_transactions": False}, status_code=204)
    async def end_upload(self, visit: Visit, capture_id: UUID) -> Response[None]:
        """Gives up; nothing of it remains."""
        await uploads.cancel(visit, capture_id)
        return _answer(204, {})


def _checksum(request: Asked) -> tus.Checksum | None:
    return tus.read_checksum(request.headers.get("upload-checksum", ""))
