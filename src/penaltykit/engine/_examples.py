"""The examples of checks, run: a rule's own tests."""

from collections.abc import Iterable, Iterator

from attrs import evolve, frozen

from penaltykit.engine._rules import Check, Definition, Example, RuleBook
from penaltykit.engine._ruleset import RuleSet
from penaltykit.engine._types import Truth
from penaltykit.engine._words import IN_FORCE, OFF

_VALUES: dict[str, Truth] = {
    "wrong": True,
    "right": False,
    "undetermined": None,
}


@frozen(kw_only=True)
class ExampleFailure:
    """An example that gives another answer than it says.

    Args:
        check: whose example it is.
        example: the facts, and where they stand.
        expected: whether the check is violated, as the example has it.
        found: as the rules have it.
        settle: facts that would settle an undetermined answer.
    """

    check: Check
    example: Example
    expected: Truth
    found: Truth
    settle: tuple[str, ...]

    def __str__(self) -> str:
        settle = f", unknown: {', '.join(self.settle)}" if self.settle else ""
        return (
            f"{self.example.place}: {self.check.code} is said to be "
            f"{self.example.expected}, but violated is {self.found}{settle}"
        )


@frozen(kw_only=True)
class ExampleResult:
    """What came of an example.

    Args:
        check: whose example it is.
        example: the facts, and where they stand.
        failure: how it departs from what it says; ``None`` where it does not.
    """

    check: Check
    example: Example
    failure: ExampleFailure | None = None


def example_results(
    book: RuleBook, engine: str = "python"
) -> Iterator[ExampleResult]:
    """Run every example of every check, off ones included, one by one.

    A concluded fact that an example states is taken as stated: its
    definition takes no part.
    """
    for check in book.checks:
        for example in check.examples:
            definitions = _without(book.definitions, example.facts)
            rules = RuleSet(definitions, [_on(check)], engine=engine)
            (outcome,) = rules.run(dict(example.facts)).outcomes
            rules.close()
            expected = _VALUES[example.expected]
            failure = None
            if outcome.violated is not expected:
                failure = ExampleFailure(
                    check=check,
                    example=example,
                    expected=expected,
                    found=outcome.violated,
                    settle=outcome.settle,
                )
            yield ExampleResult(check=check, example=example, failure=failure)


def run_examples(
    book: RuleBook, engine: str = "python"
) -> tuple[ExampleFailure, ...]:
    """Run every example; those that do not come out as they say."""
    return tuple(
        result.failure
        for result in example_results(book, engine)
        if result.failure is not None
    )


def _without(
    definitions: Iterable[Definition], stated: Iterable[str]
) -> list[Definition]:
    heads = frozenset(stated)
    return [rule for rule in definitions if rule.concludes not in heads]


def _on(check: Check) -> Check:
    return evolve(check, status=IN_FORCE) if check.status == OFF else check
