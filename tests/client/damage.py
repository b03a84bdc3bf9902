"""Files as people and programs break them: one seeded slip at a time in a copy of a sample, and what a check says of a
folder."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from playbook.client.load import read_client
from playbook.errors import UserError

__all__ = ["MUTATIONS", "bills", "broken", "said"]

HEADER = "from,to,contract,service,amount_month,status,source\n"
Mutation = Callable[[random.Random, bytes], bytes]


def bills(*rows: str) -> str:
    """A file of bills; a row is from, to, contract, service, amount, status and source."""
    return HEADER + "".join(f"{row}\n" for row in rows)


def said(root: Path, client: str = "acme", as_of: str | None = None) -> list[str]:
    """The lines that loading a client ends with."""
    with pytest.raises(UserError) as raised:
        read_client(client, root=root, as_of=as_of)
    return list(raised.value.lines)


@contextmanager
def broken(path: Path, content: bytes) -> Iterator[None]:
    """The file with other content, for a while."""
    before = path.read_bytes()
    path.write_bytes(content)
    yield
    path.write_bytes(before)


def _at(draw: random.Random, content: bytes, wanted: bytes) -> int:
    """The place of one of these bytes, drawn; of any where there is none."""
    places = [place for place, byte in enumerate(content) if byte in wanted]
    return draw.choice(places) if places else draw.randrange(len(content))


def _cut(wanted: bytes) -> Mutation:
    def cut(draw: random.Random, content: bytes) -> bytes:
        place = _at(draw, content, wanted)
        return content[:place] + content[place + 1 :]

    return cut


def _put(added: bytes) -> Mutation:
    def put(draw: random.Random, content: bytes) -> bytes:
        place = draw.randrange(len(content) + 1)
        return content[:place] + added + content[place:]

    return put


def _digit(draw: random.Random, content: bytes) -> bytes:
    place = _at(draw, content, b"0123456789")
    twin = chr(0xFEE0 + content[place]).encode() if content[place : place + 1].isdigit() else b"\xef\xbc\x90"
    return content[:place] + twin + content[place + 1 :]


def _header_twice(draw: random.Random, content: bytes) -> bytes:
    first, _, rest = content.partition(b"\n")
    return first + b"," + draw.choice(first.split(b",")) + b"\n" + rest


def _torn(draw: random.Random, content: bytes) -> bytes:
    return content[: draw.randrange(len(content))]


MUTATIONS: dict[str, Mutation] = {
    "a quotation mark less": _cut(b'"'),
    "a quotation mark more": _put(b'"'),
    "a comma less": _cut(b","),
    "a comma more": _put(b","),
    "a line end less": _cut(b"\n"),
    "a line end more": _put(b"\n"),
    "a lone CR": _put(b"\r"),
    "a NUL": _put(b"\0"),
    "a control character": _put(b"\x07"),
    "a zero-width character": _put("\u200b".encode()),
    "a mark of the byte order": _put(b"\xef\xbb\xbf"),
    "a byte that is no UTF-8": _put(b"\xb5"),
    "a full-width digit": _digit,
    "a column of the header twice": _header_twice,
    "a file torn off": _torn,
    "a blank": _put(b" "),
}
