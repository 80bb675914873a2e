from pathlib import Path

from piccolo.conf.apps import AppConfig

from backend.rooms.carnet.tables import Carnet, CarnetKey

APP_CONFIG = AppConfig(
    app_name="carnet",
    migrations_folder_path=str(Path(__file__).parent / "migrations"),
    table_classes=[Carnet, CarnetKey],
    migration_dependencies=["backend.rooms.access.piccolo_app"],
)
