from pathlib import Path

from piccolo.conf.apps import AppConfig

from backend.rooms.emergency.tables import (
    EmergencyAnswer,
    EmergencyCarer,
    EmergencyChange,
    EmergencyLine,
    EmergencyLink,
    EmergencyNote,
    EmergencySheet,
)

APP_CONFIG = AppConfig(
    app_name="emergency",
    migrations_folder_path=str(Path(__file__).parent / "migrations"),
    table_classes=[
        EmergencySheet,
        EmergencyLine,
        EmergencyAnswer,
        EmergencyChange,
        EmergencyLink,
        EmergencyCarer,
        EmergencyNote,
    ],
    migration_dependencies=[
        "backend.rooms.carnet.piccolo_app",
        "backend.rooms.measurements.piccolo_app",
        "backend.rooms.sheets.piccolo_app",
    ],
)
