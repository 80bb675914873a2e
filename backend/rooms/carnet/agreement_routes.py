"""Acts that need both parents, and who may decide: facts with their proof."""

from uuid import UUID

from litestar import Controller, delete, get, post
from litestar.di import Provide

from backend.rooms.access.categories import Category
from backend.rooms.access.guards import manages, provide_visit, represents
from backend.rooms.access.service import Visit
from backend.rooms.carnet import agreeing
from backend.rooms.carnet.agreement_schemas import (
    AgreementView,
    Answer,
    Answered,
    Contest,
    DeciderView,
    DecisionView,
    NewDecision,
    RemovalAsked,
)


class AgreementsController(Controller):
    path = "/api/carnets/{carnet_id:uuid}/agreements"
    tags = ["agreements"]
    dependencies = {"visit": Provide(provide_visit, sync_to_thread=False)}

    @get("/", operation_id="listAgreements", guards=[represents(Category.IDENTITY)])
    async def list_agreements(self, visit: Visit, carnet_id: UUID) -> list[AgreementView]:
        """What a representative asks of the others, until it is answered or seven days have passed."""
        return await agreeing.open_ones(visit)

    @post(
        "/",
        operation_id="askRemoval",
        guards=[manages(Category.IDENTITY, fresh_proof=True)],
        status_code=200,
    )
    async def ask_removal(self, visit: Visit, carnet_id: UUID, data: RemovalAsked) -> Answered:
        """Asks that another representative’s access end; done at once when a decision says so. Closing is asked by closeCarnet."""
        return await agreeing.ask_removal(visit, data.habilitation_id)

    @post(
        "/{agreement_id:uuid}/answer",
        operation_id="answerAgreement",
        guards=[represents(Category.IDENTITY)],
        status_code=200,
    )
    async def answer_agreement(
        self, visit: Visit, carnet_id: UUID, agreement_id: UUID, data: Answer
    ) -> Answered:
        """Agrees (with a fresh proof), refuses, or takes back what one asked. The last to agree does it."""
        return await agreeing.answer(visit, agreement_id, agree=data.agree)


class DecisionsController(Controller):
    path = "/api/carnets/{carnet_id:uuid}/decisions"
    tags = ["agreements"]
    dependencies = {"visit": Provide(provide_visit, sync_to_thread=False)}

    @get("/", operation_id="listDecisions", guards=[represents(Category.IDENTITY)])
    async def list_decisions(self, visit: Visit, carnet_id: UUID) -> list[DecisionView]:
        """Facts about who may decide that a representative recorded here: for every representative, who only is informed too."""
        return await agreeing.listed(visit)

    @get("/people", operation_id="listDeciders", guards=[represents(Category.IDENTITY)])
    async def list_deciders(self, visit: Visit, carnet_id: UUID) -> list[DeciderView]:
        """What each representative may do today, by what is recorded."""
        return await agreeing.deciders(visit)

    @post("/try", operation_id="tryDecision", guards=[represents(Category.IDENTITY)], status_code=200)
    async def try_decision(self, visit: Visit, carnet_id: UUID, data: NewDecision) -> list[DeciderView]:
        """What recording it would leave to each. Nothing is recorded."""
        return await agreeing.tried(visit, data)

    @post("/", operation_id="recordDecision", guards=[represents(Category.IDENTITY)])
    async def record_decision(self, visit: Visit, carnet_id: UUID, data: NewDecision) -> list[DecisionView]:
        """Records one with its proof; the other representatives are told at once."""
        return await agreeing.record(visit, data)

    @post(
        "/{decision_id:uuid}/contest",
        operation_id="contestDecision",
        guards=[represents(Category.IDENTITY)],
        status_code=200,
    )
    async def contest_decision(
        self, visit: Visit, carnet_id: UUID, decision_id: UUID, data: Contest
    ) -> list[DecisionView]:
        """Contested by another representative, it counts for nothing here."""
        await agreeing.contest(visit, decision_id, contests=data.contests)
        return await agreeing.recorded(visit)

    @delete(
        "/{decision_id:uuid}",
        operation_id="removeDecision",
        guards=[represents(Category.IDENTITY)],
        status_code=204,
    )
    async def remove_decision(self, visit: Visit, carnet_id: UUID, decision_id: UUID) -> None:
        """By who recorded it."""
        await agreeing.drop(visit, decision_id)
