"""pyproject.toml, requirements.lock and environment.yml give the same versions to pip and conda users."""

from __future__ import annotations

import re

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from rattler import MatchSpec

from tests.house import pins

ENVIRONMENT = yaml.safe_load((pins.ROOT / "environment.yml").read_text(encoding="utf-8"))
CONDA, PIP = ENVIRONMENT["dependencies"][:-1], ENVIRONMENT["dependencies"][-1]["pip"]


def test_environment_is_what_the_lock_gives() -> None:
    assert (pins.ROOT / "environment.yml").read_text(encoding="utf-8") == pins.environment(), "run: make lock"


@pytest.mark.parametrize("requirement", pins.direct(), ids=lambda requirement: requirement.name)
def test_each_dependency_is_locked_within_its_bounds(requirement: Requirement) -> None:
    version = pins.locked()[canonicalize_name(requirement.name)]
    assert requirement.specifier.contains(version)
    assert f"{canonicalize_name(requirement.name)}=={version}" in PIP


def test_pip_part_holds_the_direct_dependencies_and_the_package_itself() -> None:
    assert len(PIP) == len(pins.direct()) + 1
    assert PIP[-1] == "-e ."


def test_conda_part_parses_and_fits_the_python_of_pyproject() -> None:
    specs = {
        str(spec.name.normalized if hasattr(spec.name, "normalized") else spec.name): spec
        for spec in map(MatchSpec, CONDA)
    }
    assert set(specs) == {"python", "pip"}
    assert str(specs["python"].version) == "3.11.*"
    requires = re.search(r'requires-python = "(.+)"', (pins.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert requires and SpecifierSet(requires[1]).contains("3.11")


def test_every_locked_package_has_hashes() -> None:
    blocks = re.split(
        r"^(?=[A-Za-z0-9])", (pins.ROOT / "requirements.lock").read_text(encoding="utf-8"), flags=re.MULTILINE
    )[1:]
    assert len(blocks) > 100
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []
