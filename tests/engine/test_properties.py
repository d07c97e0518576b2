"""The engines against a reference of their own, over generated programs."""

import os
import pickle
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penaltykit._wording import word_fault
from penaltykit.engine import (
    Expression,
    Reading,
    RuleSet,
    Run,
    compile_expression,
)
from penaltykit.engine import _ast as ast
from penaltykit.engine._durable import DurableEngine
from penaltykit.errors import RuleError
from strategies import engine as gen

Context = dict[str, Reading]

CASES = 25
PAIRS = gen.scaled(3_000)
"""Pairs of a program and a case, in the test of both engines."""
PROGRAMS = PAIRS // CASES
FEWER = PROGRAMS // 3 + 1
pytestmark = pytest.mark.property


def durable_loads() -> bool:
    try:
        import durable_rules_engine  # noqa: F401 only whether it loads
    except ImportError:
        return False
    return True


needs_durable = pytest.mark.skipif(
    not durable_loads(), reason="durable_rules does not load here"
)


def told(run: Run) -> object:
    """All that a run says, in order."""
    return (
        list(run.conclusions.items()),
        [
            (o.code, o.applies, o.met, o.violated, o.settle, o.pointer)
            for o in run.outcomes
        ],
        run.trace,
    )


def agrees(run: Run, rules: gen.Rules, context: Context) -> None:
    """The run says what the reference says."""
    definitions, checks = rules
    reference = gen.Reference(definitions, context)
    for head, value in run.conclusions.items():
        assert value is reference.conclusion(head), head
    by_code = {check.code: check for check in checks}
    for outcome in run.outcomes:
        check = by_code[outcome.code]
        assert outcome.violated is reference.violated(check)
        assert outcome.met is reference.truth(check.require.root)
        if check.when is not None:
            assert outcome.applies is reference.truth(check.when.root)


@settings(max_examples=FEWER)
@given(
    gen.programs(), st.lists(gen.contexts(), min_size=CASES, max_size=CASES)
)
def test_python_agrees_with_the_reference(rules: gen.Rules, cases: list[Any]):
    book = RuleSet(*rules, engine="python")
    for context in cases:
        run = book.run(context)

        agrees(run, rules, context)
        assert len(run.outcomes) == len(rules[1])
        assert len(run.conclusions) == len(rules[0])


@needs_durable
@settings(max_examples=PROGRAMS)
@given(
    gen.programs(), st.lists(gen.contexts(), min_size=CASES, max_size=CASES)
)
def test_both_engines_say_the_same_in_the_same_order(
    rules: gen.Rules, cases: list[Any]
):
    python = RuleSet(*rules, engine="python")
    durable = RuleSet(*rules, engine="durable")
    codes = {check.code for check in rules[1][::2]}
    assert isinstance(durable._engine, DurableEngine)
    for context in cases:
        run = durable.run(context)

        agrees(run, rules, context)
        assert told(python.run(context)) == told(run)
        selected = durable.run(context, codes)
        assert python.run(context, codes).outcomes == selected.outcomes
    durable.close()


@settings(max_examples=FEWER)
@given(
    gen.programs(),
    st.lists(
        st.tuples(gen.contexts(), gen.fillings()),
        min_size=CASES,
        max_size=CASES,
    ),
)
def test_no_value_of_an_unknown_contradicts_a_sure_answer(
    rules: gen.Rules, cases: list[Any]
):
    book = RuleSet(*rules)
    for context, filling in cases:
        before = book.run(context)
        after = book.run(gen.filled(context, filling))

        for head, value in before.conclusions.items():
            if value is not None:
                assert after.conclusions[head] is value
        for old, new in zip(before.outcomes, after.outcomes, strict=True):
            for name in ("applies", "met", "violated"):
                if getattr(old, name) is not None:
                    assert getattr(new, name) is getattr(old, name)


@settings(max_examples=FEWER)
@given(
    gen.programs(),
    st.lists(
        st.tuples(gen.contexts(), gen.fillings()),
        min_size=CASES,
        max_size=CASES,
    ),
)
def test_the_facts_named_settle_an_undetermined_check(
    rules: gen.Rules, cases: list[Any]
):
    book = RuleSet(*rules)
    for context, filling in cases:
        for outcome in book.run(context).outcomes:
            if outcome.violated is not None:
                assert outcome.settle == ()
                continue
            assert outcome.settle
            answered = context | {
                name: filling[name]
                for name in outcome.settle
                if context[name].state != "known"
            }
            (after,) = book.run(answered, {outcome.code}).outcomes
            # what remains open is a division by zero, and it is named
            assert after.violated is not None or all(
                answered[name].state == "known" for name in after.settle
            )


@settings(max_examples=FEWER)
@given(gen.programs(), gen.contexts())
def test_evidence_is_true_and_proves_the_answer(
    rules: gen.Rules, context: Context
):
    book = RuleSet(*rules)
    run = book.run(context)

    reference = gen.Reference(rules[0], context)
    for step in run.trace:
        for item in step.evidence:
            tree = gen.expression_of(item.expected)
            assert item.result is reference.truth(tree)
    for outcome in run.outcomes:
        grounds = {item.fact for item in outcome.grounds}
        assert grounds <= gen.FACTS.keys()
        if outcome.violated is not None:
            alone = {name: context[name] for name in grounds}
            (again,) = book.run(alone, {outcome.code}).outcomes
            assert again.violated is outcome.violated


@settings(max_examples=FEWER * 10)
@given(
    gen.comparisons() | gen.conditions(),
    st.lists(gen.contexts(), min_size=CASES, max_size=CASES),
)
def test_an_expression_agrees_with_the_reference(
    tree: ast.Node, cases: list[Any]
):
    expression = gen.expression(tree)
    for context in cases:
        expected = gen.Reference((), context).truth(tree)

        assert expression.truth(context) is expected
        verdict = expression.evaluate(context)
        assert verdict.value is expected
        alone = {item.fact: context[item.fact] for item in verdict.evidence}
        assert expected is None or expression.truth(alone) is expected


@settings(max_examples=FEWER * 5)
@given(gen.amounts(), gen.contexts())
def test_a_figure_is_exact(tree: ast.Node, context: Context):
    expression = compile_expression(ast.text_of(tree), gen.NAMES)
    expected = gen.Reference((), context).value(tree)

    found = expression.ratio(context)
    if isinstance(expected, Fraction):
        assert found == expected
        number = expression.number(context)
        assert number is not None
        # 34 digits, where the quotient has no end
        assert abs(Fraction(number) - found) <= abs(found) / 10**33
    else:
        assert found is None


@settings(max_examples=FEWER * 10)
@given(gen.conditions(gen.HEADS))
def test_canonical_text_reads_back_as_the_same_tree(tree: ast.Node):
    text = ast.text_of(tree)
    expression = compile_expression(text, gen.NAMES)

    assert expression.root == tree
    assert expression.text == text
    assert pickle.loads(pickle.dumps(expression)) == expression


_PIECES = (
    *gen.FACTS,
    *("and", "or", "not", "in", "between", "true", "date", "min", "known"),
    *("applicable", "(", ")", "[", "]", "..", ",", "=", "!=", "<=", ">"),
    *(
        "+",
        "-",
        "*",
        "/",
        "5000",
        "0.5",
        '"一般"',
        '"',
        "（",
        "且",
        "==",
        "\\",
    ),
    *('date("2023-02-30")', "\n", "x.y"),
)


@settings(max_examples=FEWER * 15)
@given(
    st.text()
    | st.text(alphabet='()[]., <>=!-+*/"abn019且（　\\')
    | st.lists(st.sampled_from(_PIECES)).map(" ".join)
    | st.lists(st.sampled_from(_PIECES)).map("".join)
)
def test_any_text_gives_an_expression_or_located_faults(text: str):
    found: Expression | RuleError
    try:
        found = compile_expression(text, gen.NAMES)
    except RuleError as error:
        found = error
    if isinstance(found, Expression):
        assert compile_expression(found.text, gen.NAMES) == found
        return
    assert found.faults
    for fault in found.faults:
        assert fault.place.line is not None
        assert fault.place.column is not None
        assert word_fault(fault, "zh") != word_fault(fault, "en")


def test_the_suite_tries_thousands():
    asked = os.environ.get("PENALTYKIT_PROPERTY_EXAMPLES")

    assert asked or PAIRS >= 3_000
