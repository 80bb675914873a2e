"""Sending, by tus 1.0.0."""

from typing import Any
from uuid import UUID

from litestar import Controller, HttpMethod, Request, Response, delete, get, head, patch, post, route
from litestar.di import Provide
from litestar.exceptions import MethodNotAllowedException
from litestar.types import ControllerRouterHandler

from backend.kit import runtime
from backend.kit.errors import Unavailable
from backend.kit.problems import answer_error
from backend.rooms.access.guards import provide_visit
from backend.rooms.access.service import Visit
from backend.rooms.identity.guards import provide_person, signed_in
from backend.rooms.identity.service import Person
from backend.rooms.uploads import beginning, receiving, tus
from backend.rooms.uploads.errors import NotAPiece
from backend.rooms.uploads.guards import own_upload, speaks_tus
from backend.rooms.uploads.schemas import UploadView
from media.limits import VIDEO_BYTES
from media.storage import StorageError

Asked = Request[Any, Any, Any]
_SAYS = {"Tus-Resumable": tus.VERSION, "Cache-Control": "no-store"}


def _answer(status: int, headers: dict[str, str]) -> Response[None]:
    return Response(None, status_code=status, headers={**_SAYS, **headers})


def _refusal(request: Asked, error: Exception) -> Response[bytes]:
    """As everywhere, and in tus's manner; a storage that is away is worth another try."""
    answer = answer_error(request, Unavailable() if isinstance(error, StorageError) else error)
    answer.headers.update(_SAYS)
    return answer


class UploadsController(Controller):
    path = "/api/uploads"
    tags = ["uploads"]
    opt = {"own_transactions": True}
    exception_handlers = {Exception: _refusal}

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
        return await beginning.mine(person, at=runtime.get().clock.now(), carnet_id=carnet_id)

    @post(
        "/",
        operation_id="createUpload",
        guards=[signed_in, speaks_tus],
        dependencies={"person": Provide(provide_person)},
        opt={"stream_body": True},
    )
    async def create_upload(self, person: Person, request: Asked) -> Response[None]:
        """Creates what waits for its bytes; with a body, takes the first of them."""
        at = runtime.get().clock.now()
        headers = request.headers
        item_id = await beginning.begin(
            person,
            length=tus.read_count("Upload-Length", headers.get("upload-length", "")),
            header=headers.get("upload-metadata", ""),
            at=at,
        )
        visit = await beginning.enter(person, item_id, at=at)
        state = await beginning.state(item_id)
        if headers.get("content-type") == tus.PIECE and state.offset == 0 < state.length:
            state = await _receive(visit, item_id, 0, request)
        place = f"{runtime.get().settings.public_url}/api/uploads/{item_id}"
        return _answer(201, {"Location": place, **state.headers()})


class UploadController(Controller):
    path = "/api/uploads/{item_id:uuid}"
    tags = ["uploads"]
    guards = [own_upload, speaks_tus]
    opt = {"own_transactions": True}
    exception_handlers = {Exception: _refusal}
    dependencies = {"visit": Provide(provide_visit, sync_to_thread=False)}

    @head("/", operation_id="readUpload")
    async def read_upload(self, visit: Visit, item_id: UUID) -> Response[None]:
        """How many bytes stand."""
        return _answer(200, (await beginning.state(item_id)).headers())

    @patch("/", operation_id="continueUpload", opt={"stream_body": True}, status_code=204)
    async def continue_upload(self, visit: Visit, item_id: UUID, request: Asked) -> Response[None]:
        """The next bytes; what arrives before a cut is kept."""
        return await _go_on(visit, item_id, request)

    @delete("/", operation_id="endUpload", status_code=204)
    async def end_upload(self, visit: Visit, item_id: UUID) -> Response[None]:
        """Gives up; nothing of it remains."""
        await beginning.cancel(item_id)
        return _answer(204, {})

    @post("/", operation_id="overrideUpload", opt={"stream_body": True}, status_code=204)
    async def override_upload(self, visit: Visit, item_id: UUID, request: Asked) -> Response[None]:
        """PATCH or DELETE, named by X-HTTP-Method-Override, for those whose network lets neither through."""
        method = request.headers.get("x-http-method-override", "").upper()
        if method == "PATCH":
            return await _go_on(visit, item_id, request)
        if method == "DELETE":
            await beginning.cancel(item_id)
            return _answer(204, {})
        raise MethodNotAllowedException


async def _go_on(visit: Visit, item_id: UUID, request: Asked) -> Response[None]:
    if request.headers.get("content-type") != tus.PIECE:
        raise NotAPiece
    offset = tus.read_count("Upload-Offset", request.headers.get("upload-offset", ""))
    state = await _receive(visit, item_id, offset, request)
    told = state.headers()
    return _answer(204, {name: told[name] for name in ("Upload-Offset", "Upload-Expires") if name in told})


async def _receive(visit: Visit, item_id: UUID, offset: int, request: Asked) -> tus.State:
    announced = request.headers.get("content-length", "")
    return await receiving.receive(
        visit,
        item_id,
        offset=offset,
        announced=min(int(announced), tus.MOST_COUNT) if announced.isdecimal() else 0,
        source=request.receive,
        checksum=tus.read_checksum(request.headers.get("upload-checksum", "")),
    )


ROUTES: list[ControllerRouterHandler] = [UploadsController, UploadController]
