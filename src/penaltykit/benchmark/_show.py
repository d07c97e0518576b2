"""A table as text for the terminal, aligned for Chinese characters."""

import unicodedata
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from typing import Final

from penaltykit._i18n import N_, date_text, pick, translator
from penaltykit._labels import unit_label
from penaltykit.benchmark._formula import (
    Amount,
    Base,
    Combine,
    Correction,
    Formula,
    Pick,
)
from penaltykit.benchmark._grades import grade_text
from penaltykit.benchmark._model import (
    POINTS,
    FactorBody,
    PointBody,
    Row,
    StageBody,
    Table,
)
from penaltykit.benchmark._phrase_text import penalties_text
from penaltykit.benchmark._policy import (
    Document,
    SeveralRows,
    Status,
    Unascertainable,
)
from penaltykit.benchmark._refusal import term_text
from penaltykit.benchmark._wording import (
    FACT_ID,
    cell_text,
    plain,
    rounding_text,
)
from penaltykit.engine import Expression
from penaltykit.facts import Vocabulary, condition_text
from penaltykit.money import format_yuan

Say = Callable[[Expression | str], str]
"""Words a condition."""

# Columns of the terminal; a longer condition goes beneath the table.
_WIDEST: Final = 40
STATUS: Final = {
    Status.IN_FORCE: N_("in force (within its term)"),
    Status.EXPIRED: N_("expired"),
    Status.EXCERPT: N_("known from an excerpt only"),
    Status.TO_BE_CONFIRMED: N_("to be confirmed"),
}
SEVERAL: Final = {
    SeveralRows.HEAVIER: N_("the heavier one counts"),
    SeveralRows.FIRST: N_("the first one counts"),
    SeveralRows.UNIQUE: N_("the document is silent: two rows are a conflict"),
}
UNASCERTAINABLE: Final = {
    Unascertainable.LOWEST: N_("counts as the lowest grade"),
    Unascertainable.UNDETERMINED: N_("stays open"),
}


def width(text: str) -> int:
    """How many columns a terminal gives to a text."""
    return sum(
        0
        if unicodedata.combining(char)
        else 2
        if unicodedata.east_asian_width(char) in "WF"
        else 1
        for char in text
    )


def show_table(
    table: Table, lang: str, vocabulary: Vocabulary | None = None
) -> str:
    """See :meth:`Library.show`."""
    _ = translator(lang)
    say = partial(_condition, table, lang, vocabulary)
    document = table.document
    title = pick(document.name, lang)
    if document.number:
        title = f"{title} ({document.number})"
    source = pick(table.source, lang)
    head = [
        (_("Benchmark table"), f"{table.id}  {pick(table.name, lang)}"),
        (_("Benchmark document"), title),
        (_("Issued by"), pick(document.issuer, lang)),
        (_("In force"), pick(term_text(document), lang)),
        (_("Standing"), _(STATUS[document.status])),
        (_("Penalty item"), ", ".join(table.items)),
        (_("Read from"), f"{pick(document.source, lang)} {source}".strip()),
        (_("Reading of bounds"), bounds_text(document, lang)),
        (_("Several rows"), _(SEVERAL[table.several_rows])),
        (
            _("Cannot be ascertained"),
            _(UNASCERTAINABLE[table.unascertainable]),
        ),
    ]
    if not table.term.always:
        first, last = (
            "" if day is None else date_text(day, lang)
            for day in (table.effective, table.expires)
        )
        why = pick(table.term.retired or {}, lang)
        own = f"{first} – {last} {why}".strip()
        head.append((_("Own term of the table"), own))
    lines = aligned(head)
    lines += _flaws(table, lang)
    lines.append("")
    if isinstance(table.body, StageBody):
        lines += _stage(table, table.body, lang, say)
    else:
        lines += _factors(table, table.body, lang, say)
    return "\n".join(lines) + "\n"


def _condition(
    table: Table,
    lang: str,
    vocabulary: Vocabulary | None,
    condition: Expression | str,
) -> str:
    """A condition in words; without a vocabulary as the table has it."""
    if isinstance(condition, str):
        condition = table.conditions.get(condition, condition)
    if vocabulary is None:
        text = condition if isinstance(condition, str) else condition.text
        return _named(table, text, lang)
    labels = {
        column.fact: pick(column.label, lang)
        for column in table.named.values()
    }
    return condition_text(condition, vocabulary, lang, labels)


def _named(table: Table, text: str, lang: str) -> str:
    """A text with the labels of facts in place of their ids."""
    return FACT_ID.sub(
        lambda found: (
            pick(table.named[found[0]].label, lang)
            if found[0] in table.named
            else found[0]
        ),
        text,
    )


def aligned(pairs: Sequence[tuple[str, str]]) -> list[str]:
    """Names and texts, the texts one below the other."""
    widest = max(width(name) for name, _ in pairs)
    return [
        f"{name}{' ' * (widest - width(name) + 2)}{text}"
        for name, text in pairs
    ]


def bounds_text(document: Document, lang: str) -> str:
    """How a document reads 以上 and 以下."""
    _ = translator(lang)
    bounds = document.policy.bounds
    words = {True: _("included"), False: _("excluded")}
    return _("以上: {low}; 以下: {high}").format(
        low=words[bounds.from_inclusive], high=words[bounds.to_inclusive]
    )


def _flaws(table: Table, lang: str) -> list[str]:
    problems = table.document.problems + table.problems
    if not problems:
        return []
    _ = translator(lang)
    lines = ["", _("Flaws of the print:")]
    for problem in problems:
        where = problem.column or problem.row
        lines.append(
            f"  - {problem.code}{f' [{where}]' if where else ''}: "
            f"{pick(problem.text, lang)}"
        )
    return lines


def grid(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows of cells, the first one the heading, as aligned lines."""
    widths = [
        max(width(cell) for cell in column)
        for column in zip(*rows, strict=True)
    ]
    lines = []
    for number, row in enumerate(rows):
        cells = [
            f"{cell}{' ' * (wide - width(cell))}"
            for cell, wide in zip(row, widths, strict=True)
        ]
        lines.append("  ".join(cells).rstrip())
        if not number:
            lines.append("  ".join("-" * wide for wide in widths))
    return lines


def _stage(table: Table, body: StageBody, lang: str, say: Say) -> list[str]:
    _ = translator(lang)
    staged = any(row.stage for row in body.rows)
    named = any(row.name for row in body.rows)
    conditional = any(row.when or row.otherwise for row in body.rows)
    dated = not all(row.term.always for row in body.rows)
    columns = [
        (number, column)
        for number, column in enumerate(body.columns)
        # The code is the number of the row already.
        if not (isinstance(body, PointBody) and column.id == "code")
    ]
    heading = [_("Row no.")]
    heading += [_("What the code stands for")] if named else []
    heading += [_("Stage")] if staged else []
    heading += [pick(column.label, lang) for _at, column in columns]
    heading += [_("Condition of the row")] if conditional else []
    heading.append(_("Penalties of the row"))
    heading += [_("In force")] if dated else []
    rows = [heading]
    notes: dict[str, str] = {}
    for row in body.rows:
        line = [row.id]
        line += [pick(row.name or {}, lang)] if named else []
        line += [pick(row.stage or {}, lang)] if staged else []
        line += [
            "-"
            if row.cells[number].any
            else pick(cell_text(row.cells[number], column), lang)
            for number, column in columns
        ]
        if conditional:
            text = say(row.when) if row.when is not None else "-"
            text = _("any other case") if row.otherwise else text
            line.append(_noted(text, notes, lang))
        line.append(_named(table, _penalties(row, lang, say), lang))
        line += [_row_term(row, lang)] if dated else []
        rows.append(line)
    return [*grid(rows), *([""] if notes else []), *notes.values()]


def _noted(text: str, notes: dict[str, str], lang: str) -> str:
    """A condition, or the number of its note if it would stretch a table.

    Args:
        text: the condition.
        notes: by condition the note beneath the table; takes a new one.
        lang: ``zh`` or ``en``.
    """
    if width(text) <= _WIDEST:
        return text
    _ = translator(lang)
    number = _("note {number}")
    if text not in notes:
        own = number.format(number=len(notes) + 1)
        notes[text] = _("{note}: {text}").format(note=own, text=text)
    return number.format(number=list(notes).index(text) + 1)


def _penalties(row: Row, lang: str, say: Say) -> str:
    """The penalties of a row; of a code with the default and the points."""
    _ = translator(lang)
    parts = [] if row.defaults else [penalties_text(row.penalties, lang, say)]
    for penalty, default in zip(row.penalties, row.defaults, strict=False):
        text = penalties_text([penalty], lang, say)
        if default is not None:
            amount = (
                format_yuan(default, lang)
                if penalty.unit == "yuan"
                else f"{plain(default)} {unit_label(penalty.unit or '', lang)}"
            )
            text = _("{penalty}, by default {amount}").format(
                penalty=text, amount=amount
            )
        parts.append(text)
    if row.points:
        parts.append(_("{points} demerit points").format(points=row.points))
    return ("；" if lang == "zh" else "; ").join(parts)


def _row_term(row: Row, lang: str) -> str:
    if row.term.always:
        return "-"
    first, last = (
        "" if day is None else date_text(day, lang)
        for day in (row.term.effective, row.term.expires)
    )
    return f"{first} – {last}".strip()


def _factors(table: Table, body: FactorBody, lang: str, say: Say) -> list[str]:
    _ = translator(lang)
    scored = bool(body.stages)
    mark = "" if scored else "%"
    points = _("Points") if scored else _("Percentage points")
    rows = [[_("Factor"), _("Grade of the factor"), points]]
    starts = {formula.start for formula in body.formulas}
    if scored and body.start:
        starts = {body.start}
    if len(starts) == 1:
        start = next(iter(starts))
        rows.append([_("Starting points"), "", f"{plain(start)}{mark}"])
    for factor in body.factors:
        rows += [
            [
                "" if number else pick(factor.column.label, lang),
                pick(grade_text(factor, grade), lang),
                f"{plain(grade.percent)}{mark}",
            ]
            for number, grade in enumerate(factor.grades)
        ]
    lines = [*grid(rows), ""]
    if scored:
        lines += grid(_score_rows(table, body, lang, say))
    for formula in body.formulas:
        lines += [
            _named(table, line, lang)
            for line in _formula(
                formula, lang, say, with_start=len(starts) > 1
            )
        ]
    return lines


def _score_rows(
    table: Table, body: FactorBody, lang: str, say: Say
) -> list[list[str]]:
    """The stages that the sum of the points chooses."""
    _ = translator(lang)
    rows = [
        [
            _("Row no."),
            _("Stage"),
            pick(POINTS.label, lang),
            _("Penalties of the row"),
        ]
    ]
    rows += [
        [
            row.id,
            pick(row.stage or {}, lang),
            pick(cell_text(row.cells[0], POINTS), lang),
            _named(table, penalties_text(row.penalties, lang, say), lang),
        ]
        for row in body.stages
    ]
    return rows


def _formula(
    formula: Formula, lang: str, say: Say, *, with_start: bool
) -> list[str]:
    """One formula in words: situation, formula, limits, corrections."""
    _ = translator(lang)
    percent = {
        Combine.SUM: _("sum of the points"),
        Combine.SEQUENCE: _("points in sequence, a + b × (1 − a)"),
        Combine.PRODUCT: _("product of the percentages"),
    }[formula.combine]
    if with_start:
        percent = _("{percent} from {start}%").format(
            percent=percent, start=plain(formula.start)
        )
    text = _("Fine = {percent}, at most {cap}%, × {base}").format(
        percent=percent,
        cap=plain(formula.cap_percent),
        base=_base(formula.base, lang),
    )
    parts = [text]
    if formula.least_percent is not None:
        parts.append(
            _("at least {least}%").format(least=plain(formula.least_percent))
        )
    if formula.cap is not None:
        amount = format_yuan(formula.cap, lang)
        parts.append(_("not above {amount}").format(amount=amount))
    if formula.floor is not None:
        amount = format_yuan(formula.floor, lang)
        parts.append(_("not below {amount}").format(amount=amount))
    if formula.rounding is not None:
        parts.append(pick(rounding_text(formula.rounding), lang))
    line = ("；" if lang == "zh" else "; ").join(parts)
    if formula.id:
        label = pick(formula.label or {}, lang) or formula.id
        when = say(formula.when) if formula.when else _("any other case")
        line = f"{label} [{when}]: {line}"
    return [
        line,
        *(_correction(one, lang, say) for one in formula.corrections),
    ]


def _correction(one: Correction, lang: str, say: Say) -> str:
    _ = translator(lang)
    span = f"{plain(one.least):}%"
    if one.least != one.most:
        span = f"{span}..{plain(one.most)}%"
    label = pick(one.label or {}, lang) or one.id
    return f"  {label} [{say(one.when)}]: {span}"


def _base(base: Base, lang: str) -> str:
    _ = translator(lang)
    amounts = [_base_amount(one, lang) for one in base.amounts]
    if base.low is not None:
        low = _base_amount(base.low, lang)
        return _("the range {low} to {high}").format(low=low, high=amounts[0])
    if len(amounts) == 1:
        return amounts[0]
    listed = ", ".join(amounts)
    if base.pick is Pick.GREATEST:
        return _("the greatest of {amounts}").format(amounts=listed)
    if base.pick is Pick.LEAST:
        return _("the least of {amounts}").format(amounts=listed)
    return " + ".join(amounts)


def _base_amount(one: Amount, lang: str) -> str:
    if one.fact is None:
        return format_yuan(one.amount or Decimal(0), lang)
    times = "" if one.times == 1 else f" × {plain(one.times)}"
    return f"{one.fact}{times}"
