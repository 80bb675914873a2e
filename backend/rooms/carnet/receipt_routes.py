"""The receipt of an access, on paper: it names the child, which this room knows."""

import asyncio
from typing import Annotated, Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.di import Provide
from litestar.params import Parameter

from backend.kit.problems import language_of
from backend.kit.transaction import transaction
from backend.rooms.access import papers, receipts
from backend.rooms.access.categories import Category
from backend.rooms.access.guards import provide_visit, reads
from backend.rooms.access.paper_schemas import NewSignedPaper, SignedPaper
from backend.rooms.access.paper_to_sign import print_paper
from backend.rooms.access.receipt_paper import print_receipt
from backend.rooms.access.service import Visit
from backend.rooms.carnet import service


class ReceiptController(Controller):
    path = "/api/carnets/{carnet_id:uuid}/habilitations/{habilitation_id:uuid}"
    tags = ["circle"]
    dependencies = {"visit": Provide(provide_visit, sync_to_thread=False)}

    @get(
        "/receipt",
        operation_id="readReceipt",
        guards=[reads(Category.IDENTITY)],
        opt={"own_transactions": True},
        media_type="application/pdf",
    )
    async def read_receipt(
        self,
        visit: Visit,
        carnet_id: UUID,
        habilitation_id: UUID,
        request: Request[Any, Any, Any],
        language: Annotated[str | None, Parameter(pattern="^(fr|en)$")] = None,
    ) -> Response[bytes]:
        """What was given, to whom, and the texts that both agreed to. A representative's of any access; one's own."""
        chosen = language or language_of(request)
        async with transaction():
            receipt = await receipts.read(visit, habilitation_id, chosen)
            child = str((await service.subject(carnet_id))["given_name"])
        return await _paper(receipt, child, visit, chosen)


class PaperController(Controller):
    path = "/api/carnets/{carnet_id:uuid}/habilitations/{habilitation_id:uuid}"
    tags = ["circle"]
    guards = [reads(Category.IDENTITY)]
    dependencies = {"visit": Provide(provide_visit, sync_to_thread=False)}

    @get(
        "/paper",
        operation_id="printConsentPaper",
        opt={"own_transactions": True},
        media_type="application/pdf",
    )
    async def print_consent_paper(
        self,
        visit: Visit,
        carnet_id: UUID,
        habilitation_id: UUID,
        request: Request[Any, Any, Any],
        language: Annotated[str | None, Parameter(pattern="^(fr|en)$")] = None,
    ) -> Response[bytes]:
        """To be signed by hand: what is open, the text of each side, and a number that is of those terms alone."""
        chosen = language or language_of(request)
        async with transaction():
            paper = await papers.to_sign(visit, habilitation_id, chosen)
            child = str((await service.subject(carnet_id))["given_name"])
        return Response(
            await asyncio.to_thread(print_paper, paper, child, visit.at, chosen),
            media_type="application/pdf",
            headers={
                "Content-Disposition": 'inline; filename="a-signer.pdf"',
                "Cache-Control": "no-store",
            },
        )

    @get("/papers", operation_id="listSignedPapers")
    async def list_signed_papers(
        self, visit: Visit, carnet_id: UUID, habilitation_id: UUID
    ) -> list[SignedPaper]:
        """The papers that were signed for this access: a representative's of any; one's own."""
        return await papers.of(visit, habilitation_id)

    @post("/papers", operation_id="keepSignedPaper")
    async def keep_signed_paper(
        self, visit: Visit, carnet_id: UUID, habilitation_id: UUID, data: NewSignedPaper
    ) -> list[SignedPaper]:
        """Ties a scan to the text and the matrix that it bears the number of. Both sides may then read it."""
        return await papers.keep(visit, habilitation_id, data)


class TeamReceiptController(Controller):
    path = "/api/carnets/{carnet_id:uuid}/teams/{opening_id:uuid}"
    tags = ["teams"]
    dependencies = {"visit": Provide(provide_visit, sync_to_thread=False)}

    @get(
        "/receipt",
        operation_id="readTeamReceipt",
        guards=[reads(Category.IDENTITY)],
        opt={"own_transactions": True},
        media_type="application/pdf",
    )
    async def read_team_receipt(
        self,
        visit: Visit,
        carnet_id: UUID,
        opening_id: UUID,
        request: Request[Any, Any, Any],
        language: Annotated[str | None, Parameter(pattern="^(fr|en)$")] = None,
    ) -> Response[bytes]:
        """What was given to a team, profession by profession, and the text that was agreed to. For representatives."""
        chosen = language or language_of(request)
        async with transaction():
            receipt = await receipts.read_of_team(visit, opening_id, chosen)
            child = str((await service.subject(carnet_id))["given_name"])
        return await _paper(receipt, child, visit, chosen)


class TeamMemberReceiptController(Controller):
    path = "/api/carnets/{carnet_id:uuid}/teams/{opening_id:uuid}/people/{person_id:uuid}"
    tags = ["teams"]
    dependencies = {"visit": Provide(provide_visit, sync_to_thread=False)}

    @get(
        "/receipt",
        operation_id="readTeamMemberReceipt",
        guards=[reads(Category.IDENTITY)],
        opt={"own_transactions": True},
        media_type="application/pdf",
    )
    async def read_team_member_receipt(
        self,
        visit: Visit,
        carnet_id: UUID,
        opening_id: UUID,
        person_id: UUID,
        request: Request[Any, Any, Any],
        language: Annotated[str | None, Parameter(pattern="^(fr|en)$")] = None,
    ) -> Response[bytes]:
        """How one person enters by a team: what is open to their profession, and what they agreed to. A representative's of anybody of
        it; one's own."""
        chosen = language or language_of(request)
        async with transaction():
            receipt = await receipts.read_of_member(visit, opening_id, person_id, chosen)
            child = str((await service.subject(carnet_id))["given_name"])
        return await _paper(receipt, child, visit, chosen)


async def _paper(receipt: receipts.Receipt, child: str, visit: Visit, language: str) -> Response[bytes]:
    return Response(
        await asyncio.to_thread(print_receipt, receipt, child, visit.at, language),
        media_type="application/pdf",
        headers={"Content-Disposition": 'inline; filename="acces.pdf"', "Cache-Control": "no-store"},
    )
