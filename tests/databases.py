"""A database for one test after the other. To make one and throw it away costs 60 ms of a core, to put its rows back ten.

Each test finds the tables, rows and counters of the template, and nobody connected. What was changed otherwise (a table, a
trigger) is not mended: then the next test gets a new one.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import LiteralString
from uuid import uuid4

import psycopg
from psycopg.sql import SQL, Identifier

USES = 150
"""Then a new one all the same: rows that were taken away leave their room behind."""

_SHAPE: LiteralString = """
    SELECT string_agg(said, ' ') FROM (
        SELECT count(*) || ':' || coalesce(sum(xmin::text::bigint), 0) FROM pg_class WHERE oid >= 16384
        UNION ALL SELECT count(*) || ':' || coalesce(sum(xmin::text::bigint), 0) FROM pg_attribute WHERE attrelid >= 16384
        UNION ALL SELECT count(*) || ':' || coalesce(sum(xmin::text::bigint), 0) FROM pg_trigger
        UNION ALL SELECT count(*) || ':' || coalesce(sum(xmin::text::bigint), 0) FROM pg_constraint WHERE oid >= 16384
        UNION ALL SELECT count(*) || ':' || coalesce(sum(xmin::text::bigint), 0) FROM pg_proc WHERE oid >= 16384
        UNION ALL SELECT count(*) || ':' || coalesce(sum(xmin::text::bigint), 0) FROM pg_type WHERE oid >= 16384
        UNION ALL SELECT count(*) || ':' || coalesce(sum(xmin::text::bigint), 0) FROM pg_namespace
        UNION ALL SELECT count(*) || ':' || coalesce(sum(xmin::text::bigint), 0) FROM pg_db_role_setting
    ) AS every (said)"""
_KEEP: LiteralString = """
DO $do$
DECLARE
    one record;
    filled boolean;
    body text := '';
BEGIN
    FOR one IN
        SELECT c.oid::regclass AS name, 'kept_' || c.oid AS kept,
            string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS columns
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
        WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
        GROUP BY c.oid
    LOOP
        body := body || format(
            'IF pg_relation_size(%s) > 0 THEN DELETE FROM %s; END IF;', quote_literal(one.name) || '::regclass', one.name
        );
        EXECUTE format('SELECT EXISTS (SELECT FROM %s)', one.name) INTO filled;
        IF filled THEN
            EXECUTE format('CREATE TEMP TABLE %I AS SELECT %s FROM %s', one.kept, one.columns, one.name);
            body := body || format(
                'INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM pg_temp.%I;', one.name, one.columns, one.columns, one.kept
            );
        END IF;
    END LOOP;
    EXECUTE 'CREATE FUNCTION pg_temp.put_back() RETURNS void LANGUAGE plpgsql AS '
        || quote_literal('#variable_conflict use_column\nBEGIN ' || body || ' END');
END $do$"""
_COUNTERS: LiteralString = """
    SELECT format('%I.%I', schemaname, sequencename), coalesce(last_value, start_value), last_value IS NOT NULL FROM pg_sequences"""
_LEAVE: LiteralString = """
    SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"""


class Databases:
    """Of one server: one for each template, made when it is first asked for."""

    def __init__(self, address: Callable[[str], str]) -> None:
        """`address`: of a database, by its name."""
        self._address = address
        self._server = psycopg.connect(address("postgres"), autocommit=True)
        self._held: dict[str, _Held] = {}

    def fresh(self, template: str) -> str:
        """The name of a database that is as the template is. Whoever had it before has it no more."""
        held = self._held.pop(template, None)
        if held is None or not held.put_back():
            if held:
                self._drop(held)
            held = self._make(template)
        self._held[template] = held
        return held.name

    def close(self) -> None:
        for held in self._held.values():
            self._drop(held)
        self._server.close()

    def _make(self, template: str) -> "_Held":
        name = f"cs3_test_{uuid4().hex[:12]}"
        self._server.execute(
            SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
                Identifier(name), Identifier(template)
            )
        )
        return _Held.of(name, psycopg.connect(self._address(name), autocommit=True))

    def _drop(self, held: "_Held") -> None:
        held.connection.close()
        self._server.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(held.name)))


@dataclass
class _Held:
    name: str
    connection: psycopg.Connection
    shape: str
    counters: dict[str, tuple[int, bool]]
    uses: int = 1

    @classmethod
    def of(cls, name: str, connection: psycopg.Connection) -> "_Held":
        # Neither triggers nor foreign keys have a say in what is put back.
        connection.execute("SET session_replication_role = replica")
        connection.execute("SET lock_timeout = '10s'")
        # What this session alone sees: a copy of each table that has rows, and what puts them back.
        connection.execute("SET client_min_messages = warning")
        connection.execute(_KEEP)
        return cls(name, connection, _shape(connection), _counters(connection))

    def put_back(self) -> bool:
        """Whether it is as it was: not when more than rows was changed, or when it is full of what was taken away."""
        self.uses += 1
        if self.uses > USES:
            return False
        with suppress(psycopg.Error):
            self.connection.execute(_LEAVE)
            if _shape(self.connection) != self.shape:
                return False
            self.connection.execute("SELECT pg_temp.put_back()")
            for counter, stood in _counters(self.connection).items():
                if stood != self.counters[counter]:
                    self.connection.execute(
                        "SELECT setval(%s::regclass, %s, %s)", (counter, *self.counters[counter])
                    )
            return True
        return False


def _counters(connection: psycopg.Connection) -> dict[str, tuple[int, bool]]:
    return {name: (value, called) for name, value, called in connection.execute(_COUNTERS).fetchall()}


def _shape(connection: psycopg.Connection) -> str:
    return str(connection.execute(_SHAPE).fetchall())
