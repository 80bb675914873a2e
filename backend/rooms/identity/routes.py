"""Every operation of identity. The jobs are declared by being imported here."""

from litestar.types import ControllerRouterHandler

from backend.rooms.identity import jobs, push_jobs, vouching_jobs
from backend.rooms.identity.me_routes import MeController, read_status
from backend.rooms.identity.push_routes import PushController, PushMarksController
from backend.rooms.identity.recovery_routes import RecoveryController, VouchesController
from backend.rooms.identity.signin_routes import ProofController, SignInController
from backend.rooms.identity.ways_routes import CodeWaysController, PasskeysController

__all__ = ["ROUTES", "jobs", "push_jobs", "vouching_jobs"]

ROUTES: list[ControllerRouterHandler] = [
    SignInController,
    ProofController,
    RecoveryController,
    MeController,
    PasskeysController,
    CodeWaysController,
    VouchesController,
    PushController,
    PushMarksController,
    read_status,
]
