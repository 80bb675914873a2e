from piccolo.columns import UUID, Array, Bytea, Text, Timestamptz
from piccolo.table import Table

from backend.kit.database import DB


class RelayLink(Table, tablename="relay_link", db=DB):
    """An address that opens the relay sheet until a moment: found by its digest, and shown only once. `parts`: what it shows."""

    id = UUID(primary_key=True, default=None)
    carnet_id = UUID(default=None)
    digest = Bytea(default=b"")
    name = Text()
    parts = Array(base_column=Text())
    created_by = UUID(default=None)
    created_name = Text()
    created_at = Timestamptz(default=None)
    ends_at = Timestamptz(default=None)
    closed_at = Timestamptz(null=True, default=None)


class RelayReading(Table, tablename="relay_reading", db=DB):
    """Somebody read it: one of the circle, or whoever holds an address. What changed is told from the reading before."""

    id = UUID(primary_key=True, default=None)
    carnet_id = UUID(default=None)
    person_id = UUID(null=True, default=None)
    link_id = UUID(null=True, default=None)
    name = Text()
    device = Text()
    at = Timestamptz(default=None)
