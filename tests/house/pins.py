"""The exact version of every direct dependency, read from requirements.lock; as a script: write environment.yml from
them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]

HEAD = """\
# The same versions as requirements.lock, for conda: conda env create -f environment.yml
# Written by `make lock`; a test holds it, pyproject.toml and requirements.lock together.
name: keyaccount-playbook
channels:
  - conda-forge
dependencies:
  - python=3.11
  - pip
  - pip:
"""


def direct() -> list[Requirement]:
    """What pyproject.toml asks for, extras too, sorted by name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(line for extra in project["optional-dependencies"].values() for line in extra),
    ]
    return sorted(map(Requirement, wanted), key=lambda requirement: canonicalize_name(requirement.name))


def locked() -> dict[str, str]:
    """Name -> the version that requirements.lock gives to Python 3.11 on Linux."""
    machine = {
        "python_version": "3.11",
        "python_full_version": "3.11.9",
        "sys_platform": "linux",
        "platform_system": "Linux",
        "os_name": "posix",
    }
    lines = re.findall(
        r"^([A-Za-z0-9._-]+==[^\\\n]+)", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE
    )
    pins = [pin for pin in map(Requirement, lines) if pin.marker is None or pin.marker.evaluate(machine)]
    return {canonicalize_name(pin.name): str(pin.specifier).removeprefix("==") for pin in pins}


def environment() -> str:
    """The text of environment.yml."""
    versions = locked()
    names = [canonicalize_name(requirement.name) for requirement in direct()]
    return HEAD + "".join(f"      - {name}=={versions[name]}\n" for name in names) + "      - -e .\n"


if __name__ == "__main__":
    (ROOT / "environment.yml").write_text(environment(), encoding="utf-8")
