from pathlib import Path

from piccolo.conf.apps import AppConfig

from backend.rooms.access.tables import (
    AskerKeptOut,
    Asking,
    AuthorityFact,
    Closing,
    Consent,
    ContestedAct,
    Habilitation,
    Invitation,
    Mask,
    RepresentativeDetails,
    Structure,
    TeamInvitation,
    TeamLink,
    TeamMember,
    TeamOpening,
    TeamVisit,
)

APP_CONFIG = AppConfig(
    app_name="access",
    migrations_folder_path=str(Path(__file__).parent / "migrations"),
    table_classes=[
        AskerKeptOut,
        Asking,
        AuthorityFact,
        Closing,
        Consent,
        ContestedAct,
        Habilitation,
        Invitation,
        Mask,
        RepresentativeDetails,
        Structure,
        TeamInvitation,
        TeamLink,
        TeamMember,
        TeamOpening,
        TeamVisit,
    ],
    migration_dependencies=["backend.rooms.identity.piccolo_app", "backend.rooms.audit.piccolo_app"],
)
