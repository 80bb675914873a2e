"""What the tests stand on: whatever one of them wrote, the next finds the database as it was."""

from collections.abc import Iterator
from functools import partial

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from tests.conftest import database_named
from tests.databases import Databases
from tests.family import KeptFamily


@pytest.fixture
def held(postgres: str) -> Iterator[Databases]:
    made = Databases(partial(database_named, postgres))
    yield made
    made.close()


def _everything(dsn: str) -> dict[str, list[tuple[object, ...]]]:
    with psycopg.connect(dsn) as connection:
        of = "SELECT oid::regclass::text FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
        tables = [name for (name,) in connection.execute(of).fetchall()]
        written = {
            name: sorted(
                connection.execute(SQL("SELECT {}::text FROM {}").format(Identifier(name), Identifier(name)))
            )
            for name in tables
        }
        return written | {
            "counters": sorted(connection.execute("SELECT sequencename, last_value FROM pg_sequences"))
        }


def test_whatever_was_written_is_put_back(held: Databases, kept_family: KeptFamily, postgres: str) -> None:
    template = kept_family.beginning.template
    name = held.fresh(template)
    dsn = database_named(postgres, name)
    before = _everything(dsn)
    assert len(before["person"]) == 5, "the family is there"
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("DELETE FROM session")
        connection.execute("UPDATE person SET given_name = 'Personne'")
        connection.execute("DELETE FROM trace")
        connection.execute(
            "SELECT procrastinate_defer_jobs_v1(ARRAY[ROW('care', 'none', 0, NULL, NULL, '{}', NULL)::procrastinate_job_to_defer_v1])"
        )
    assert _everything(dsn) != before
    left = psycopg.connect(dsn)
    left.execute("UPDATE person SET given_name = 'Quelqu’un'")  # and its transaction stays open
    assert held.fresh(template) == name
    assert _everything(dsn) == before
    with pytest.raises(psycopg.OperationalError):
        left.execute("SELECT 1")


@pytest.mark.parametrize(
    "sql",
    [
        "ALTER TABLE trace DISABLE TRIGGER USER",
        "CREATE TABLE left_behind (n integer)",
        "ALTER TABLE person ADD COLUMN left_behind integer",
        "CREATE INDEX ON person (given_name)",
        "CREATE OR REPLACE FUNCTION left_behind() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
    ],
)
def test_what_else_was_changed_is_nobody_elses(
    held: Databases, template: str, postgres: str, sql: str
) -> None:
    name = held.fresh(template)
    assert held.fresh(template) == name
    with psycopg.connect(database_named(postgres, name), autocommit=True) as connection:
        connection.execute(sql)  # type: ignore[arg-type]
    assert held.fresh(template) != name
