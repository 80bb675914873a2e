from pathlib import Path

from piccolo.conf.apps import AppConfig

from backend.rooms.relay.tables import RelayLink, RelayReading

APP_CONFIG = AppConfig(
    app_name="relay",
    migrations_folder_path=str(Path(__file__).parent / "migrations"),
    table_classes=[RelayLink, RelayReading],
    migration_dependencies=["backend.rooms.carnet.piccolo_app"],
)
