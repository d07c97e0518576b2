"""Rule files: what is read, and every fault at its place."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from penaltykit.citation import Citation
from penaltykit.engine import (
    Reading,
    RuleBook,
    RuleSet,
    load_rules,
    run_examples,
)
from penaltykit.errors import RuleError
from strategies.engine import NAMES

Write = Callable[..., Path]

GOOD = """\
- concludes: found.a
  scope: violation
  any:
    - name: large
      when: goods.value >= 200000
      citation: {law: penalty-law, article: 57, paragraph: 2}
    - name: repeated
      when: act.repeated and act.count > 2
      citation: 《中华人民共和国行政处罚法》第五十七条第二款
- code: discussion-missing
  name: decision.discussion
  title: {zh: 集体讨论, en: Collective discussion}
  scope: violation
  phases: [decided, served]
  element: penalty-kind
  severity: error
  duty: law
  when: found.a
  require: act.stopped
  citation:
    - {law: penalty-law, article: 57, paragraph: 2}
    - 《某省规定》第三条
  message:
    zh: 货值{goods.value}，情节复杂或者重大，未见集体讨论。
    en: The goods are worth {goods.value}; no discussion is on file.
  mend: {zh: 请补充集体讨论记录。, en: Add the minutes of the discussion.}
  why: {zh: 重大处罚应当集体讨论。, en: Heavy penalties are discussed.}
  examples:
    wrong:
      - goods.value: "200000.00"
        act.stopped: false
      - {found.a: true, act.stopped: false, note: 已经认定}
    right:
      - {goods.value: 199999, act.repeated: false}
      - {found.a: {state: not-applicable}}
    undetermined:
      - {goods.value: {state: not-ascertainable}, act.stopped: false}
"""


@pytest.fixture
def write(tmp_path: Path):
    def written(text: str, name: str = "rules.yaml") -> Path:
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return written


def at(text: str, part: str) -> tuple[int, int]:
    """Line and column of the first mention of a part."""
    before = text[: text.index(part)].split("\n")
    return len(before), len(before[-1]) + 1


def faults(path: Path, **kw: Any) -> list[tuple[str, int, int]]:
    with pytest.raises(RuleError) as caught:
        load_rules(path, NAMES, **kw)
    found = caught.value.faults
    assert all(fault.place.file == str(path) for fault in found)
    return [
        (fault.code, fault.place.line or 0, fault.place.column or 0)
        for fault in found
    ]


def test_a_rule_file_is_read(write: Write) -> None:
    book = load_rules(write(GOOD), NAMES)

    (definition,) = book.definitions
    assert definition.concludes == "found.a"
    assert [way.name for way in definition.any] == ["large", "repeated"]
    assert definition.any[0].citation == (
        Citation(law="penalty-law", article=57, paragraph=2),
    )
    (check,) = book.checks
    assert check.phases == ("decided", "served")
    assert check.status == "in-force"
    assert check.citation[1] == Citation(text="《某省规定》第三条")
    assert check.facts == {"found.a", "act.stopped"}
    assert check.examples[0].facts["goods.value"] == Reading(
        "known", Decimal(200000), "/1/examples/wrong/0/goods.value"
    )
    assert check.examples[1].note == {"zh": "已经认定", "en": "已经认定"}
    assert book.by_code["discussion-missing"] is check
    assert book.of_scope("case") == RuleBook()
    assert book.of_scope("violation") == book


@pytest.mark.parametrize("engine", ["python", "auto"])
def test_examples_are_run(write: Write, engine: str) -> None:
    book = load_rules(write(GOOD), NAMES)

    assert run_examples(book, engine) == ()


def test_a_wrong_example_is_told_with_its_place(write: Write) -> None:
    text = GOOD.replace("goods.value: 199999,", "goods.value: 200000,")
    book = load_rules(write(text), NAMES)

    (failure,) = run_examples(book)
    assert failure.expected is False
    assert failure.found is None
    assert failure.settle == ("act.stopped",)
    assert failure.example.place.line == at(text, "{goods.value: 200000,")[0]
    assert "discussion-missing" in str(failure)


def test_examples_of_rules_that_are_off_are_run_too(write: Write) -> None:
    text = GOOD.replace("  duty: law", "  duty: law\n  status: off")
    text = text.replace("act.stopped: false\n", "act.stopped: true\n")
    book = load_rules(write(text), NAMES)

    assert len(run_examples(book)) == 1


def test_folders_are_read_whole(write: Write, tmp_path: Path) -> None:
    definition, check = GOOD.split("- code", 1)
    (tmp_path / "deep").mkdir()
    write(definition, "b.yaml")
    write(f"- code{check}", "deep/a.yaml")
    write("not: yaml rules", "readme.txt")

    book = load_rules(tmp_path, NAMES)
    assert len(book.definitions) == len(book.checks) == 1
    assert load_rules([tmp_path / "b.yaml"], NAMES).checks == ()


def test_when_may_be_left_out_or_be_always(write: Write) -> None:
    for when in ("", "  when: true\n", "  when: 'true'\n"):
        text = GOOD.replace("  when: found.a\n", when)
        book = load_rules(write(text), NAMES)
        run = RuleSet((), book.checks).run({})

        assert run.outcomes[0].applies is True
        assert run.outcomes[0].settle == ("act.stopped",)


def test_every_fault_of_every_file_comes_at_once(
    write: Write, tmp_path: Path
) -> None:
    check = """\
- code: one
  nmae: decision.one
  name: decision.one
  title: {zh: 一}
  scope: violations
  phases: [decided, decided, desided]
  element: penalty
  severity: error
  duty: house-standard
  status: on
  when: goods.valu > 5 and found.a
  require: water.zone = "一股"
  message: {zh: "{goods.price}}", en: "{gains.amount}"}
  mend: 请改正
  why: {zh: "", en: why}
  examples:
    wrong: []
    rihgt: [{}]
- concludes: goods.value
  scope: violation
  any:
    - {name: a, when: act.count, citation: {law: x}}
    - {name: a, when: act.repeated, citation: {article: first, law: x}}
- concludes: found.zzz
  scope: violation
  any: none
- just text
- {scope: case}
"""
    first = write(check, "a.yaml")
    second = write("code: one\n", "b.yaml")
    third = write("- [1\n", "c.yaml")
    with pytest.raises(RuleError) as caught:
        load_rules(tmp_path, NAMES)

    told = [
        (Path(f.place.file or "").name, f.place.line, f.code)
        for f in caught.value.faults
    ]
    assert told == [
        ("a.yaml", 1, "rulefile-no-citation"),
        ("a.yaml", 2, "rulefile-unknown-key"),
        ("a.yaml", 4, "rulefile-missing-key"),  # no English title
        ("a.yaml", 5, "rulefile-unknown-word"),
        ("a.yaml", 6, "rulefile-repeated-word"),
        ("a.yaml", 6, "rulefile-unknown-word"),
        ("a.yaml", 7, "rulefile-unknown-word"),
        ("a.yaml", 8, "rulefile-house-error"),
        ("a.yaml", 10, "rulefile-unknown-word"),
        ("a.yaml", 11, "feel-unknown-name"),
        ("a.yaml", 12, "feel-unknown-word"),
        ("a.yaml", 13, "rulefile-unknown-placeholder"),
        ("a.yaml", 13, "rulefile-stray-brace"),
        ("a.yaml", 14, "rulefile-wrong-shape"),
        ("a.yaml", 15, "rulefile-wrong-shape"),
        ("a.yaml", 17, "rulefile-missing-key"),  # right
        ("a.yaml", 17, "rulefile-wrong-shape"),
        ("a.yaml", 18, "rulefile-unknown-key"),
        ("a.yaml", 19, "rulefile-head-not-truth"),
        ("a.yaml", 22, "feel-wrong-type"),
        ("a.yaml", 22, "rulefile-bad-citation"),
        ("a.yaml", 23, "rulefile-duplicate"),
        ("a.yaml", 23, "rulefile-wrong-shape"),
        ("a.yaml", 24, "rulefile-unknown-fact"),
        ("a.yaml", 26, "rulefile-wrong-shape"),
        ("a.yaml", 27, "rulefile-wrong-shape"),
        ("a.yaml", 28, "rulefile-unknown-kind"),
        ("b.yaml", 1, "rulefile-wrong-shape"),
        ("c.yaml", 2, "yaml-syntax"),
    ]
    assert first.exists()
    assert second.exists()
    assert third.exists()
    zh, en = (caught.value.text(lang).splitlines() for lang in ("zh", "en"))
    assert len(zh) == len(en) == len(told)


def test_a_rule_without_a_citation_does_not_ship(write: Write) -> None:
    text = GOOD.replace(
        "      citation: {law: penalty-law, article: 57, paragraph: 2}\n", ""
    )

    assert faults(write(text)) == [("rulefile-no-citation", 4, 7)]


@pytest.mark.parametrize(
    "written",
    [
        "  when: act.count > xx",
        "  when:   act.count > xx",
        "  when: 'act.count > xx'",
        '  when: "act.count > xx"',
        # the text holds one quote where the file holds \" or two of '
        '  when: "party.note = \\"甲\\" and act.count > xx"',
        "  when: 'party.note = \"''\" and act.count > xx'",
        "  when: >\n    act.count > 1\n    and act.count > xx",
        "  when: |\n    act.count > 1 and\n    act.count > xx",
        "  when: act.count > 1\n    and act.count > xx",
        '  when: "act.count > 1\n    and act.count > xx"',
    ],
)
def test_a_fault_is_found_behind_quotes_and_folds(
    write: Write, written: str
) -> None:
    text = GOOD.replace("  when: found.a", written)

    assert faults(write(text)) == [
        ("feel-unknown-name-alone", *at(text, "xx"))
    ]


def test_codes_and_conclusions_have_one_rule_each(
    write: Write, tmp_path: Path
) -> None:
    write(GOOD, "a.yaml")
    write(GOOD, "b.yaml")
    with pytest.raises(RuleError) as caught:
        load_rules(tmp_path, NAMES)

    first, second = caught.value.faults
    assert (first.code, first.params["found"]) == (
        "rulefile-duplicate",
        "found.a",
    )
    assert first.params["first"].startswith(str(tmp_path / "a.yaml:1:"))
    assert second.params["found"] == "discussion-missing"


def test_a_cycle_is_named_at_its_place(write: Write) -> None:
    def way(head: str, when: str) -> str:
        return (
            f"- concludes: {head}\n  scope: violation\n  any:\n"
            f"    - {{name: a, when: {when}, citation: 《某法》第一条}}\n"
        )

    text = (
        way("found.a", "not(found.b) and act.repeated")
        + way("found.b", "found.c = true")
        + way("found.c", "act.stopped or applicable(found.a)")
        + way("found.d", "found.a and found.e")
        + way("found.e", "found.e")
    )
    with pytest.raises(RuleError) as caught:
        load_rules(write(text), NAMES)

    told = [
        (f.code, f.place.line, f.params["found"]) for f in caught.value.faults
    ]
    assert told == [
        ("rulefile-cycle", 1, "found.a → found.b → found.c → found.a"),
        ("rulefile-cycle", 17, "found.e → found.e"),
    ]


def test_a_rule_sees_the_facts_of_its_scope_only(write: Write) -> None:
    def visible(name: str, scope: str) -> bool:
        assert scope == "violation"
        return name != "act.stopped"

    path = write(GOOD)
    assert faults(path, visible=visible) == [
        ("rulefile-out-of-scope", *at(GOOD, "act.stopped\n"))
    ]


@pytest.mark.parametrize(
    "stated",
    [
        "{goods.value: one}",
        '{goods.value: "1e5"}',
        '{goods.value: "1."}',
        "{goods.value: true}",
        "{act.count: -1}",
        '{act.count: "1"}',
        "{act.repeated: 1}",
        "{act.to: 2023-02-30}",
        "{water.zone: 一股}",
        "{party.note: 5}",
        "{goods.value: {state: known}}",
    ],
)
def test_values_of_examples_are_typed(write: Write, stated: str) -> None:
    text = GOOD.replace("{found.a: {state: not-applicable}}", stated)

    ((code, line, _),) = faults(write(text))
    assert (code, line) == ("rulefile-wrong-value", at(text, stated)[0])


def test_examples_name_facts_and_states(write: Write) -> None:
    text = GOOD.replace(
        "{found.a: {state: not-applicable}}",
        "{found.x: true, act.to: {state: knwon}, act.from: {value: 1}}",
    )

    assert [code for code, _, _ in faults(write(text))] == [
        "rulefile-unknown-fact",
        "rulefile-unknown-word",
        "rulefile-missing-key",
    ]


def test_word_lists_are_those_of_case_and_assessment():
    from penaltykit.assessment._result import Element, Severity
    from penaltykit.case import FactState, Phase
    from penaltykit.engine import _types, _words

    assert tuple(Phase) == _words.PHASES
    assert tuple(Element) == _words.ELEMENTS
    assert set(_words.SEVERITIES) == set(Severity)
    assert set(_types.STATES) == set(FactState)
