from backend.kit.sql_migration import sql_migration

ID = "2026-11-21T20:40:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "what goes before the reminders is found at once, among however many"

forwards = sql_migration(
    app="identity",
    id=ID,
    description=DESCRIPTION,
    sql="CREATE INDEX notification_first ON notification (send_at) WHERE state = 'waiting' AND kind <> 'reminder'",
)
