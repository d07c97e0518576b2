"""Regions that merge, are divided and are renamed, and what then reaches.

The territory of the tests is invented: province 990000 would be refused, so
codes of the free range 46xxxx stand in.
"""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penaltykit.agency import Change, Fit, Regions, reach
from penaltykit.errors import RuleError

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = Regions.load(ROOT / "rules")
LAST, FIRST = dt.date(2020, 6, 30), dt.date(2020, 7, 1)

INVENTED = """\
- {code: "100000", zh: 国, en: nation}
- {code: "460000", zh: 省, en: province}
- {code: "461100", zh: 市, en: city}
- {code: "461101", zh: 东, en: East, until: 2020-06-30, change: merged,
   successors: ["461105"]}
- {code: "461102", zh: 西, en: West, until: 2020-06-30, change: merged,
   successors: ["461105"], confirmed: false}
- {code: "461105", zh: 新, en: New, from: 2020-07-01}
- {code: "461103", zh: 南, en: South, until: 2020-06-30, change: divided,
   successors: ["461105", "461106"]}
- {code: "461106", zh: 港, en: Port, from: 2020-07-01}
- {code: "461181", zh: 北市, en: North City, until: 2020-06-30,
   change: renamed, successors: ["461104"]}
- {code: "461104", zh: 北区, en: North District, from: 2020-07-01,
   until: 2022-12-31, change: merged, successors: ["461106"]}
"""


def regions(tmp_path: Path, text: str = INVENTED) -> Regions:
    (tmp_path / "agencies").mkdir(exist_ok=True)
    path = tmp_path / "agencies" / "regions.yaml"
    path.write_text(text, encoding="utf-8")
    return Regions.load(tmp_path)


def names(tree: Regions, code: str, on: dt.date) -> list[str]:
    return [region.en for region in tree.chain(code, on)]


def test_the_chain_is_that_of_the_day(tmp_path: Path) -> None:
    tree = regions(tmp_path)
    above = ["city", "province", "nation"]
    assert names(tree, "461101", LAST) == ["East", *above]
    # The day after: the old code stands first, then what holds its land.
    assert names(tree, "461101", FIRST) == ["East", "New", *above]
    # Divided among two: nobody can say which of them.
    assert names(tree, "461103", FIRST) == ["South", *above]
    # Renamed, then merged: North District holds it in 2021, Port in 2023.
    assert names(tree, "461181", dt.date(2021, 1, 1))[:2] == [
        "North City",
        "North District",
    ]
    assert names(tree, "461181", dt.date(2023, 1, 1))[:2] == [
        "North City",
        "Port",
    ]
    # Before it was there.
    assert names(tree, "461105", LAST) == ["New", *above]


def fit(
    tree: Regions, issuer: str, place: str, on: dt.date
) -> tuple[Fit, int | None, bool]:
    found = reach(tree, issuer, dt.date(2019, 1, 1), tree.chain(place, on), on)
    return found.fit, found.distance, found.inside


@pytest.mark.parametrize(
    ("issuer", "place", "on", "expected"),
    [
        ("461101", "461101", LAST, (Fit.WITHIN, 0, True)),
        ("461100", "461101", LAST, (Fit.WITHIN, 1, True)),
        # Merged: the new district, not known to be the former territory.
        ("461101", "461105", FIRST, (Fit.CHANGED, 0, False)),
        # The place is given by its old code: the former territory itself.
        ("461101", "461101", FIRST, (Fit.CHANGED, 1, True)),
        ("461102", "461101", FIRST, (Fit.CHANGED, 1, False)),
        ("461103", "461106", FIRST, (Fit.CHANGED, 0, False)),
        ("461103", "461103", FIRST, (Fit.CHANGED, 0, True)),
        ("461181", "461104", FIRST, (Fit.RENAMED, 0, True)),
        # Two steps: renamed, then merged.
        ("461181", "461106", dt.date(2023, 1, 1), (Fit.CHANGED, 0, False)),
        # An act before the merger, asked for by the region of today.
        ("461101", "461105", LAST, (Fit.FOREBEAR, 0, False)),
        ("461181", "461105", LAST, (Fit.ELSEWHERE, None, True)),
        ("461101", "461106", FIRST, (Fit.ELSEWHERE, None, True)),
        ("450100", "461101", LAST, (Fit.ELSEWHERE, None, True)),
    ],
)
def test_how_an_issuer_lies_to_a_place(
    tmp_path: Path,
    issuer: str,
    place: str,
    on: dt.date,
    expected: tuple[Fit, int | None, bool],
) -> None:
    assert fit(regions(tmp_path), issuer, place, on) == expected


def test_what_became_of_it_is_told(tmp_path: Path) -> None:
    tree = regions(tmp_path)
    chain = tree.chain("461105", FIRST)
    found = reach(tree, "461102", dt.date(2019, 1, 1), chain, FIRST)
    assert found.text is not None
    assert found.text["en"] == (
        "West merged into New on 2020-07-01."
        " That day is still to be confirmed."
    )
    day = dt.date(2023, 1, 1)
    chain = tree.chain("461106", day)
    found = reach(tree, "461181", dt.date(2019, 1, 1), chain, day)
    assert found.text is not None
    assert found.text["en"] == (
        "North City became North District on 2020-07-01."
        " North District merged into Port on 2023-01-01."
    )


def test_the_shipped_changes_have_a_source_and_an_open_day() -> None:
    changed = [one for one in SHIPPED.all() if one.change is not None]
    assert {one.change for one in changed} == set(Change)
    for one in changed:
        assert one.source["zh"]
        assert one.source["en"]
        # Only neighbouring days were read; none is passed off as certain.
        assert not one.confirmed


def test_guangzhou_and_hangzhou() -> None:
    # 国函〔2005〕35号: Dongshan went to Yuexiu; the approval is of 04-28.
    day = dt.date(2005, 4, 28)
    assert names(SHIPPED, "440102", day)[:2] == [
        "Dongshan District",
        "Yuexiu District",
    ]
    # 2014: Huangpu and Luogang became the new Huangpu, under the old code.
    day = dt.date(2015, 1, 1)
    for code in ("440112", "440116"):
        found = reach(
            SHIPPED,
            code,
            dt.date(2010, 1, 1),
            SHIPPED.chain("440112", day),
            day,
        )
        assert found.fit is Fit.CHANGED
        assert not found.inside
    # Zengcheng became a district: the same territory.
    found = reach(
        SHIPPED,
        "440183",
        dt.date(2010, 1, 1),
        SHIPPED.chain("440118", day),
        day,
    )
    assert found.fit is Fit.RENAMED
    # 2021: Jianggan was divided, so that no one district follows it.
    day = dt.date(2022, 1, 1)
    assert names(SHIPPED, "330104", day)[:2] == [
        "Jianggan District",
        "Hangzhou",
    ]


def test_half_a_change_and_a_missing_heir_are_told(tmp_path: Path) -> None:
    with pytest.raises(RuleError) as caught:
        regions(
            tmp_path,
            '- {code: "100000", zh: 国, en: nation}\n'
            '- {code: "460000", zh: 省, en: province}\n'
            '- {code: "460100", zh: 甲, en: A, change: merged}\n'
            '- {code: "460200", zh: 乙, en: B, until: 2020-01-01,'
            ' change: merged, successors: ["460900"]}\n'
            '- {code: "460300", zh: 丙, en: C, until: 2020-01-01,'
            ' change: eaten, successors: ["460200"]}\n',
        )
    codes = [(one.code, one.place.line) for one in caught.value.faults]
    assert codes == [
        ("rule-not-choice", 5),
        ("region-change-half", 3),
        ("region-successor-missing", 4),
        ("region-change-half", 5),
    ]


@settings(max_examples=60, deadline=None)
@given(
    issuer=st.sampled_from([one.code for one in SHIPPED.all()]),
    place=st.sampled_from([one.code for one in SHIPPED.all()]),
    issued=st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1)),
    on=st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1)),
)
def test_a_reach_is_a_place_in_the_chain_or_nowhere(
    issuer: str, place: str, issued: dt.date, on: dt.date
) -> None:
    chain = SHIPPED.chain(place, on)
    found = reach(SHIPPED, issuer, issued, chain, on)
    assert (found.distance is None) == (found.fit is Fit.ELSEWHERE)
    assert found.distance is None or found.distance < len(chain)
    # Only where something changed is there something to tell.
    plain = found.fit in {Fit.WITHIN, Fit.ELSEWHERE}
    assert (found.text is None) == plain
    assert chain[-1].code == "100000"
