from piccolo.columns import JSONB, UUID, Boolean, Text, Timestamptz
from piccolo.table import Table

from backend.kit.database import DB


class SheetVersion(Table, tablename="sheet_version", db=DB):
    """What one place of a sheet said, as somebody wrote it. It never changes. `text`: a habit, or the words of a line, for finding.

    `content`: a line's fields; none when it was taken away. `phone_owner`: who keeps its number from the others.
    """

    id = UUID(primary_key=True, default=None)
    carnet_id = UUID(default=None)
    sheet = Text()
    place = Text()
    kind = Text()
    text = Text()
    content = JSONB(null=True, default=None)
    phone_owner = UUID(null=True, default=None)
    author_id = UUID(default=None)
    author_name = Text()
    written_at = Timestamptz(default=None)
    noted_at = Timestamptz(null=True, default=None)
    action = Text()


class SheetVersionBase(Table, tablename="sheet_version_base", db=DB):
    """What a version was written over: a version that none names here is a head."""

    version_id = UUID(default=None)
    base_id = UUID(default=None)


class SheetConfirmation(Table, tablename="sheet_confirmation", db=DB):
    """« Toujours vrai », each time that somebody said so of a version. One that was taken back stays, and counts for nothing."""

    id = UUID(primary_key=True, default=None)
    version_id = UUID(default=None)
    person_id = UUID(default=None)
    person_name = Text()
    at = Timestamptz(default=None)
    taken_back_at = Timestamptz(null=True, default=None)


class SheetChoice(Table, tablename="sheet_choice", db=DB):
    """Whether one line is shown on the urgent sheet, as somebody decided; the weight too, as `growth`, `weight`."""

    carnet_id = UUID(primary_key=True, default=None)
    sheet = Text()
    place = Text()
    shown = Boolean(default=False)
    chosen_by = UUID(default=None)
    chosen_name = Text()
    chosen_at = Timestamptz(default=None)
