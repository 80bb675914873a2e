from piccolo.columns import UUID, Text, Timestamptz
from piccolo.table import Table

from backend.kit.database import DB


class HabitVersion(Table, tablename="habit_version", db=DB):
    """One text of one heading, as somebody wrote it. It never changes."""

    id = UUID(primary_key=True, default=None)
    carnet_id = UUID(default=None)
    heading = Text()
    text = Text()
    author_id = UUID(default=None)
    author_name = Text()
    written_at = Timestamptz(default=None)
    noted_at = Timestamptz(null=True, default=None)
    action = Text()


class HabitVersionBase(Table, tablename="habit_version_base", db=DB):
    """What a version was written over: a version that none names here is a head."""

    version_id = UUID(default=None)
    base_id = UUID(default=None)


class HabitConfirmation(Table, tablename="habit_confirmation", db=DB):
    """« Toujours vrai », each time that somebody said so of a version. One that was taken back stays, and counts for nothing."""

    id = UUID(primary_key=True, default=None)
    version_id = UUID(default=None)
    person_id = UUID(default=None)
    person_name = Text()
    at = Timestamptz(default=None)
    taken_back_at = Timestamptz(null=True, default=None)
