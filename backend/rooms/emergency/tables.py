from piccolo.columns import JSONB, UUID, Array, Boolean, Bytea, Integer, SmallInt, Text, Timestamptz
from piccolo.table import Table

from backend.kit.database import DB


class EmergencySheet(Table, tablename="emergency_sheet", db=DB):
    """One notebook's urgent sheet: its version counts every change, who last read it in full, and after how long without that a printed card is out of date."""

    carnet_id = UUID(primary_key=True, default=None)
    version = Integer(default=0)
    read_by = UUID(null=True, default=None)
    read_name = Text()
    read_relation = Text()
    read_at = Timestamptz(null=True, default=None)
    card_months = SmallInt(default=12)


class EmergencyLine(Table, tablename="emergency_line", db=DB):
    """One line as it is now, of what no sheet holds. `phone_owner`: of none any more."""

    id = UUID(primary_key=True, default=None)
    carnet_id = UUID(default=None)
    section = Text()
    position = Integer(default=0)
    content = JSONB()
    version = Integer(default=1)
    phone_owner = UUID(null=True, default=None)
    author_id = UUID(default=None)
    author_name = Text()
    written_at = Timestamptz(default=None)
    confirmed_by = UUID(default=None)
    confirmed_name = Text()
    confirmed_at = Timestamptz(default=None)
    deleted_at = Timestamptz(null=True, default=None)


class EmergencyAnswer(Table, tablename="emergency_answer", db=DB):
    """« Aucune connue » or « non communiqué », said of a section that holds no line."""

    carnet_id = UUID(primary_key=True, default=None)
    section = Text()
    answer = Text()
    answered_by = UUID(default=None)
    answered_name = Text()
    answered_at = Timestamptz(default=None)


class EmergencyChange(Table, tablename="emergency_change", db=DB):
    """Every change ever made, with the line as it then became. Only ever added to. `earlier`: whose confirmations a reading replaced."""

    id = UUID(primary_key=True, default=None)
    carnet_id = UUID(default=None)
    at = Timestamptz(default=None)
    person_id = UUID(default=None)
    person_name = Text()
    action = Text()
    section = Text(null=True, default=None)
    line_id = UUID(null=True, default=None)
    version = Integer(null=True, default=None)
    content = JSONB(null=True, default=None)
    phone_owner = UUID(null=True, default=None)
    answer = Text(null=True, default=None)
    earlier = JSONB(null=True, default=None)


class EmergencyLink(Table, tablename="emergency_link", db=DB):
    """A code that opens the sheet: found by its digest, shown again from what is sealed under the notebook's key.

    `passcode`: sealed too, when it asks for one; `tries_left`: wrong ones that it still stands, in its whole life. `left_out`: sections
    that it does not show.
    """

    id = UUID(primary_key=True, default=None)
    carnet_id = UUID(default=None)
    digest = Bytea(default=b"")
    sealed = Bytea(default=b"")
    name = Text()
    created_by = UUID(default=None)
    created_name = Text()
    created_at = Timestamptz(default=None)
    expires_at = Timestamptz(null=True, default=None)
    last_used_at = Timestamptz(null=True, default=None)
    revoked_at = Timestamptz(null=True, default=None)
    revoked_by = UUID(null=True, default=None)
    replaced_by = UUID(null=True, default=None)
    passcode = Bytea(null=True, default=None)
    tries_left = Integer(null=True, default=None)
    left_out = Array(base_column=Text())
    documents = Boolean(default=True)


class EmergencyCarer(Table, tablename="emergency_carer", db=DB):
    """Somebody with a code, who said who they are to read the documents for emergencies until a moment. `digest`: of what their browser holds."""

    id = UUID(primary_key=True, default=None)
    carnet_id = UUID(default=None)
    link_id = UUID(null=True, default=None)
    digest = Bytea(null=True, default=None)
    name = Text()
    profession = Text()
    profession_said = Text()
    structure = Text()
    phone = Text()
    rpps = Text()
    reason = Text()
    asked_at = Timestamptz(default=None)
    until = Timestamptz(default=None)
    closed_at = Timestamptz(null=True, default=None)
    closed_by = UUID(null=True, default=None)
    closed_name = Text()


class EmergencyNote(Table, tablename="emergency_note", db=DB):
    """What such a carer wrote to the family. `state`: waiting, kept, dropped."""

    id = UUID(primary_key=True, default=None)
    carnet_id = UUID(default=None)
    carer_id = UUID(default=None)
    text = Text()
    written_at = Timestamptz(default=None)
    state = Text()
    decided_at = Timestamptz(null=True, default=None)
    decided_by = UUID(null=True, default=None)
    decided_name = Text()
