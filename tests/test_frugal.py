"""Work that is done once or not at all: what the speed rests on.

No test here takes a time; each counts.
"""

import datetime as dt
import gc
import json
import re
import subprocess
import sys
import weakref
from collections import Counter
from fractions import Fraction
from itertools import product
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import penaltykit as pk
from penaltykit import _pattern
from penaltykit._pattern import Pattern
from penaltykit.case import Case
from penaltykit.engine import KNOWN, Reading
from penaltykit.errors import UnknownNameError
from penaltykit.facts import CaseFacts, Vocabulary, _arithmetic, _text
from penaltykit.period import Calendar, add_working_days

ROOT = Path(__file__).resolve().parents[1]
VOCABULARY = Vocabulary.load(ROOT / "rules")
CALENDAR = Calendar.load(ROOT / "rules")
FIXTURES = sorted(
    [
        *ROOT.glob("fixtures/*/case.json"),
        *ROOT.glob("fixtures/defects/clean/*.json"),
    ]
)


@pytest.fixture(scope="module")
def kit() -> pk.Kit:
    return pk.Kit(engine="python")


def _case(name: str = "03-vehicle-washing") -> Case:
    return pk.read_case((ROOT / "fixtures" / name / "case.json").read_bytes())


# --- nothing outlives its case ----------------------------------------------


def test_most_cases_free_themselves_without_the_collector(kit: pk.Kit):
    """Views know their case and the case does not hold its views: a ring of
    them would wait for the collector, which costs more than the rules."""
    kept = []
    for path in FIXTURES:
        kit.assess(pk.read_case(path.read_bytes()))
    gc.collect()
    gc.disable()
    try:
        for path in FIXTURES:
            case = pk.read_case(path.read_bytes())
            left = weakref.ref(case)
            assessment = kit.assess(case)
            clean = not assessment.findings
            del case, assessment
            if left() is not None and clean:
                kept.append(path.parent.name)
    finally:
        gc.enable()
    assert kept == []


def test_loading_leaves_the_collector_as_it_was():
    for wanted in (True, False):
        (gc.enable if wanted else gc.disable)()
        try:
            assert pk.Kit(engine="python").vocabulary
            assert gc.isenabled() is wanted
        finally:
            gc.enable()


# --- once a case -------------------------------------------------------------


def test_a_fact_is_read_once_however_many_views_ask():
    asked: Counter[str] = Counter()

    def field(_view: object) -> Reading:
        asked["case.field"] += 1
        return Reading(KNOWN, "transport", "/agency/field")

    facts = CaseFacts(_case(), VOCABULARY, providers={"case.field": field})
    views = [facts.case(), facts.party(0), facts.violation(0, 0)]
    views.append(facts.paper(0))
    for view in views * 2:
        assert view["case.field"].value == "transport"
    assert asked == {"case.field": 1}


def test_what_was_put_into_a_view_stays_though_nobody_holds_the_view():
    facts = CaseFacts(_case(), VOCABULARY)
    told = Reading(KNOWN, 3, "/officers")
    facts.case().put({"officers.count": told})
    assert facts.case()["officers.count"] == told
    assert facts.party(0)["officers.count"] == told
    with pytest.raises(UnknownNameError):
        facts.case().put({"no.such_fact": told})


def test_a_view_is_a_mapping_of_all_that_it_can_read():
    view = CaseFacts(_case(), VOCABULARY).case()
    assert set(view) == set(view.keys()) == set(VOCABULARY.readers(view.scope))
    assert len(view) == len(set(view))
    assert "officers.count" in view
    assert "party.kind" not in view
    with pytest.raises(UnknownNameError):
        view.get("party.kind")
    assert view.get("officers.count") == view["officers.count"]
    assert dict(view) == view


def test_a_text_is_made_ready_once_a_case(
    kit: pk.Kit, monkeypatch: pytest.MonkeyPatch
):
    made: Counter[str] = Counter()
    ready = _text.half_width

    def counted(text: str) -> str:
        made[text] += 1
        return ready(text)

    monkeypatch.setattr(_text, "half_width", counted)
    path = ROOT / "fixtures" / "defects" / "clean" / "ordinary-company.json"
    case = pk.read_case(path.read_bytes())
    kit.assess(case)
    long = {text: times for text, times in made.items() if len(text) > 200}
    assert long
    assert set(long.values()) == {1}


def test_a_pattern_is_compiled_when_it_is_first_asked(
    monkeypatch: pytest.MonkeyPatch,
):
    compiled = []
    real = re.compile

    def counted(source: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(source)
        return real(source, flags)

    monkeypatch.setattr(_pattern.re, "compile", counted)
    pattern = Pattern("[0-9]+")
    assert compiled == []
    assert pattern.sub("#", "a1b22") == "a#b#"
    assert pattern.split("a1b22c") == ["a", "b", "c"]
    assert pattern.search("a1b22", 2)[0] == "22"  # type: ignore[index]
    assert compiled == ["[0-9]+"]
    with pytest.raises(AttributeError):
        _ = pattern.no_such_method


def test_one_check_loads_no_reports_of_other_kinds():
    """Modules that one assessment does not need are not imported."""
    code = (
        "import sys, penaltykit as pk;"
        f"pk.Kit(engine='python').assess(pk.load_case({str(FIXTURES[0])!r}));"
        "print([n for n in sys.modules if n.startswith('penaltykit')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = done.stdout
    for name in ("notice", "disclosure", "report", "review", "clause"):
        assert f"'penaltykit.{name}" not in loaded, name
    assert "penaltykit.case._faults" not in loaded


# --- the short ways give what the long ones give -----------------------------

PIECES = (
    "示环罚",
    "（东）",
    "〔2024〕",
    "[2019]",
    " 2024 ",
    "（2020年）",
    "第",
    "15号",
    "7-2号",
    "号",
    "\n",
    "，",
    "　",
    "\t",
    "１２",
    "A",
    "甲" * 30,
)
texts = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


@given(texts)
def test_numbers_are_those_that_a_search_from_every_sign_finds(text: str):
    plain = _text.half_width(text)
    slow = [
        _text.plain_number(match[0])
        for match in re.finditer(_text._NUMBER.source, plain)
    ]
    assert list(_text.numbers(plain)) == slow


@given(texts | st.text(st.sampled_from("a １．\t\n\u3000\xa0中"), max_size=12))
def test_plain_text_is_what_its_definition_says(text: str):
    narrow = text.translate(
        str.maketrans("０１２３４５６７８９．", "0123456789.")
    )
    slow = re.sub(
        r"\s{2,}|[\t\u3000\xa0]",
        lambda match: "\n" if "\n" in match[0] else " ",
        narrow,
    )
    assert _text.half_width(text) == slow
    assert _text.half_width(slow) == slow


counts = st.sets(
    st.fractions(min_value=0, max_value=50, max_denominator=20),
    min_size=1,
    max_size=4,
)


@given(counts)
def test_sums_of_quantities_are_all_there_are(numbers: set[Fraction]):
    slow = {
        abs(sum((s * n for s, n in zip(signs, numbers, strict=True)), 0))
        for signs in product((-1, 0, 1), repeat=len(numbers))
    }
    assert _arithmetic._weighed(numbers) == slow


@given(
    st.dates(dt.date(2019, 1, 1), dt.date(2025, 6, 30)), st.integers(1, 120)
)
def test_a_working_day_is_the_one_that_counting_reaches(
    start: dt.date, count: int
):
    day, left = start, count
    while left:
        day += dt.timedelta(days=1)
        left -= CALENDAR.is_working_day(day)
    assert add_working_days(start, count, CALENDAR) == day


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_a_case_that_is_read_is_as_one_that_is_made(path: Path):
    case = pk.read_case(path.read_bytes())
    fields = attrs.fields(Case)
    made = Case(**{f.name: getattr(case, f.name) for f in fields})
    assert made == case
    for party in case.parties:
        assert attrs.evolve(party) == party
        assert repr(attrs.evolve(party)) == repr(party)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        case.id = "other"  # type: ignore[misc]
    bare = json.loads(path.read_bytes())
    del bare["agency"]
    with pytest.raises(pk.CaseError):
        pk.read_case(json.dumps(bare).encode())
