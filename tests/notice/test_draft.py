"""Drafts: what is missing is named at the top and at its place."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from penaltykit.assessment._result import Severity
from penaltykit.case import Case
from penaltykit.notice import (
    DraftBanner,
    Notice,
    PageMarks,
    Paragraph,
    Signature,
)

Make = Callable[..., Notice]


def text_of(paper: Notice):
    return "\n".join(paper.lines())


def banner(paper: Notice):
    return next(b for b in paper.blocks if isinstance(b, DraftBanner))


@pytest.mark.parametrize(
    ("field", "changes", "gap", "part"),
    [
        ("officers", (), "执法人员", "officers"),
        ("remedies", None, "行政复议机关", "reconsideration-way"),
        ("performance", None, "缴款银行或者电子支付渠道", "performance-way"),
        ("result_use", None, "是否公开", "publication"),
        ("evidence", (), "证据", "evidence"),
        ("papers", (), "文号", "number"),
    ],
)
def test_what_the_case_lacks_is_named_twice(
    make: Make, case: Case, field: str, changes: Any, gap: str, part: str
):
    changed = attrs.evolve(case, **{field: changes})
    if field == "evidence":
        changed = attrs.evolve(
            changed,
            violations=(attrs.evolve(case.violations[0], evidence=()),),
        )
    paper = make(changed)
    assert paper.draft
    assert any(gap in item for item in banner(paper).items)
    assert f"〔缺：{gap}〕" in text_of(paper)
    assert part in {one.part for one in paper.missing}


def test_nothing_missing_no_draft_and_no_marks(make: Make, case: Case):
    paper = make(case)
    assert not paper.draft
    assert paper.missing == ()
    assert "缺：" not in text_of(paper)
    assert paper.blocks[0] == PageMarks()


def test_unmet_duty_is_marked_at_its_part(make: Make, case: Case, parts: Any):
    unmet = parts.requirement("facts", met=False)
    paper = make(case, requirements=(unmet,))
    assert paper.draft
    at = paper.blocks.index(
        Paragraph(text="〔缺：要件facts〕", parts=("facts",))
    )
    before, after = paper.blocks[at - 1], paper.blocks[at + 1]
    assert "facts" in before.parts
    assert "facts" not in after.parts
    (item,) = banner(paper).items
    assert "要件facts" in item
    assert "《中华人民共和国行政处罚法》第五十九条第一款第（一）项" in item


def test_an_open_duty_is_marked_as_open_and_not_as_missing(
    make: Make, case: Case, parts: Any
):
    open_ = parts.requirement("facts", applies=None, met=None)
    text = text_of(make(case, requirements=(open_,)))
    assert "〔待定：要件facts〕" in text
    assert "〔缺：要件facts〕" not in text


def test_unmet_duty_of_a_part_not_printed_stands_before_the_foot(
    make: Make, case: Case, parts: Any
):
    unmet = parts.requirement("something-else", met=False)
    paper = make(case, requirements=(unmet,))
    at = [
        n
        for n, b in enumerate(paper.blocks)
        if getattr(b, "text", "") == "〔缺：要件something-else〕"
    ]
    assert isinstance(paper.blocks[at[0] + 1], Signature)


def test_open_duty_names_the_fact_that_settles_it(
    make: Make, case: Case, parts: Any
):
    open_ = parts.requirement(
        "hearing-right",
        paper="prior-notice",
        applies=None,
        met=None,
        settle=("goods.value",),
    )
    paper = make(case, "prior-notice", requirements=(open_,))
    (missing,) = paper.missing
    assert missing.source == "undetermined"
    assert missing.settle == ("goods.value",)
    assert "没收财物的价值" in banner(paper).items[0]


def test_duties_that_do_not_block(make: Make, case: Case, parts: Any):
    fine = (
        parts.requirement("facts", applies=False, met=False),
        parts.requirement("facts", duty="house-standard", met=False),
        parts.requirement("facts", paper="prior-notice", met=False),
        # The paper itself prints these.
        parts.requirement("late-charge", met=False),
        parts.requirement("seal", met=None),
    )
    assert not make(case, requirements=fine).draft


def test_fixed_words_do_not_settle_whether_a_duty_applies(
    make: Make, case: Case, parts: Any
):
    open_ = parts.requirement("late-charge", applies=None, met=None)
    assert make(case, requirements=(open_,)).draft


@pytest.mark.parametrize("severity", [Severity.WARNING, Severity.NOTE])
def test_mild_findings_leave_a_final(
    make: Make, case: Case, parts: Any, severity: Severity
):
    mild = parts.finding(severity=severity)
    assert not make(case, findings=(mild,)).draft


@pytest.mark.parametrize("severity", [Severity.ERROR, Severity.UNDETERMINED])
def test_errors_and_open_duties_make_a_draft(
    make: Make, case: Case, parts: Any, severity: Severity
):
    """An open duty may turn out to be a breach: nobody signs over it."""
    paper = make(case, findings=(parts.finding(severity=severity),))
    assert paper.draft
    assert "事实不清" in banner(paper).items[0]


def test_a_draft_has_a_head_on_each_page(make: Make, case: Case, parts: Any):
    paper = make(case, findings=(parts.finding(),))
    assert paper.blocks[0].header
    docx = paper.render("docx")
    with zipfile.ZipFile(io.BytesIO(docx)) as file:
        headers = [
            file.read(name).decode()
            for name in file.namelist()
            if name.startswith("word/header")
        ]
    # Odd and even pages.
    assert len(headers) == 2
    assert all(paper.blocks[0].header in text for text in headers)


def test_a_draft_may_be_asked_for(make: Make, case: Case):
    paper = make(case, final=False)
    assert paper.draft
    assert paper.missing == ()
    assert banner(paper).items == ()


def test_gaps_come_once_and_in_paper_order(make: Make, case: Case):
    changed = attrs.evolve(case, officers=(), remedies=None, papers=())
    paper = make(changed)
    names = [one.label["zh"] for one in paper.missing]
    assert names == [
        "文号",
        "行政复议机关",
        "受理诉讼的人民法院",
        "执法人员",
    ]
    # The date is known from the file although no paper is recorded yet.
    assert "2024年4月22日" in text_of(paper)


def test_english_draft_names_gaps_in_english(make: Make, case: Case):
    paper = make(attrs.evolve(case, officers=()), lang="en")
    assert "[missing: enforcement officers]" in text_of(paper)
    assert banner(paper).items == ("1. Missing: enforcement officers",)


def test_the_same_case_without_penalties_invents_none(make: Make, case: Case):
    violation = attrs.evolve(case.violations[0], penalties=())
    paper = make(attrs.evolve(case, violations=(violation,)))
    text = text_of(paper)
    assert paper.draft
    assert "〔缺：处罚的种类和数额〕" in text
    assert "罚款人民币" not in text


def test_unknown_kind_and_language_are_refused(make: Make, case: Case):
    from penaltykit.errors import UnknownNameError

    with pytest.raises(UnknownNameError, match="decision"):
        make(case, "decisions")
    with pytest.raises(UnknownNameError):
        make(case, lang="fr")


def test_make_notice_takes_names_as_enum(case: Case, make: Make):
    from penaltykit.case import PaperKind

    assert make(case, PaperKind.DECISION).kind == "decision"
