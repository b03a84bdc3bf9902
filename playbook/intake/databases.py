"""Rows by a query: from a DuckDB file, Parquet files, or a PostgreSQL server; nothing is ever written there.

A URL names the database: `duckdb:///bills.duckdb` (in the working directory; with four strokes a path from the root),
`duckdb:///bills-*.parquet` (the query then calls it `export`), `postgresql://reader@host:5432/billing`. A password
stands in the environment, never in a map: `$PGPASSWORD` in the URL, or nothing at all, since PGPASSWORD is looked up by
itself. It is in no line that is printed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from contextlib import closing
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from playbook.intake.mapping import Origin
from playbook.intake.page import Page
from playbook.messages import said
from playbook.sheets.unreadable import Unreadable
from playbook.sheets.workbook import cell_text

__all__ = ["query_page"]

_VARIABLE = re.compile(r"\$([A-Z][A-Z0-9_]*)")
_PORT = 5432
_SECONDS = 30

Answer = tuple[Sequence[str], Sequence[Sequence[Any]]]


def query_page(origin: Origin) -> Page:
    """What a query gives, as a page. Raises Unreadable, without the password, where it gives nothing."""
    parts = urlsplit(origin.file)
    ask = _ASK.get(parts.scheme.partition("+")[0])
    if ask is None:
        expected = said("a URL that begins with duckdb:/// or postgresql://")
        raise Unreadable(value=f"{parts.scheme}://", expected=expected)
    names, rows = ask(parts, origin.query)
    cells = [[cell_text(cell) for cell in row] for row in rows]
    return Page(_place(parts), _place(parts), tuple(names), cells, list(range(1, len(cells) + 1)))


def _place(parts: SplitResult) -> str:
    """The database, as lines name it: without what a URL may hide."""
    host = f"{parts.hostname}" if parts.hostname else ""
    return f"{parts.scheme}://{host}{parts.path}"


def _duckdb(parts: SplitResult, query: str) -> Answer:
    duckdb = _library("duckdb")
    try:
        with closing(_opened(duckdb, unquote(parts.path)[1:])) as connection:
            cursor = connection.execute(query)
            return [column[0] for column in cursor.description], cursor.fetchall()
    except duckdb.Error as error:
        raise _refused(error) from None


def _opened(duckdb: Any, path: str) -> Any:
    """A database that may be read only, or an empty one that holds Parquet files as `export`; a query reaches no other
    file from there."""
    if not path.endswith(".parquet"):
        return duckdb.connect(path, read_only=True, config={"enable_external_access": "false"})
    connection = duckdb.connect()
    connection.execute("CREATE TABLE export AS SELECT * FROM read_parquet(?)", [path])
    connection.execute("SET enable_external_access = false")
    return connection


def _postgresql(parts: SplitResult, query: str) -> Answer:
    pg8000 = _library("pg8000.dbapi")
    try:
        with closing(pg8000.connect(**_login(parts), timeout=_SECONDS)) as connection:
            cursor = connection.cursor()
            cursor.execute("START TRANSACTION READ ONLY")
            cursor.execute(query)
            return [column[0] for column in cursor.description or ()], cursor.fetchall()
    except (pg8000.Error, OSError) as error:
        raise _refused(error) from None


def _login(parts: SplitResult) -> dict[str, Any]:
    """Who asks, and where: from the URL, its variables from the environment. Without a host it is a local socket."""
    if parts.password and not _VARIABLE.fullmatch(unquote(parts.password)):
        raise Unreadable(
            said("the URL holds a password"), mend=said("write $PGPASSWORD in its place, and set it in the environment")
        )
    password = _filled(unquote(parts.password or "")) or os.environ.get("PGPASSWORD")
    return {
        "user": _filled(unquote(parts.username or "")) or os.environ.get("PGUSER") or "postgres",
        "password": password,
        "host": _filled(parts.hostname or "localhost"),
        "port": parts.port or _PORT,
        "database": unquote(parts.path.lstrip("/")) or None,
        "ssl_context": True if "sslmode=require" in parts.query else None,
    }


def _filled(text: str) -> str:
    def value(match: re.Match[str]) -> str:
        if match[1] not in os.environ:
            raise Unreadable(said("the environment does not hold {name}", name=match[0]))
        return os.environ[match[1]]

    return _VARIABLE.sub(value, text)


def _library(name: str) -> Any:
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError:
        raise Unreadable(
            said("{library} is not installed", library=name.split(".")[0]),
            mend=said("install the playbook with its databases: pip install 'keyaccount-playbook[databases]'"),
        ) from None


def _refused(error: Exception) -> Unreadable:
    """What the database said, in a line."""
    first = error.args[0] if error.args else error
    text = first.get("M", first) if isinstance(first, dict) else first
    return Unreadable(said("the database says: {why}", why=" ".join(str(text).split())))


_ASK: dict[str, Callable[[SplitResult, str], Answer]] = {
    "duckdb": _duckdb,
    "postgresql": _postgresql,
    "postgres": _postgresql,
}
