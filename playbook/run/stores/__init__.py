"""Stores: where clients are read from and plans are put, by URL.

    store.py      a root folder in any file system that fsspec knows; how it is opened, read and written
    faults.py     what a store's error means to a user, and which errors are worth another try
    intake.py     a client's files, its market and the assumptions, fetched to a local folder
    publish.py    a plan put into a store: whole or not there
    known_hosts.py  which file servers are trusted

A local folder needs none of the copying: plans are made from it and swapped into it as ever.
"""

from __future__ import annotations

from playbook.run.stores.intake import Intake
from playbook.run.stores.publish import PublishedPlans
from playbook.run.stores.store import Store, open_store

__all__ = ["Intake", "PublishedPlans", "Store", "open_store"]
