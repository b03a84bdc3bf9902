"""The same code, Python and libraries everywhere, since a plan's bytes may depend on each of them."""

from __future__ import annotations

import platform
from collections.abc import Callable, Mapping
from functools import cache
from hashlib import sha256

from playbook.messages import said
from playbook.run.record.keys import code, version_of
from playbook.run.record.keys import versions as libraries
from playbook.run.sources import NAMES, find_notebooks

__all__ = ["Versions", "differences", "versions", "versions_probe"]

Versions = Mapping[str, str]

#: Beside those that a plan depends on: what carries it from one machine to another.
_CARRIERS = ("cloudpickle", "dask", "distributed", "fsspec", "msgpack", "paramiko", "s3fs", "tornado")
#: How much of a fingerprint is shown.
_SHOWN_DIGITS = 12


@cache
def versions() -> Versions:
    """What this process runs: a fingerprint of our code and of the notebooks, and the versions of Python and the
    libraries."""
    notebooks = sha256(b"".join((find_notebooks() / f"{name}.ipynb").read_bytes() for name in NAMES)).hexdigest()
    carriers = {name: version_of(name) for name in _CARRIERS}
    return {
        "python": platform.python_version(),
        "playbook's code": code()[:_SHOWN_DIGITS],
        "the notebooks": notebooks[:_SHOWN_DIGITS],
        **libraries(),
        **carriers,
    }


def versions_probe() -> Callable[[], Versions | str]:
    """A function that gives the versions of the process that calls it, or why it has none.

    It is one within another, so that it travels as it is, and not as the name of a function that may be another there,
    or missing.
    """

    def probe() -> Versions | str:
        try:
            from playbook.run.batch.cluster.same_software import versions
        except ImportError as error:
            return f"{type(error).__name__}: {error}"
        return versions()

    return probe


def differences(here: Versions, there: Versions | str | BaseException, who: str) -> list[str]:
    """In words, what is another there than here, one line each; empty where all is the same.

    >>> differences({"numpy": "2.4.6"}, {"numpy": "2.4.5"}, "worker tcp://10.0.0.2:4000")
    ['worker tcp://10.0.0.2:4000: numpy is 2.4.5, but 2.4.6 here']
    """
    if not isinstance(there, Mapping):
        return [said("{who}: it cannot run this version of the playbook ({why})", who=who, why=str(there))]
    return [
        said(
            "{who}: {name} is {there}, but {here} here",
            who=who,
            name=name,
            there=there.get(name, said("missing")),
            here=value,
        )
        for name, value in here.items()
        if there.get(name) != value
    ]
