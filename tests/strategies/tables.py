"""Hypothesis strategies for benchmark tables, shared by all tests.

Tables are drawn as data, written as YAML text and read by the loader, so that
a test sees what a lawyer's file would give.
"""

import datetime as dt
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from penaltykit import _yaml
from penaltykit.benchmark import (
    Document,
    Policy,
    SeveralRows,
    Status,
    Table,
    Unascertainable,
)
from penaltykit.benchmark._load_table import read_table
from penaltykit.engine import FactType, Reading
from penaltykit.facts import FactEntry, FactWord, Scope, Vocabulary

if TYPE_CHECKING:
    from penaltykit.errors import Fault

ZONES = ("general", "special", "source")

_ENTRIES = (
    FactEntry(
        id="t.amount",
        zh="金额",
        en="amount",
        type=FactType.MONEY,
        scope=Scope.VIOLATION,
    ),
    FactEntry(
        id="t.size",
        zh="面积",
        en="size",
        type=FactType.QUANTITY,
        unit="m2",
        scope=Scope.VIOLATION,
    ),
    FactEntry(
        id="t.count",
        zh="次数",
        en="count",
        type=FactType.COUNT,
        scope=Scope.VIOLATION,
    ),
    FactEntry(
        id="t.zone",
        zh="区域",
        en="zone",
        type=FactType.ONE_OF,
        values=tuple(FactWord(zone, zone, zone) for zone in ZONES),
        scope=Scope.VIOLATION,
    ),
    FactEntry(
        id="t.flag",
        zh="情形",
        en="flag",
        type=FactType.TRUTH,
        scope=Scope.VIOLATION,
    ),
    FactEntry(
        id="t.day",
        zh="日期",
        en="day",
        type=FactType.DATE,
        scope=Scope.VIOLATION,
    ),
)
VOCABULARY = Vocabulary({entry.id: entry for entry in _ENTRIES})
FACTS = tuple(entry.id for entry in _ENTRIES)
_DAY = dt.date(2024, 1, 1)

# Few bounds, so that values fall on them often.
_VALUES: Mapping[str, st.SearchStrategy[Any]] = {
    "t.amount": st.integers(0, 12).map(lambda n: Decimal(n) / 2),
    "t.size": st.integers(0, 60).map(lambda n: Decimal(n) / 10),
    "t.count": st.integers(0, 6),
    "t.zone": st.sampled_from(ZONES),
    "t.flag": st.booleans(),
    "t.day": st.integers(0, 6).map(lambda n: _DAY + dt.timedelta(days=n)),
}


def values(fact: str) -> st.SearchStrategy[Any]:
    """Known values of a fact of :data:`VOCABULARY`."""
    return _VALUES[fact]


# Every value that can make a difference to cells with the bounds below.
DENSE: Mapping[str, tuple[Any, ...]] = {
    "t.amount": tuple(Decimal(n) / 4 for n in range(26)),
    "t.size": tuple(Decimal(n) / 4 for n in range(26)),
    "t.count": tuple(range(8)),
    "t.zone": ZONES,
    "t.flag": (True, False),
    "t.day": tuple(_DAY + dt.timedelta(days=n) for n in range(-1, 9)),
}


def _bound(fact: str) -> st.SearchStrategy[str]:
    if fact == "t.day":
        return _VALUES[fact].map(str)
    if fact == "t.count":
        return st.integers(0, 5).map(str)
    return st.integers(0, 10).map(lambda n: str(Decimal(n) / 2))


@st.composite
def cell_texts(draw: st.DrawFn, fact: str) -> str:
    """One part of a cell, as people write it (no list, no ``not``)."""
    if fact == "t.zone":
        return draw(st.sampled_from(ZONES))
    if fact == "t.flag":
        return draw(st.sampled_from(("true", "false", "是", "否")))
    low, high = sorted(
        (draw(_bound(fact)), draw(_bound(fact))),
        key=lambda text: len(text) if fact == "t.day" else Decimal(text),
    )
    if fact == "t.day":
        low, high = sorted((low, high))
    shape = draw(st.integers(0, 2))
    if shape == 0:
        return draw(st.sampled_from((">=", ">", "<", "<="))) + " " + low
    if shape == 1 or low == high:
        return low
    opened = draw(st.sampled_from("[("))
    closed = draw(st.sampled_from("])"))
    return f"{opened}{low}..{high}{closed}"


@st.composite
def cells(draw: st.DrawFn, fact: str) -> str:
    """A cell: ``-``, one part, several, or a denial."""
    if draw(st.integers(0, 4)) == 0:
        return "-"
    parts = draw(st.lists(cell_texts(fact), min_size=1, max_size=2))
    text = ", ".join(parts)
    return f"not({text})" if draw(st.integers(0, 6)) == 0 else text


def _document(several: SeveralRows, lost: Unascertainable) -> Document:
    return Document(
        id="made",
        name={"zh": "试表", "en": "made table"},
        issuer={"zh": "试", "en": "made"},
        region="440000",
        level="province",
        field="ecology",
        effective=dt.date(2022, 1, 1),
        status=Status.IN_FORCE,
        source={"zh": "试", "en": "made"},
        policy=Policy(several_rows=several, unascertainable=lost),
    )


def load_table(
    data: Mapping[str, Any],
    *,
    several: SeveralRows = SeveralRows.HEAVIER,
    lost: Unascertainable = Unascertainable.UNDETERMINED,
    vocabulary: Vocabulary = VOCABULARY,
) -> Table:
    """A table from plain data, through the loader.

    Raises:
        AssertionError: data with faults.
    """
    both = {"zh": "试", "en": "made"}
    whole = {
        "table": "1",
        "kind": "stage",
        "name": both,
        "item": "made.item",
        "source": both,
        **data,
    }
    faults: list[Fault] = []
    yaml = _yaml.load(json.dumps(whole, ensure_ascii=False))
    table = read_table(yaml, _document(several, lost), vocabulary, faults)
    assert table is not None, faults
    return table


@st.composite
def stage_tables(
    draw: st.DrawFn,
    *,
    several: st.SearchStrategy[SeveralRows] | None = None,
    lost: Unascertainable = Unascertainable.UNDETERMINED,
    conditions: bool = True,
) -> Table:
    """A stage table of up to four columns and six rows, each row with one
    fine in yuan; now and then a whole-row condition or a last row for any
    other case."""
    facts = draw(
        st.lists(st.sampled_from(FACTS), min_size=1, max_size=4, unique=True)
    )
    columns = [
        {"id": f"c{number}", "fact": fact} for number, fact in enumerate(facts)
    ]
    rows: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 6))):
        low = draw(st.integers(0, 5))
        row: dict[str, Any] = {
            "row": str(number + 1),
            "if": {
                f"c{at}": draw(cells(fact)) for at, fact in enumerate(facts)
            },
            "penalties": [
                {
                    "kind": "fine",
                    "from": str(low * 1000),
                    "to": str((low + draw(st.integers(1, 5))) * 1000),
                }
            ],
        }
        if conditions and draw(st.integers(0, 5)) == 0:
            row["when"] = draw(
                st.sampled_from(
                    (
                        't.zone = "special" or t.count >= 2',
                        "t.flag and t.amount < 3",
                        "not(t.flag)",
                    )
                )
            )
        rows.append(row)
    if conditions and draw(st.integers(0, 3)) == 0:
        fine = {"kind": "fine", "amount": "500"}
        rows.append({"row": "else", "otherwise": True, "penalties": [fine]})
    if several is None:
        several = st.sampled_from(list(SeveralRows))
    policy = draw(several)
    return load_table(
        {"columns": columns, "rows": rows}, several=policy, lost=lost
    )


@st.composite
def readings(
    draw: st.DrawFn,
    *,
    states: tuple[str, ...] = (
        "known",
        "known",
        "unknown",
        "not-ascertainable",
        "not-applicable",
    ),
) -> dict[str, Reading]:
    """A reading for every fact of :data:`VOCABULARY`."""
    found: dict[str, Reading] = {}
    for fact in FACTS:
        state = draw(st.sampled_from(states))
        value = draw(values(fact)) if state == "known" else None
        found[fact] = Reading(state, value, f"/facts/{fact}")
    return found
