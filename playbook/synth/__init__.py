"""A made-up book of clients: plausible key accounts by the hundred, so that anyone can try the batch without anybody's
data.

An outline of a client is invented first (:mod:`playbook.synth.invent`); each part then writes its tables from it, and
the book puts them into folders. The words that they speak with are lists in `words/`.
"""

from __future__ import annotations

from playbook.synth.book import Book, make_book

__all__ = ["Book", "make_book"]
