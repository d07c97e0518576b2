"""Every example of ``docs/milder-law.md`` is run (art. 37)."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

import penaltykit as pk
from penaltykit import _yaml
from penaltykit._resources import rules_root
from penaltykit.penalty import PenaltyKind

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "milder-law.md"
FIXTURE = ROOT / "fixtures" / "04-passenger-transport" / "case.json"
LAW = "example-law"
DECIDED = "2024-05-01"

Example = dict[str, Any]


def examples() -> list[Example]:
    """The examples of the page, each with its number."""
    blocks = re.findall(
        r"```yaml\n(.*?)```", PAGE.read_text("utf-8"), flags=re.DOTALL
    )
    return [
        {"number": number, **_yaml.load(text, name="example").value}
        for number, text in enumerate(blocks)
    ]


EXAMPLES = examples()


def item_of(example: Example) -> str:
    """The item of an example: its own, or one of the shipped."""
    return str(example.get("item", f"example.e{example['number']}"))


def provision(example: Example, which: str, article: int) -> str:
    """The provision of an example in one version, as a line of YAML."""
    penalties = json.dumps(example[which], ensure_ascii=False)
    return (
        f"      - ids: [e{example['number']}]\n"
        f"        citations: [{{article: {article}}}]\n"
        "        tracks:\n"
        "          - id: only\n"
        "            label: {zh: 一般, en: ordinary}\n"
        f"            penalties: {penalties}\n"
    )


def law_text(name: str, chosen: list[Example], until: str | None) -> str:
    """A law of two versions, or of one that has ended."""

    def version(number: str, effective: str, which: str, at: int) -> str:
        found = [e for e in chosen if e[which] is not None]
        body = "".join(
            provision(e, which, e.get("articles", [10, 10])[at]) for e in found
        )
        end = f"    until: {until}\n" if until else ""
        return (
            f'  - id: "{number}"\n'
            f"    promulgated: {effective}\n"
            f"    effective: {effective}\n"
            f"{end}"
            "    status: stated\n"
            "    source: {zh: 例, en: example}\n"
            "    shape: {complete: true, articles: 20, paragraphs: {}}\n"
            "    provisions:\n"
            f"{body}"
        )

    text = (
        f"id: {name}\nrank: law\nzh: 示例法{name}\nen: Example Law {name}\n"
        "versions:\n" + version("old", "2020-01-01", "old", 0)
    )
    if until is None:
        text += version("new", "2023-07-01", "new", 1)
    return text


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> pk.Kit:
    """The shipped rules, and a law with a provision for each example."""
    rules = tmp_path_factory.mktemp("milder") / "rules"
    shutil.copytree(rules_root(), rules)
    own = [e for e in EXAMPLES if "item" not in e]
    kept = [e for e in own if "ended" not in e]
    (ended,) = (e for e in own if "ended" in e)
    (rules / "laws" / f"{LAW}.yaml").write_text(
        law_text(LAW, kept, None), "utf-8"
    )
    (rules / "laws" / "ended-law.yaml").write_text(
        law_text("ended-law", [ended], ended["ended"]), "utf-8"
    )
    items = "field: example\nagencies: [{kind: transport, level: county}]\n"
    items += "items:\n"
    for example in own:
        law = "ended-law" if "ended" in example else LAW
        items += (
            f"  - id: {item_of(example)}\n"
            f"    zh: 例{example['number']}\n"
            f"    en: example {example['number']}\n"
            f"    breached: [{{law: {law}, article: 1}}]\n"
            f"    penalising: [{{law: {law},"
            f" provision: e{example['number']}}}]\n"
            "    questions: [gains.amount]\n"
        )
    (rules / "items" / "example.yaml").write_text(items, "utf-8")
    return pk.Kit(rules=rules, engine="python")


def violation(example: Example, data: Any) -> dict[str, Any]:
    """The violation of an example."""
    facts = {
        name: {"value": v} for name, v in example.get("facts", {}).items()
    }
    if "attested" in example:
        fact = facts["law.new_is_milder"] = {"value": True}
        if example["attested"]:
            fact["grounds"] = example["attested"]
    facts.setdefault("gains.amount", {"state": "not-applicable"})
    act = example.get("act", {"from": "2023-03-01", "to": "2023-03-01"})
    if facts["gains.amount"].get("value"):
        facts["gains.refunded"] = {"value": "0"}
    return {
        "id": f"V{example['number']}",
        "item": item_of(example),
        "act": {"summary": "示例。", "place": "示例", **act},
        "facts": facts,
    }


def make_case(*chosen: Example) -> pk.Case:
    """A case with one violation for each example, decided on the day."""
    data = json.loads(FIXTURE.read_text("utf-8"))
    data["violations"] = [violation(e, data) for e in chosen]
    data["papers"] = []
    data["events"] = [{"kind": "decided", "date": DECIDED}]
    return pk.read_case(json.dumps(data))


def fine_of(result: pk.Result) -> str | None:
    """The fine that law and facts lead to, as the page writes it."""
    fines = [
        r.penalty
        for r in result.recommended
        if r.penalty.kind is PenaltyKind.FINE
    ]
    return f"{fines[0].from_}-{fines[0].to}" if fines else None


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e["name"])
def test_each_example_of_the_page(kit: pk.Kit, example: Example) -> None:
    (result,) = kit.assess(make_case(example)).results

    assert result.law is not None
    assert result.law.choice == example["choice"]
    assert result.outcome.value == example.get("outcome", "penalty")
    assert fine_of(result) == example.get("fine")
    if "article" in example:
        assert [c.article for c in result.law.provision] == [
            example["article"]
        ]
    if "version" in example:
        assert result.law.version == example["version"]


def test_the_page_has_an_example_of_every_answer() -> None:
    table = re.findall(
        r"^\| `([a-z-]+)` \|", PAGE.read_text("utf-8"), flags=re.MULTILINE
    )

    assert {e["choice"] for e in EXAMPLES} == set(table)


def by_name(name: str) -> Example:
    return next(e for e in EXAMPLES if e["name"] == name)


def reason_texts(result: pk.Result, code: str) -> list[str]:
    return [r.text["zh"] for r in result.reasons if r.code == code]


def test_the_grounds_stand_with_the_reasons(kit: pk.Kit) -> None:
    example = by_name("attested with grounds")
    (result,) = kit.assess(make_case(example)).results

    (text,) = reason_texts(result, "law.grounds")
    assert example["attested"] in text
    assert reason_texts(result, "law.attested")


def test_no_grounds_are_asked_for(kit: pk.Kit) -> None:
    case = make_case(by_name("attested without grounds"))
    (result,) = kit.assess(case).results

    assert reason_texts(result, "law.attested-without-grounds")


def test_what_an_attestation_would_open_stands_beside(kit: pk.Kit) -> None:
    """10,000 to 50,000 became 5,000 to 80,000: the old governs, the new
    stands among the alternatives until an officer has said."""
    (result,) = kit.assess(make_case(by_name("wider on both sides"))).results
    (one,) = result.alternatives

    assert (one.ground, one.facts) == ("attestation", ("law.new_is_milder",))
    assert (one.penalty.from_, one.penalty.to) == (5000, 80_000)
    for told in ("attested with grounds", "attested without grounds"):
        (result,) = kit.assess(make_case(by_name(told))).results
        assert result.alternatives == ()


def test_an_open_end_asks_for_the_last_day(kit: pk.Kit) -> None:
    (result,) = kit.assess(make_case(by_name("no end recorded"))).results

    assert result.settle == ("act.to",)


def test_two_violations_under_two_versions(kit: pk.Kit) -> None:
    """Each by its own dates: 30,000 to 100,000 became 10,000 to 100,000
    (milder); 10,000 to 50,000 became 10,000 to 80,000 (harsher)."""
    lower, higher = by_name("lower floor"), by_name("higher ceiling")
    results = kit.assess(make_case(lower, higher)).results

    assert [r.law and r.law.version for r in results] == ["new", "old"]
    assert [fine_of(r) for r in results] == ["10000-100000", "10000-50000"]


def test_identity_values_in_the_grounds_are_masked(kit: pk.Kit) -> None:
    example = {**by_name("attested with grounds"), "attested": "刘虚构从轻"}
    assessment = kit.assess(make_case(example))

    assert "刘虚构" not in assessment.to_json().decode()
