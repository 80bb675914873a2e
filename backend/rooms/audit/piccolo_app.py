from pathlib import Path

from piccolo.conf.apps import AppConfig

from backend.rooms.audit.tables import Trace

APP_CONFIG = AppConfig(
    app_name="audit",
    migrations_folder_path=str(Path(__file__).parent / "migrations"),
    table_classes=[Trace],
    migration_dependencies=["backend.kit.piccolo_app"],
)
