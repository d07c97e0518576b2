"""A table as text for the terminal, aligned for Chinese characters."""

import unicodedata
from collections.abc import Sequence
from typing import Final

from penaltykit._i18n import N_, pick, translator
from penaltykit.benchmark._choice import term_text
from penaltykit.benchmark._grades import grade_text
from penaltykit.benchmark._model import FactorBody, StageBody, Table
from penaltykit.benchmark._policy import (
    SeveralRows,
    Status,
    Unascertainable,
)
from penaltykit.benchmark._wording import cell_text, penalty_text, plain
from penaltykit.money import format_yuan

_STATUS: Final = {
    Status.IN_FORCE: N_("in force (within its term)"),
    Status.EXPIRED: N_("expired"),
    Status.EXCERPT: N_("known from an excerpt only"),
    Status.TO_BE_CONFIRMED: N_("to be confirmed"),
}
_SEVERAL: Final = {
    SeveralRows.HEAVIER: N_("the heavier one counts"),
    SeveralRows.FIRST: N_("the first one counts"),
    SeveralRows.UNIQUE: N_("the document is silent: two rows are a conflict"),
}
_UNASCERTAINABLE: Final = {
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


def show_table(table: Table, lang: str) -> str:
    """See :meth:`Library.show`."""
    _ = translator(lang)
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
        (_("Standing"), _(_STATUS[document.status])),
        (_("Penalty item"), table.item),
        (_("Read from"), f"{pick(document.source, lang)} {source}".strip()),
        (_("Reading of bounds"), _bounds(table, lang)),
        (_("Several rows"), _(_SEVERAL[table.several_rows])),
        (
            _("Cannot be ascertained"),
            _(_UNASCERTAINABLE[table.unascertainable]),
        ),
    ]
    lines = _aligned(head)
    lines += _flaws(table, lang)
    lines.append("")
    if isinstance(table.body, StageBody):
        lines += _stage(table.body, lang)
    else:
        lines += _factors(table.body, lang)
    return "\n".join(lines) + "\n"


def _aligned(pairs: Sequence[tuple[str, str]]) -> list[str]:
    widest = max(width(name) for name, _ in pairs)
    return [
        f"{name}{' ' * (widest - width(name) + 2)}{text}"
        for name, text in pairs
    ]


def _bounds(table: Table, lang: str) -> str:
    _ = translator(lang)
    bounds = table.document.policy.bounds
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


def _stage(body: StageBody, lang: str) -> list[str]:
    _ = translator(lang)
    staged = any(row.stage for row in body.rows)
    conditional = any(row.when or row.otherwise for row in body.rows)
    heading = [_("Row no.")]
    heading += [_("Stage")] if staged else []
    heading += [pick(column.label, lang) for column in body.columns]
    heading += [_("Condition of the row")] if conditional else []
    heading.append(_("Penalties of the row"))
    rows = [heading]
    for row in body.rows:
        line = [row.id]
        line += [pick(row.stage or {}, lang)] if staged else []
        line += [
            "-" if cell.any else pick(cell_text(cell, column), lang)
            for cell, column in zip(row.cells, body.columns, strict=True)
        ]
        if conditional:
            text = row.when.text if row.when is not None else "-"
            line.append(_("any other case") if row.otherwise else text)
        mark = "；" if lang == "zh" else "; "
        line.append(
            mark.join(penalty_text(one, lang) for one in row.penalties)
        )
        rows.append(line)
    return grid(rows)


def _factors(body: FactorBody, lang: str) -> list[str]:
    _ = translator(lang)
    rows = [[_("Factor"), _("Grade of the factor"), _("Percentage points")]]
    rows.append([_("Starting points"), "", f"{plain(body.start)}%"])
    for factor in body.factors:
        rows += [
            [
                "" if number else pick(factor.column.label, lang),
                pick(grade_text(factor, grade), lang),
                f"{plain(grade.percent)}%",
            ]
            for number, grade in enumerate(factor.grades)
        ]
    base = (
        body.base
        if isinstance(body.base, str)
        else format_yuan(body.base, lang)
    )
    formula = _("Fine = sum of the points, at most {cap}%, × {base}").format(
        cap=plain(body.cap_percent), base=base
    )
    return [*grid(rows), "", formula]
