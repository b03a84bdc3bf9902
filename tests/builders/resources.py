"""Clients with two sites, their resources and solutions."""

from __future__ import annotations

from pathlib import Path

from playbook.steps.capability.analysis import analyse
from playbook.steps.findings import Finding
from tests.builders.clients import build, make_client

SITES = [{"site": site, "name": site.upper(), "level": "branch", "hub": "yes" if site == "a" else ""} for site in "ab"]
SOLUTION = {
    "solution": "S1",
    "name": "One",
    "service": "data",
    "needs_fibre": "yes",
    "needs_copper": "no",
    "needs_services": "none",
    "chosen": "yes",
    "benefit_base_month": 100,
}


def rules(folder: Path, resources: list[dict[str, object]], *solutions: dict[str, object]) -> dict[str, Finding]:
    client = make_client(
        folder, {"sites": SITES, "resources": resources, "solutions": [{**SOLUTION, **row} for row in solutions]}
    )
    for exhibit_id in ("5.1", "5.2"):
        for lang in ("zh", "en"):
            build(exhibit_id, client, lang)._repr_mimebundle_()
    return {finding.rule.rpartition(".")[2]: finding for finding in analyse(client).findings}
