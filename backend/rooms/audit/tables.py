from piccolo.columns import UUID, Text, Timestamptz
from piccolo.table import Table

from backend.kit.database import DB


class Trace(Table, tablename="trace", db=DB):
    """One act on one notebook, in a partition for its month. Names are copied: a trace outlives the account it speaks of."""

    id = UUID(primary_key=True, default=None)
    at = Timestamptz(default=None)
    carnet_id = UUID(default=None)
    tag = Text()
    category = Text()
    item_id = UUID(null=True, default=None)
    person_id = UUID(null=True, default=None)
    person_name = Text()
    profile = Text()
    habilitation_id = UUID(null=True, default=None)
    session_id = UUID(null=True, default=None)
    device = Text()
    structure = Text()
    right_used = Text()
