"""A paper to the party, and how it is made."""

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from penaltykit._i18n import LANGS, translator
from penaltykit._names import PaperNames, shipped_names
from penaltykit.case import PaperKind
from penaltykit.errors import UnknownNameError
from penaltykit.notice import _blocks as b
from penaltykit.notice._build import Builder
from penaltykit.notice._context import build_context
from penaltykit.notice._layout import Layout, kinds, load_layout
from penaltykit.notice._missing import Missing, collect, marked
from penaltykit.notice._template import fill
from penaltykit.period import Calendar

FORMATS: Final = ("docx", "html", "txt")


@frozen(kw_only=True)
class Notice:
    """A paper: its content, and whether it may be served.

    Args:
        kind: kind of the paper, a value of ``case.PaperKind``.
        lang: ``"zh"`` or ``"en"``.
        title: name of the paper, for file properties and ``<title>``.
        blocks: the content in reading order.
        draft: whether something keeps it from being final.
        missing: what that is, in the order of the paper.
        date: date of the paper, where recorded.
    """

    kind: str
    lang: str
    title: str
    blocks: tuple[b.Block, ...]
    draft: bool
    missing: tuple[Missing, ...] = ()
    date: dt.date | None = None

    def lines(self) -> tuple[str, ...]:
        """The text, one line a paragraph, in reading order."""
        return tuple(b.all_lines(self.blocks))

    def render(self, format: str) -> bytes:  # noqa: A002 (the word for it)
        """The paper in one format; the same paper gives the same bytes.

        Args:
            format: ``"docx"``, ``"html"`` or ``"txt"``.

        Raises:
            UnknownNameError: another format.
            ModuleNotFoundError: DOCX without the extra ``docx``.
        """
        if format == "docx":
            from penaltykit.notice._docx import render_docx

            return render_docx(self)
        if format == "html":
            from penaltykit.notice._html import render_html

            return render_html(self)
        if format == "txt":
            from penaltykit.notice._text import render_text

            return render_text(self)
        what = "format"
        raise UnknownNameError(what, format, FORMATS)

    def save(self, path: str | Path) -> Path:
        """Write the paper; the format follows from the suffix of ``path``.

        It is written under a temporary name beside ``path`` and renamed, so
        that no half a paper is ever found there.

        Raises:
            UnknownNameError: a suffix that is no format.
        """
        from penaltykit._write import write_whole

        target = Path(path)
        write_whole(
            target, self.render(target.suffix.removeprefix(".").lower())
        )
        return target


def make_notice(
    assessment: Any,
    kind: str,
    lang: str = "zh",
    *,
    final: bool = True,
    names: PaperNames | None = None,
    calendar: Calendar | None = None,
) -> Notice:
    """Make a paper from an assessment.

    A final needs all required elements, no error and no undetermined
    requirement; otherwise the result is a marked draft that says what is
    missing, at its head and at each place. Nothing is invented.

    Args:
        assessment: anything with ``case``, ``results``, ``requirements`` and
            ``findings``.
        kind: one of :func:`kinds`.
        lang: ``"zh"`` or ``"en"``.
        final: ``False`` marks the paper as a draft in any case.
        names: names to print; those of the shipped rules if left out.
        calendar: working days, for the last day of a term whose start is
            recorded; those of the shipped rules if left out.

    Raises:
        UnknownNameError: a kind or language that there is not.
    """
    layout = load_layout(str(kind))
    if lang not in LANGS:
        what = "language"
        raise UnknownNameError(what, lang, LANGS)
    names = names or shipped_names()
    context = build_context(
        assessment,
        PaperKind(layout.kind),
        names,
        calendar or _shipped_calendar(),
        lang,
    )
    title = fill(layout.name[lang], lang, context)
    context["paper"]["title"] = title
    builder = Builder(lang=lang)
    blocks = builder.paper(layout, context)
    told = _told(layout, blocks, {gap.part for gap in builder.gaps})
    missing = collect(builder.gaps, assessment, layout.kind, told)
    draft = not final or bool(missing)
    if draft:
        blocks = [
            *_draft_head(missing, names, lang),
            *marked(blocks, missing, lang),
        ]
    else:
        blocks = [b.PageMarks(), *blocks]
    return Notice(
        kind=layout.kind,
        lang=lang,
        title=title,
        blocks=tuple(blocks),
        draft=draft,
        missing=missing,
        date=context["paper"]["day"],
    )


def _told(
    layout: Layout, blocks: list[b.Block], gaps: set[str | None]
) -> frozenset[str]:
    """The parts that this print itself tells without a gap."""
    printed = {part for block in blocks for part in block.parts}
    return layout.told_here & (printed - gaps)


def _draft_head(
    missing: tuple[Missing, ...], names: PaperNames, lang: str
) -> list[b.Block]:
    _ = translator(lang)
    warning = _(
        "Draft: it has no effect and must not be served. What follows must be"
        " settled before it is final."
    )
    if not missing:
        warning = _("Draft: it has no effect and must not be served.")
    items = tuple(
        f"{number}. {one.text(lang, names)}"
        for number, one in enumerate(missing, 1)
    )
    return [
        b.PageMarks(header=_("Draft: no effect, not to be served")),
        b.DraftBanner(text=warning, items=items),
    ]


@cache
def _shipped_calendar() -> Calendar:
    from penaltykit._resources import rules_root

    return Calendar.load(rules_root())


__all__ = ["FORMATS", "Notice", "kinds", "make_notice"]
