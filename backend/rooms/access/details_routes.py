"""Each representative's own address, phone and note."""

from uuid import UUID

from litestar import Controller, get, put
from litestar.di import Provide

from backend.rooms.access import details
from backend.rooms.access.categories import Category
from backend.rooms.access.details_schemas import DetailsChange, MyDetails, RepresentativesDetails
from backend.rooms.access.guards import provide_visit, reads, represents
from backend.rooms.access.service import Visit


class DetailsController(Controller):
    path = "/api/carnets/{carnet_id:uuid}/details"
    tags = ["circle"]
    dependencies = {"visit": Provide(provide_visit, sync_to_thread=False)}

    @get("/", operation_id="readDetails", guards=[reads(Category.CIRCLE)])
    async def read_details(self, visit: Visit, carnet_id: UUID) -> RepresentativesDetails:
        """Mine, and what the other representatives show me."""
        return await details.read(visit)

    @put("/mine", operation_id="changeDetails", guards=[represents(Category.CIRCLE)])
    async def change_details(self, visit: Visit, carnet_id: UUID, data: DetailsChange) -> MyDetails:
        """Mine; 409 with mine of now when another of my phones was faster. Showing what was hidden needs a fresh proof."""
        return await details.change(visit, data)
