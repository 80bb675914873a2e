from pathlib import Path

from piccolo.conf.apps import AppConfig

from backend.rooms.sheets.tables import SheetChoice, SheetConfirmation, SheetVersion, SheetVersionBase

APP_CONFIG = AppConfig(
    app_name="sheets",
    migrations_folder_path=str(Path(__file__).parent / "migrations"),
    table_classes=[SheetVersion, SheetVersionBase, SheetConfirmation, SheetChoice],
    migration_dependencies=["backend.rooms.carnet.piccolo_app", "backend.rooms.agenda.piccolo_app"],
)
