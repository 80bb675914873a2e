"""The seal of « Qui a vu »: the newest signed root for every phone of the circle; proofs to take away for representatives."""

from typing import Annotated
from uuid import UUID

from litestar import Controller, Response, get
from litestar.di import Provide
from litestar.params import Parameter
from litestar.response import Stream

from backend.kit import runtime
from backend.kit.days import day_of
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.guards import manages, provide_visit, reads
from backend.rooms.access.seal_schemas import SealState
from backend.rooms.access.service import Visit
from backend.rooms.audit import proving
from backend.rooms.audit.proofs import written_file
from backend.rooms.audit.tags import Tag

Since = Annotated[int | None, Parameter(ge=1)]


class SealController(Controller):
    path = "/api/carnets/{carnet_id:uuid}/traces"
    tags = ["circle"]
    dependencies = {"visit": Provide(provide_visit, sync_to_thread=False)}

    @get("/seal", operation_id="readSeal", guards=[reads(Category.IDENTITY)])
    async def read_seal(self, visit: Visit, carnet_id: UUID, since: Since = None) -> SealState:
        """The newest signed root and, since an older one, that nothing was changed or removed. How many lines there are, for representatives."""
        counts = visit.habilitation.may(Category.CIRCLE, Right.MANAGE)
        settings = runtime.get().settings
        return SealState(
            state=await proving.state(carnet_id, since=since, with_head=counts),
            months=settings.trace_months,
            reason=settings.trace_reason,
        )

    @get(
        "/sealed",
        operation_id="downloadSealedTraces",
        guards=[manages(Category.CIRCLE, fresh_proof=True)],
        media_type="application/json",
    )
    async def download_sealed(self, visit: Visit, carnet_id: UUID) -> Stream:
        """Every line of this notebook with its proofs, for `cs3 audit verify`. Wants a fresh proof."""
        await visit.trace(Tag.TRACES_SEALED)
        return Stream(
            await proving.history(carnet_id, visit.viewer),
            media_type="application/json",
            headers=_named(f"qui-a-vu-scelle-{day_of(visit.at)}.json"),
        )

    @get(
        "/{trace_id:uuid}/proof",
        operation_id="downloadTraceProof",
        guards=[manages(Category.CIRCLE)],
        media_type="application/json",
    )
    async def download_proof(self, visit: Visit, carnet_id: UUID, trace_id: UUID) -> Response[bytes]:
        """One line, with what shows that it is in the sealed trace. 404 too while it waits to be sealed: two seconds."""
        await visit.trace_viewing(Tag.TRACE_PROOF, trace_id)
        return Response(
            written_file(await proving.one_line(carnet_id, trace_id, visit.viewer)),
            media_type="application/json",
            headers=_named(f"trace-{trace_id}.json"),
        )


def _named(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
