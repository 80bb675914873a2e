from pathlib import Path

from piccolo.conf.apps import AppConfig

APP_CONFIG = AppConfig(
    app_name="uploads",
    migrations_folder_path=str(Path(__file__).parent / "migrations"),
    table_classes=[],
    # Its tables began in the room of the photos and films.
    migration_dependencies=["backend.rooms.captures.piccolo_app"],
)
