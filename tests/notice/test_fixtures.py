"""Papers of the shipped fixtures, with the shipped rules."""

from pathlib import Path

import pytest

from penaltykit.case import load_case
from penaltykit.kit import Kit
from penaltykit.notice import Notice

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"

FINAL = {
    "01-food-past-date": "decision",
    "03-vehicle-washing": "decision",
    "04-passenger-transport": "decision",
    "05-fire-on-the-spot": "on-the-spot-decision",
    "06-fire-four-breaches": "decision",
}


@pytest.fixture(scope="module")
def kit() -> Kit:
    return Kit(engine="python")


def paper(kit: Kit, name: str, kind: str, lang: str = "zh") -> Notice:
    case = load_case(FIXTURES / name / "case.json")
    return kit.notice(kit.assess(case), kind, lang)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("name", "kind"), FINAL.items())
def test_clean_cases_give_final_papers(
    kit: Kit, name: str, kind: str, lang: str
):
    made = paper(kit, name, kind, lang)
    assert [one.text(lang, _names()) for one in made.missing] == []
    text = "\n".join(made.lines())
    assert "拟" not in text
    assert "〔缺" not in text
    assert "[missing" not in text
    for format_ in ("docx", "html", "txt"):
        assert made.render(format_)


def _names():  # noqa: ANN202 (named only to print what is missing)
    from penaltykit._names import shipped_names

    return shipped_names()


def test_the_third_case_tells_table_band_and_point(kit: Kit):
    text = "\n".join(paper(kit, "03-vehicle-washing", "decision").lines())
    for said in (
        "从20,000元（含）到50,000元（不含）",
        "35,000元（基准允许本机关在幅度内另行确定）",
        "罚款人民币35,000元（大写：叁万伍仟元整）",
        "《中华人民共和国水污染防治法》第八十五条第一款第（三）项、第二款",
    ):
        assert said in text


def test_the_sixth_case_joins_four_fines(kit: Kit):
    text = "\n".join(paper(kit, "06-fire-four-breaches", "decision").lines())
    # 4 x 5,000 = 20,000.
    assert "以上罚款合计人民币20,000元（大写：贰万元整）" in text


def test_the_second_case_is_a_draft_that_says_why(kit: Kit):
    made = paper(kit, "02-catering-without-permit", "decision")
    assert made.draft
    assert "finding" in {one.source for one in made.missing}


def test_an_unknown_fact_still_offers_the_hearing(kit: Kit):
    made = paper(kit, "unknown-fact", "prior-notice")
    assert made.draft
    assert "（听证）" in made.title
    assert "undetermined" in {one.source for one in made.missing}
