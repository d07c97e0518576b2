"""A provision that is gone, and one that has moved.

Administrative Penalty Law art. 4 and art. 38(1): no penalty without a
provision in force; art. 37: not where the new law no longer sees a breach.
Road Transport Regulation: art. 65(1) of 2019 penalised training drivers
without a permit; the text of 2022, in force since 2022-03-29, does not.
"""

import json
from collections.abc import Callable
from typing import Any

import pytest

import penaltykit as pk
from penaltykit.assessment import Assessment, Result

Small = Callable[..., Assessment]

TRAINING = "road.training-without-permit"
ROAD: dict[str, Any] = {"field": "transport", "party": "citizen"}
FINE = [{"kind": "fine", "amount": "30000", "unit": "yuan"}]


def codes(assessment: Assessment) -> list[str]:
    return [finding.code for finding in assessment.findings]


def reason(result: Result, code: str, lang: str = "zh") -> str:
    return next(r.text[lang] for r in result.reasons if r.code == code)


def test_an_act_after_the_repeal_is_not_penalised(small: Small) -> None:
    assessment = small(TRAINING, "2022-09-01", "2022-12-01", **ROAD)
    result = assessment.results[0]

    assert result.outcome.value == "no-penalty-shall"
    assert [r.penalty.kind.value for r in result.recommended] == ["no-penalty"]
    assert result.law is not None
    assert result.law.choice == "repealed-before"
    assert (result.law.at_act, result.law.at_decision) == ("2022", None)
    # What was repealed is named: art. 65(1) of 2019.
    (place,) = result.law.provision
    assert (place.version, place.article, place.paragraph) == ("2019", 65, 1)
    said = reason(result, "law.repealed-before")
    assert "2022年3月29日" in said
    assert "2022" in reason(result, "law.repealed-before", "en")
    assert "statute-not-held" not in codes(assessment)
    assert "punished-without-provision" not in codes(assessment)


def test_a_fine_for_it_is_an_error(small: Small) -> None:
    assessment = small(
        TRAINING, "2022-09-01", "2022-12-01", penalties=FINE, **ROAD
    )
    found = [
        f
        for f in assessment.findings
        if f.code == "punished-without-provision"
    ]

    assert [f.severity.value for f in found] == ["error"]
    assert found[0].citation[0].article == 4


def test_what_continued_until_after_the_repeal(small: Small) -> None:
    """Its last day counts: 2022-06-01, under the text of 2022."""
    result = small(
        TRAINING, "2021-06-01/2022-06-01", "2022-12-01", **ROAD
    ).results[0]

    assert result.law is not None
    assert result.law.choice == "repealed-before"
    assert result.outcome.value == "no-penalty-shall"


def test_the_day_before_the_repeal_and_the_day_of_it(small: Small) -> None:
    """2022-03-28 under the old text, decided that day: a penalty. One day
    later the new text holds."""
    before = small(TRAINING, "2022-03-28", "2022-03-28", **ROAD).results[0]
    after = small(TRAINING, "2022-03-29", "2022-03-29", **ROAD).results[0]

    assert before.law is not None
    assert after.law is not None
    assert before.law.choice == "same"
    assert after.law.choice == "repealed-before"


def test_an_act_before_there_was_a_provision(small: Small) -> None:
    """Art. 65(3) on schools that do not file came with the text of 2022."""
    assessment = small(
        "road.training-not-filed", "2021-06-01", "2022-12-01", **ROAD
    )
    result = assessment.results[0]

    assert result.law is not None
    assert result.law.choice == "not-yet"
    assert (result.law.at_act, result.law.at_decision) == ("2019", "2022")
    assert result.outcome.value == "no-penalty-shall"
    assert "2022年3月29日" in reason(result, "law.not-yet")


def test_before_the_oldest_text_that_is_held_nothing_is_known(
    small: Small,
) -> None:
    assessment = small(TRAINING, "2018-06-01", "2018-12-01", **ROAD)

    assert assessment.results[0].law is None
    assert assessment.results[0].outcome.value == "undetermined"
    assert "statute-not-held" in codes(assessment)


def test_the_explanation_says_since_when(kit: pk.Kit, small: Small) -> None:
    assessment = small(TRAINING, "2022-09-01", "2022-12-01", **ROAD)
    text = str(kit.explain(assessment).to_dict())

    assert "不在本库" not in text
    assert "没有这一规定" in text


DOGS = """\
id: dog-rules
rank: local-regulation
zh: 示例市养犬管理条例
en: Example Dog Rules
versions:
  - id: "2020"
    effective: 2020-01-01
    status: stated
    source: {zh: 示例, en: example}
    shape: {complete: false, known: [3, 5, 7]}
    provisions:
      - ids: ["unregistered"]
        citations: [{article: 5}]
        tracks:
          - id: any
            label: {zh: 罚款, en: a fine}
            penalties: [{kind: fine, from: 100, to: 500}]
      - ids: ["unleashed"]
        citations: [{article: 7}]
        tracks:
          - id: any
            label: {zh: 罚款, en: a fine}
            penalties: [{kind: fine, from: 50, to: 200}]
  - id: "2023"
    effective: 2023-01-01
    status: stated
    source: {zh: 示例, en: example}
    shape: {complete: false, known: [4, 6]}
    renumbered:
      from: "2020"
      articles: {"3": 4, "5": 6, "7": null}
    provisions:
      - ids: ["unregistered"]
        citations: [{article: 6}]
        tracks:
          - id: any
            label: {zh: 罚款, en: a fine}
            penalties: [{kind: fine, from: 100, to: 500}]
"""

ITEMS = """\
field: dogs
agencies:
  - {kind: public-security, level: county}
items:
  - id: dogs.unregistered
    zh: 养犬未登记
    en: a dog not registered
    breached: [{law: dog-rules, article: 3, paragraph: 1}]
    penalising: [{law: dog-rules, provision: unregistered}]
    questions: []
  - id: dogs.unleashed
    zh: 遛犬不牵绳
    en: a dog without a leash
    breached: [{law: dog-rules, article: 3, paragraph: 2}]
    penalising: [{law: dog-rules, provision: unleashed}]
    questions: []
"""


@pytest.fixture(scope="module")
def dogs(tmp_path_factory: pytest.TempPathFactory) -> pk.Kit:
    """The shipped rules with a law that was renumbered in 2023."""
    own = tmp_path_factory.mktemp("own")
    for folder, name, text in (
        ("laws", "dog-rules.yaml", DOGS),
        ("items", "dogs.yaml", ITEMS),
    ):
        (own / folder).mkdir()
        (own / folder / name).write_text(text, "utf-8")
    return pk.Kit(engine="python", overlay=own)


def dog_case(
    item: str, acted: str, breached: Any = (), penalising: Any = ()
) -> pk.Case:
    data = {
        "schema": "penaltykit/case/1",
        "id": "示例",
        "phase": "decided",
        "procedure": "ordinary",
        "agency": {
            "name": "示例机关",
            "region": "440784",
            "level": "county",
            "field": "public-security",
        },
        "parties": [{"id": "P1", "kind": "citizen", "name": "示例当事人"}],
        "violations": [
            {
                "id": "V1",
                "item": item,
                "act": {"from": acted, "to": acted, "summary": "示例行为"},
                "breached": list(breached),
                "penalising": list(penalising),
                "facts": {"gains.amount": {"value": "0"}},
                "penalties": [
                    {"kind": "fine", "amount": "300", "unit": "yuan"}
                ],
            }
        ],
        "events": [{"kind": "decided", "date": "2024-06-01"}],
    }
    return pk.read_case(json.dumps(data))


def place(article: int, **more: int) -> dict[str, Any]:
    return {"law": "dog-rules", "article": article, **more}


def test_null_among_the_renumbered_is_a_repeal(dogs: pk.Kit) -> None:
    """Art. 7 is gone since 2023; only single articles of the text are held,
    and that one is said to be gone."""
    result = dogs.assess(dog_case("dogs.unleashed", "2024-02-01")).results[0]

    assert result.law is not None
    assert result.law.choice == "repealed-before"
    assert "2023年1月1日" in reason(result, "law.repealed-before")


def test_the_number_of_the_version_in_force_is_right(dogs: pk.Kit) -> None:
    case = dog_case(
        "dogs.unregistered",
        "2024-02-01",
        [place(4, paragraph=1)],
        [place(6)],
    )
    found = codes(dogs.assess(case))

    assert "breach-of-another-provision" not in found
    assert "basis-of-another-item" not in found


def test_an_old_number_says_what_it_became(dogs: pk.Kit) -> None:
    case = dog_case(
        "dogs.unregistered",
        "2024-02-01",
        [place(3, paragraph=1)],
        [place(5)],
    )
    found = {f.code: f for f in dogs.assess(case).findings}

    breach = found["breach-of-another-provision"].message
    assert "第三条" in breach["zh"]
    assert "第四条" in breach["zh"]
    assert "2023" in breach["zh"]
    basis = found["basis-of-another-item"].message
    assert "第五条" in basis["zh"]
    assert "第六条" in basis["zh"]
    assert "art. 6" in basis["en"]


def test_under_the_old_text_the_old_number_is_right(dogs: pk.Kit) -> None:
    data = dog_case(
        "dogs.unregistered", "2022-02-01", [place(3, paragraph=1)], [place(5)]
    )
    found = codes(dogs.assess(data))

    assert "breach-of-another-provision" not in found
    assert "basis-of-another-item" not in found


def test_a_number_that_never_was_right_says_nothing_more(
    dogs: pk.Kit,
) -> None:
    case = dog_case("dogs.unregistered", "2024-02-01", [place(6)], [place(4)])
    found = {f.code: f for f in dogs.assess(case).findings}

    breach = found["breach-of-another-provision"].message["zh"]
    assert breach == "引用的违反规定不是该处罚事项所禁止行为的规定。"
    assert found["basis-of-another-item"].message["zh"] == (
        "引用的处罚依据不是该处罚事项的规定。"
    )
