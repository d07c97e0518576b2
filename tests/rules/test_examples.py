"""The examples of every check are its tests."""

import pytest

from penaltykit.assessment._rule_desk import RuleDesk
from penaltykit.engine import run_examples


def test_every_example_answers_as_it_says(desk: RuleDesk):
    failures = run_examples(desk.book)
    assert not failures, "\n".join(map(str, failures))


def test_every_example_answers_the_same_on_durable(desk: RuleDesk):
    pytest.importorskip("durable_rules_engine")
    failures = run_examples(desk.book, engine="durable")
    assert not failures, "\n".join(map(str, failures))


def test_every_check_has_a_wrong_and_a_right_example(desk: RuleDesk):
    for check in desk.book.checks:
        kinds = {example.expected for example in check.examples}
        assert {"wrong", "right"} <= kinds, check.code


def test_there_are_some_twenty_checks_at_least(desk: RuleDesk):
    assert len(desk.book.checks) >= 20


def test_codes_of_checks_and_of_missing_parts_never_meet(desk: RuleDesk):
    parts = {row.code for row in desk.elements.rows}
    assert not parts & set(desk.book.by_code)


def test_a_house_standard_never_makes_a_paper_unlawful(desk: RuleDesk):
    for check in desk.book.checks:
        if check.duty == "house-standard":
            assert check.severity != "error", check.code
    for row in desk.elements.rows:
        if row.duty == "house-standard":
            assert row.severity in ("warning", "note"), row.key


def test_citations_of_rules_are_read(desk: RuleDesk):
    # A source that is no law (a house standard, a national standard for
    # codes) stays a text; a law that is named is found.
    for rule in (*desk.book.checks, *desk.elements.rows):
        for citation in desk.cite(rule.citation):
            if citation.law is None:
                assert citation.text is not None
                assert "行政" not in citation.text, citation.text


def test_messages_say_what_to_do_in_both_languages(desk: RuleDesk):
    for check in desk.book.checks:
        for texts in (check.title, check.message, check.mend, check.why):
            assert set(texts) == {"zh", "en"}
            assert texts["zh"] != texts["en"]
