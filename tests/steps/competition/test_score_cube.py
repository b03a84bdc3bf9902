"""Scores as one block of numbers."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from playbook.steps.competition.score_cube import FACTORS, score_cube
from tests.builders.clients import make_client
from tests.builders.competition import scores


def test_the_cube_leaves_unknown_factors_out(tmp_path: Path) -> None:
    cube = score_cube(make_client(tmp_path, {"scores": scores("data", "us", [4, None, None, None, None, 1])}))
    assert cube.means(np.array([3.0, 9, 9, 9, 9, 1])).item() == (3 * 4 + 1) / 4
    assert np.isnan(cube.means(np.zeros(6))).all()
    assert len(cube.score("voice", "us")) == len(FACTORS)
    assert np.isnan(cube.score("voice", "us")).all()
