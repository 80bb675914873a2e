from pathlib import Path

from piccolo.conf.apps import AppConfig

from backend.rooms.emergency.tables import (
    EmergencyAnswer,
    EmergencyChange,
    EmergencyLine,
    EmergencyLink,
    EmergencySheet,
)

APP_CONFIG = AppConfig(
    app_name="emergency",
    migrations_folder_path=str(Path(__file__).parent / "migrations"),
    table_classes=[EmergencySheet, EmergencyLine, EmergencyAnswer, EmergencyChange, EmergencyLink],
    migration_dependencies=["backend.rooms.carnet.piccolo_app"],
)
