"""Edges of terms that move or end, of what a copy needs, and of publishing
what was decided about a minor.
"""

from collections.abc import Callable
from typing import Any

import pytest

from penaltykit import Kit
from real_life import Changes, on, said_of

Said = Callable[[str, Changes, str], list[str]]


@pytest.fixture
def said(kit: Kit) -> Said:
    """What is said of a changed case by codes that hold a word."""

    def run(name: str, changes: Changes, word: str) -> list[str]:
        found = set(said_of(kit, name, changes))
        return sorted(one for one in found if word in one)

    return run


@pytest.mark.parametrize(
    ("filed", "decided", "until", "expected"),
    [
        # The thirtieth day after 2025-05-08 is Saturday, 7 June; by art. 35
        # of the police's provisions it moves on to Monday, 9 June.
        ("2025-05-08", "2025-06-09", None, []),
        ("2025-05-08", "2025-06-10", None, ["error public-order-late"]),
        # The sixtieth day after 2025-04-11 is Tuesday, 10 June.
        ("2025-04-11", "2025-06-10", "2025-06-30", []),
        (
            "2025-04-10",
            "2025-06-10",
            "2025-06-30",
            ["error public-order-late"],
        ),
    ],
)
def test_the_term_of_the_police_moves_on_and_ends(
    said: Said, filed: str, decided: str, until: str | None, expected: Any
):
    place = "/violations/0/facts/act.against_public_order/value"
    changes: Changes = [on(kind, filed) for kind in ("discovered", "filed")]
    changes += [on("decided", decided), {"at": place, "set": True}]
    if until:
        longer = {"kind": "extended", "date": filed, "until": until}
        longer |= {"by": ["周核准"]}
        changes.append({"at": "/events", "add": longer})
    assert said("detention", changes, "public-order-late") == expected


@pytest.mark.parametrize(
    ("born", "field", "expected"),
    [
        # Published on 2025-05-26: eighteen on that day, and the day before.
        ("2007-05-27", None, ["error minor-published"]),
        ("2007-05-26", None, ["warning minor-identifiable"]),
        # Rules of the field may let it be shown with the minor hidden.
        ("2007-05-27", "ecology", ["warning minor-identifiable"]),
        # No agency of the province (disclosure measures art. 2).
        ("2007-05-27", "customs", []),
    ],
)
def test_what_guangdong_publishes_of_minors(
    said: Said, born: str, field: str | None, expected: Any
):
    event = {"kind": "published", "date": "2025-05-26", "parties": ["P1"]}
    event |= {"channel": "agency-site"}
    changes: Changes = [
        {"at": "/events", "add": event},
        {"at": "/parties/0/birth_date", "set": born},
    ]
    if field:
        changes.append({"at": "/agency/field", "set": field})
    found = said("minor", changes, " minor-")
    assert [one for one in found if "leniency" not in one] == expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        # 程序规定 art. 24 speaks of documents and objects; recordings and
        # data are marked with maker and time (arts. 25, 26).
        ("document", ["error copy-not-confirmed"]),
        ("object", ["error copy-not-confirmed"]),
        ("audio-visual", []),
        ("electronic", []),
    ],
)
def test_which_copies_are_confirmed(said: Said, kind: str, expected: Any):
    changes: Changes = [
        {"at": "/evidence/0/kind", "set": kind},
        {"at": "/evidence/0/original", "set": False},
        {"at": "/evidence/0/copy_confirmed", "set": False},
    ]
    assert said("hearing-adjourned", changes, "copy-not") == expected
