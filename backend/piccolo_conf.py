"""What piccolo reads: the engine, and the rooms that have migrations."""

from piccolo.conf.apps import AppRegistry

from backend.kit.database import DB

__all__ = ["APP_REGISTRY", "DB"]

APP_REGISTRY = AppRegistry(
    apps=[
        "backend.kit.piccolo_app",
        "backend.rooms.identity.piccolo_app",
        "backend.rooms.audit.piccolo_app",
        "backend.rooms.access.piccolo_app",
        "backend.rooms.carnet.piccolo_app",
        "backend.rooms.agenda.piccolo_app",
        "backend.rooms.measurements.piccolo_app",
        "backend.rooms.journal.piccolo_app",
        "backend.rooms.captures.piccolo_app",
        "backend.rooms.gait.piccolo_app",
        "backend.rooms.sheets.piccolo_app",
        "backend.rooms.uploads.piccolo_app",
        "backend.rooms.documents.piccolo_app",
        "backend.rooms.emergency.piccolo_app",
        "backend.rooms.relay.piccolo_app",
        "backend.rooms.passing.piccolo_app",
        "backend.rooms.portability.piccolo_app",
    ]
)
