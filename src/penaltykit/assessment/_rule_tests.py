"""The examples of checks, run as their tests: all, or a user's own."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import evolve

from penaltykit.assessment._rule_desk import RuleDesk
from penaltykit.engine import ExampleResult, example_results


def rule_examples(
    rules: RuleDesk, within: Sequence[Path] | None = None
) -> Iterator[ExampleResult]:
    """Run the examples of checks, one by one.

    Args:
        rules: whose checks are tried.
        within: only those whose file lies in one of these folders.
    """
    book = rules.book
    if within is not None:
        roots = [root.resolve() for root in within]
        checks = tuple(
            check
            for check in book.checks
            if any(
                Path(check.place.file or "").resolve().is_relative_to(root)
                for root in roots
            )
        )
        book = evolve(book, checks=checks)
    return example_results(book)
