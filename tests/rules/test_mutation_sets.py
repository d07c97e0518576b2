"""Every fixture with one thing broken: the findings that this adds.

What ``fixtures/mutations/<case>.yaml`` expects was written down before the
first run; where the program differed, a comment says how that was settled.
``adds`` is the whole of what is added. Most files share one list of damages.
"""

from pathlib import Path

import pytest

from mutating import FIXTURES, cases_to_break, disagreements, loaded
from penaltykit import Kit

SETS = sorted(FIXTURES.glob("mutations/*.yaml"))
LEAST = 12


@pytest.mark.parametrize("path", SETS, ids=lambda p: p.stem)
def test_each_yields_what_was_expected_and_nothing_else(kit: Kit, path: Path):
    assert disagreements(kit, loaded(path)) == {}


def test_every_fixture_has_its_set():
    assert {loaded(path)["case"] for path in SETS} == cases_to_break()


def test_there_are_enough_of_them():
    counts = [len(loaded(path)["mutations"]) for path in SETS]
    assert min(counts) >= LEAST
    assert sum(counts) >= 150


def test_the_sets_try_many_different_checks():
    codes = {
        code
        for path in SETS
        for mutation in loaded(path)["mutations"]
        for code in mutation["adds"]
    }
    assert len(codes) >= 45
