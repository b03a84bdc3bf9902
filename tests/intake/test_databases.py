"""Rows by a query: embedded DuckDB, Parquet files, and a real PostgreSQL server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import duckdb
import pg8000.dbapi
import pytest

from playbook.errors import UserError
from playbook.intake.importing import import_files
from tests.builders.clients import write_client
from tests.intake.postgresql import PASSWORD, postgresql_server

_BILLS = "CREATE TABLE bill (month date, contract text, service text, amount decimal(12, 2), paid boolean)"
_ROWS = [
    ("2024-01-01", "00282", "voice", "20940.00", True),
    ("2024-01-01", "00282", "data", "63771.64", False),
    ("2024-02-01", "00282", "voice", "18770.31", True),
]
_MAP = """imports:
  - file: "{url}"
    query: {query}
    table: bills
    columns: {{from: month, to: month, contract: contract, service: service, amount_month: amount}}
    constants: {{status: measured, source: "{{file}}"}}
"""
_QUERY = "SELECT * FROM bill ORDER BY month, contract, service DESC"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A PostgreSQL server with the bills in it."""
    with postgresql_server() as url:
        with closing(_connected(url)) as connection:
            cursor = connection.cursor()
            cursor.execute(_BILLS)
            cursor.executemany("INSERT INTO bill VALUES (%s, %s, %s, %s, %s)", _ROWS)
            connection.commit()
        yield url


def _connected(url: str) -> Any:
    parts = urlsplit(url)
    return pg8000.dbapi.connect(
        parts.username, host=parts.hostname, port=parts.port, password=PASSWORD, database="postgres"
    )


def _import(folder: Path, url: str, query: str = _QUERY) -> list[str]:
    root = write_client(folder / "data", {"bills": []}, profile={"as_of": "2024-03-01"})
    (folder / "MAP.yaml").write_text(_MAP.format(url=url, query=query), encoding="utf-8")
    return [line.strip() for line in import_files("acme", folder / "MAP.yaml", [], data=root).lines()]


def _bills(folder: Path) -> list[str]:
    return (folder / "data/clients/acme/bills.csv").read_text(encoding="utf-8").splitlines()[1:]


def _said(folder: Path, url: str, query: str = _QUERY) -> str:
    with pytest.raises(UserError) as refused:
        _import(folder, url, query)
    return "\n".join(refused.value.lines)


def test_a_postgresql_server_is_asked(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    lines = _import(tmp_path, server)
    assert lines[0] == "postgresql://127.0.0.1/postgres -> bills"
    assert "from: a month as people write it, 3 times, first in row 1, column month" in lines
    assert "in 3 = 3 kept + 0 dropped + 0 refused" in lines
    assert "amount_month: 103,481.95 = 103,481.95 + 0 + 0" in lines
    assert _bills(tmp_path) == [
        "2024-01,2024-01,00282,voice,20940.00,measured,postgresql://127.0.0.1/postgres",
        "2024-01,2024-01,00282,data,63771.64,measured,postgresql://127.0.0.1/postgres",
        "2024-02,2024-02,00282,voice,18770.31,measured,postgresql://127.0.0.1/postgres",
    ]


@pytest.mark.parametrize(
    "query", ["DELETE FROM bill RETURNING *", "INSERT INTO bill DEFAULT VALUES RETURNING *", "CREATE TABLE x (y int)"]
)
def test_nothing_is_written_there(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, query: str) -> None:
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    assert "read-only transaction" in _said(tmp_path, server, query)
    with closing(_connected(server)) as connection:
        cursor = connection.cursor()
        cursor.execute("SELECT count(*) FROM bill")
        assert cursor.fetchone()[0] == 3


def test_a_password_is_never_printed(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", "wrong-word")
    said = _said(tmp_path, server)
    assert "password authentication failed" in said
    assert "wrong-word" not in said
    literal = server.replace("$PGPASSWORD", "written-down")
    said = _said(tmp_path, literal)
    assert "the URL holds a password; write $PGPASSWORD in its place" in said
    assert "written-down" not in said


def test_a_variable_that_is_not_set_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_SUCH", raising=False)
    assert "the environment does not hold $NO_SUCH" in _said(tmp_path, "postgresql://reader:$NO_SUCH@127.0.0.1:1/x")


@pytest.mark.parametrize(
    ("query", "line"), [("SELECT * FROM bil", "the database says: relation"), ("SELEC 1", "the database says: syntax")]
)
def test_a_query_at_fault_is_a_line(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, query: str, line: str
) -> None:
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    assert line in _said(tmp_path, server, query)


def test_a_server_that_is_not_there_is_a_line(tmp_path: Path) -> None:
    assert "postgresql: the database says: " in _said(tmp_path, "postgresql://reader@127.0.0.1:1/billing")


def _duckdb_file(path: Path) -> str:
    with duckdb.connect(str(path)) as connection:
        connection.execute(_BILLS)
        connection.executemany("INSERT INTO bill VALUES (?, ?, ?, ?, ?)", _ROWS)
        connection.execute(f"COPY bill TO '{path.with_suffix('.parquet')}' (FORMAT parquet)")
    return f"duckdb:///{path}"


def test_a_duckdb_file_is_asked(tmp_path: Path) -> None:
    lines = _import(tmp_path, _duckdb_file(tmp_path / "bills.duckdb"))
    assert "in 3 = 3 kept + 0 dropped + 0 refused" in lines
    assert [line.split(",")[3:5] for line in _bills(tmp_path)] == [
        ["voice", "20940.00"],
        ["data", "63771.64"],
        ["voice", "18770.31"],
    ]


def test_parquet_files_are_asked_as_export(tmp_path: Path) -> None:
    url = _duckdb_file(tmp_path / "bills.duckdb").replace(".duckdb", ".parquet")
    _import(tmp_path, url, "SELECT * FROM export WHERE service = 'voice'")
    assert len(_bills(tmp_path)) == 2


def test_a_query_reaches_no_other_file_and_changes_nothing(tmp_path: Path) -> None:
    url = _duckdb_file(tmp_path / "bills.duckdb")
    (tmp_path / "other.csv").write_text("a\n1\n", encoding="utf-8")
    assert "the database says: " in _said(tmp_path, url, f"SELECT * FROM read_csv('{tmp_path}/other.csv')")
    assert "read-only" in _said(tmp_path, url, "DELETE FROM bill")
    parquet = url.replace(".duckdb", ".parquet")
    assert "the database says: " in _said(tmp_path, parquet, f"COPY export TO '{tmp_path}/stolen.csv'")
    assert not (tmp_path / "stolen.csv").exists()


def test_another_kind_of_url_is_a_line(tmp_path: Path) -> None:
    assert "'mysql://'; expected a URL that begins with duckdb:/// or postgresql://" in _said(tmp_path, "mysql://x/y")
