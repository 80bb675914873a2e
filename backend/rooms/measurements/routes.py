"""« Poids / taille » for the circle: read, write, correct, take away and bring back, a value's history, a table to take elsewhere."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, delete, get, patch, post
from litestar.di import Provide
from litestar.types import ControllerRouterHandler

from backend.kit.problems import language_of
from backend.rooms.access.categories import Category
from backend.rooms.access.guards import adds, provide_visit, reads
from backend.rooms.access.service import Visit
from backend.rooms.measurements import jobs, service, table
from backend.rooms.measurements.schemas import (
    MeasurementChange,
    MeasurementHistory,
    Measurements,
    MeasurementView,
    NewMeasurement,
)

__all__ = ["ROUTES", "jobs"]

Asked = Request[Any, Any, Any]


class MeasurementsController(Controller):
    path = "/api/carnets/{carnet_id:uuid}/measurements"
    tags = ["measurements"]
    dependencies = {"visit": Provide(provide_visit, sync_to_thread=False)}

    @get("/", operation_id="readMeasurements", guards=[reads(Category.GROWTH)])
    async def read_measurements(
        self, visit: Visit, carnet_id: UUID, request: Asked, keep: bool = False
    ) -> Measurements:
        """All of them. `keep`: for the phone's copy, traced as such."""
        return await service.read(visit, language_of(request), kept=keep)

    @post("/", operation_id="addMeasurement", guards=[adds(Category.GROWTH)])
    async def add_measurement(self, visit: Visit, carnet_id: UUID, data: NewMeasurement) -> MeasurementView:
        """409 `measure_doubtful` when it is far from the one before: sent again with `checked`, it is kept."""
        return await service.add(visit, data)

    @get("/table", operation_id="exportMeasurements", guards=[reads(Category.GROWTH)], media_type="text/csv")
    async def export_measurements(
        self, visit: Visit, carnet_id: UUID, request: Asked, of: UUID | None = None
    ) -> Response[bytes]:
        """As CSV. `of`: only what this one measures."""
        made = await table.make(visit, of, language_of(request))
        return Response(
            made.body,
            media_type="text/csv; charset=utf-8",
            headers={
                "Content-Disposition": f'attachment; filename="{made.filename}"',
                "Cache-Control": "no-store",
            },
        )

    @patch("/{measurement_id:uuid}", operation_id="changeMeasurement", guards=[adds(Category.GROWTH)])
    async def change_measurement(
        self, visit: Visit, carnet_id: UUID, measurement_id: UUID, data: MeasurementChange
    ) -> MeasurementView:
        """By its author, or who manages this sheet; 409 with the measurement of now when somebody was faster."""
        return await service.change(visit, measurement_id, data)

    @delete(
        "/{measurement_id:uuid}",
        operation_id="binMeasurement",
        guards=[adds(Category.GROWTH)],
        status_code=204,
    )
    async def bin_measurement(self, visit: Visit, carnet_id: UUID, measurement_id: UUID) -> None:
        """Away, for 30 days."""
        await service.put_in_bin(visit, measurement_id)

    @post(
        "/{measurement_id:uuid}/restore",
        operation_id="restoreMeasurement",
        guards=[adds(Category.GROWTH)],
        status_code=200,
    )
    async def restore_measurement(
        self, visit: Visit, carnet_id: UUID, measurement_id: UUID
    ) -> MeasurementView:
        """Back again."""
        return await service.restore(visit, measurement_id)

    @get(
        "/{measurement_id:uuid}/history",
        operation_id="readMeasurementHistory",
        guards=[reads(Category.GROWTH)],
    )
    async def read_measurement_history(
        self, visit: Visit, carnet_id: UUID, measurement_id: UUID
    ) -> MeasurementHistory:
        """Who wrote, corrected, removed and restored it."""
        return await service.read_history(visit, measurement_id)


ROUTES: list[ControllerRouterHandler] = [MeasurementsController]
