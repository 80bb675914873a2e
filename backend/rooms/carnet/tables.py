from piccolo.columns import UUID, Bytea, Date, Integer, Text, Timestamptz
from piccolo.table import Table

from backend.kit.database import DB


class Carnet(Table, tablename="carnet", db=DB):
    """One notebook, and the person it is about."""

    id = UUID(primary_key=True, default=None)
    given_name = Text()
    family_name = Text()
    birth_date = Date(default=None)
    sex = Text()
    diagnoses = Text()
    portrait = Text(null=True, default=None)
    version = Integer(default=1)
    opened_at = Timestamptz(default=None)
    opened_by = UUID(default=None)


class CarnetKey(Table, tablename="carnet_key", db=DB):
    """The key that seals everything of one notebook, itself wrapped by the server's key."""

    carnet_id = UUID(primary_key=True, default=None)
    wrapped = Bytea(default=b"")
