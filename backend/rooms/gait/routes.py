"""The gait room's routes."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, delete, get, patch, post
from litestar.di import Provide
from litestar.types import ControllerRouterHandler

from backend.kit.problems import language_of
from backend.kit.requests import whole_body
from backend.rooms.access.categories import Category
from backend.rooms.access.guards import adds, provide_visit, reads
from backend.rooms.access.service import Visit
from backend.rooms.captures.guards import album
from backend.rooms.gait import jobs, measures, report_readers, reports, table, treatments
from backend.rooms.gait.report_schemas import REPORT_LIMIT, MadeReport, Readers, ReportPlace, understood
from backend.rooms.gait.schemas import (
    Gait,
    Measures,
    NewMeasure,
    NewTreatment,
    TreatmentChange,
    TreatmentView,
)

__all__ = ["ROUTES", "jobs"]

Asked = Request[Any, Any, Any]


class GaitController(Controller):
    path = "/api/carnets/{carnet_id:uuid}/gait"
    tags = ["gait"]
    dependencies = {"visit": Provide(provide_visit, sync_to_thread=False)}

    @get("/", operation_id="readGait", guards=[reads(Category.GAIT)])
    async def read_gait(self, visit: Visit, carnet_id: UUID, request: Asked) -> Gait:
        """The gait films with how each was filmed, and the treatments between them."""
        return await treatments.overview(visit, language_of(request))

    @get("/treatments", operation_id="listTreatments", guards=[reads(Category.GAIT)])
    async def list_treatments(self, visit: Visit, carnet_id: UUID) -> list[TreatmentView]:
        """The dated treatments alone, newest first."""
        return await treatments.dated(visit)

    @post("/treatments", operation_id="addTreatment", guards=[adds(Category.GAIT)])
    async def add_treatment(self, visit: Visit, carnet_id: UUID, data: NewTreatment) -> TreatmentView:
        """An injection, an orthosis, an operation, on its day."""
        return await treatments.add(visit, data)

    @patch("/treatments/{treatment_id:uuid}", operation_id="changeTreatment", guards=[adds(Category.GAIT)])
    async def change_treatment(
        self, visit: Visit, carnet_id: UUID, treatment_id: UUID, data: TreatmentChange
    ) -> TreatmentView:
        """By its author, or who manages the gait films; 409 with the treatment of now when somebody was faster."""
        return await treatments.change(visit, treatment_id, data)

    @delete(
        "/treatments/{treatment_id:uuid}",
        operation_id="binTreatment",
        guards=[adds(Category.GAIT)],
        status_code=204,
    )
    async def bin_treatment(self, visit: Visit, carnet_id: UUID, treatment_id: UUID) -> None:
        """Into the bin, for 30 days."""
        await treatments.put_in_bin(visit, treatment_id)

    @post(
        "/treatments/{treatment_id:uuid}/restore",
        operation_id="restoreTreatment",
        guards=[adds(Category.GAIT)],
        status_code=200,
    )
    async def restore_treatment(self, visit: Visit, carnet_id: UUID, treatment_id: UUID) -> TreatmentView:
        """Out of the bin."""
        return await treatments.restore(visit, treatment_id)


class MeasuresController(Controller):
    path = "/api/carnets/{carnet_id:uuid}/captures/{capture_id:uuid}/measures"
    tags = ["gait"]
    guards = [album]
    dependencies = {"visit": Provide(provide_visit, sync_to_thread=False)}

    @get("/", operation_id="listMeasures")
    async def list_measures(self, visit: Visit, carnet_id: UUID, capture_id: UUID) -> Measures:
        """What people set on this film’s images, and what its marks come to. Annotations by people: no diagnosis."""
        return await measures.read(visit, capture_id)

    @post("/", operation_id="addMeasure")
    async def add_measure(
        self, visit: Visit, carnet_id: UUID, capture_id: UUID, data: NewMeasure
    ) -> Measures:
        """An angle, a line against the vertical, or a mark of contact or toe off, on one image. Answers all of the film’s."""
        return await measures.add(visit, capture_id, data)

    @delete("/{measure_id:uuid}", operation_id="binMeasure", status_code=204)
    async def bin_measure(self, visit: Visit, carnet_id: UUID, capture_id: UUID, measure_id: UUID) -> None:
        """Into the bin, for 30 days: by its author, or who manages the album."""
        await measures.put_in_bin(visit, capture_id, measure_id)

    @post("/{measure_id:uuid}/restore", operation_id="restoreMeasure", status_code=200)
    async def restore_measure(
        self, visit: Visit, carnet_id: UUID, capture_id: UUID, measure_id: UUID
    ) -> Measures:
        """Out of the bin."""
        return await measures.restore(visit, capture_id, measure_id)

    @get("/table", operation_id="exportMeasures", media_type="text/csv")
    async def export_measures(
        self, visit: Visit, carnet_id: UUID, capture_id: UUID, request: Asked
    ) -> Response[bytes]:
        """The same as CSV, each line saying that a person set it."""
        made = await table.make(visit, capture_id, language_of(request))
        return Response(
            made.body,
            media_type="text/csv; charset=utf-8",
            headers={
                "Content-Disposition": f'attachment; filename="{made.filename}"',
                "Cache-Control": "no-store",
            },
        )


class ReportsController(Controller):
    """Images of films in a letter."""

    path = "/api/carnets/{carnet_id:uuid}/reports"
    tags = ["gait"]
    guards = [album]
    dependencies = {"visit": Provide(provide_visit, sync_to_thread=False)}

    @post("/readers", operation_id="listReportReaders", status_code=200)
    async def list_report_readers(self, visit: Visit, carnet_id: UUID, data: ReportPlace) -> Readers:
        """Who would see it, filed there; and who of them does not see the films."""
        return await report_readers.readers(visit, data)

    @post("/", operation_id="makeReport", opt={"own_transactions": True, "stream_body": True})
    async def make_report(self, visit: Visit, carnet_id: UUID, request: Asked) -> MadeReport:
        """The body: a NewReport as JSON, 12 MB at most. Answers the document that it becomes."""
        body = await whole_body(request.scope, request.receive, REPORT_LIMIT)
        return await reports.make(visit, understood(body), language_of(request))


ROUTES: list[ControllerRouterHandler] = [GaitController, MeasuresController, ReportsController]
