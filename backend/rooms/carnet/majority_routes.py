"""Coming of age, and taking one's notebook over."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.di import Provide

from backend.rooms.access.categories import Category
from backend.rooms.access.guards import provide_visit, reads
from backend.rooms.access.schemas import MadeInvitation
from backend.rooms.access.service import Visit
from backend.rooms.carnet import majority
from backend.rooms.carnet.majority_schemas import HolderInvited, MajorityView, TakingOver


class MajorityController(Controller):
    """For representatives and whose notebook it is: majority.py looks, before it asks for a proof."""

    path = "/api/carnets/{carnet_id:uuid}/majority"
    tags = ["circle"]
    guards = [reads(Category.IDENTITY)]
    dependencies = {"visit": Provide(provide_visit, sync_to_thread=False)}

    @get("/", operation_id="readMajority")
    async def read_majority(self, visit: Visit, carnet_id: UUID) -> MajorityView:
        """When the notebook becomes theirs, who represents them, whether they have an account."""
        return await majority.read(visit)

    @post("/", operation_id="takeOver", status_code=200)
    async def take_over(self, visit: Visit, carnet_id: UUID, data: TakingOver) -> MajorityView:
        """The young adult takes their notebook over, with a fresh proof, and says what each keeps."""
        return await majority.take_over(visit, data)

    @post("/doubt", operation_id="doubtHolder", status_code=200)
    async def doubt_holder(self, visit: Visit, carnet_id: UUID) -> MajorityView:
        """A representative says that the account of whose notebook it is, let in after the birthday, is not theirs: taking over is put
        off once, for thirty days, and everybody is told. Nobody ends that account but its person."""
        return await majority.doubt(visit)

    @post("/invitation", operation_id="inviteHolder")
    async def invite_holder(self, visit: Visit, carnet_id: UUID, data: HolderInvited) -> MadeInvitation:
        """Invites the person the notebook is about, with what their model proposes; from majority on, the one thing that who
        represented them may still give."""
        return await majority.invite(visit, data)
