"""``penaltykit tables test``: the tests beside the tables, row by row."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from penaltykit._i18n import N_, translator
from penaltykit.cli._base import CLEAN, FOUND, State, stop
from penaltykit.cli._command import Option, command
from penaltykit.cli._options import (
    data_options,
    json_option,
    overlay_option,
)
from penaltykit.cli._style import style
from penaltykit.cli._tables_pick import (
    Picked,
    pick,
    table_of,
    targets_argument,
)

if TYPE_CHECKING:
    from penaltykit.benchmark import TableTestFailure, TableTestReport

_ALL = 100


@command(
    "test",
    N_(
        "Run the tests beside the tables, and say which rows they reach.\n\n"
        "What to test: a folder, a table or test file, the id of a document"
        " or table; left out, all. The exit code is 1 where a test fails, or"
        " too few rows are reached."
    ),
    targets_argument(),
    Option(
        ["--fail-under"],
        type=click.FloatRange(0, _ALL),
        metavar="PERCENT",
        help=N_("Exit code 1 where fewer of the rows are reached."),
    ),
    Option(
        ["--require-coverage"],
        is_flag=True,
        help=N_("Exit code 1 where any row is not reached."),
    ),
    json_option(),
    *data_options(),
    overlay_option(),
)
def test(
    state: State,
    *,
    targets: tuple[str, ...],
    fail_under: float | None,
    require_coverage: bool,
    as_json: bool,
    rules: Path | None,
    tables: Path | None,
) -> None:
    """Print each table with its cases and rows; exit code 1 on failure."""
    from penaltykit.benchmark import run_table_tests

    picked = pick(targets, rules, tables)
    report = run_table_tests(
        picked.library,
        picked.kit.vocabulary,
        picked.tests or _files(picked),
        state.lang,
    )
    least = _ALL if require_coverage else fail_under
    result = _result(picked, report, least)
    if as_json:
        from penaltykit.assessment import dumps

        click.echo(dumps(result), nl=False)
    else:
        for line in _lines(result, report, state.lang):
            click.echo(line)
    stop(CLEAN if result["ok"] else FOUND)


def _files(picked: Picked) -> list[Path]:
    """The test files of the documents that were picked, with those that name
    no table at all: running them tells which name is wrong.
    """
    folders = dict.fromkeys(
        Path(table.document.file).parent / "tests" for table in picked.tables
    )
    others = picked.library.tables.keys() - {t.id for t in picked.tables}
    return [
        path
        for folder in folders
        for path in sorted(folder.glob("*.yaml"))
        if table_of(path) not in others
    ]


def _result(
    picked: Picked, report: "TableTestReport", least: float | None
) -> dict[str, Any]:
    """What came of it, for a machine."""
    tables = []
    rows_all = rows_met = 0
    for table in picked.tables:
        met = report.reached.get(table.id, ())
        missed = report.missed.get(table.id, ())
        failures = [one for one in report.failures if one.table == table.id]
        failed = len({(one.case, one.place.file) for one in failures})
        cases = report.counted.get(table.id, 0)
        rows_all += len(met) + len(missed)
        rows_met += len(met)
        tables.append(
            {
                "id": table.id,
                "cases": cases,
                "passed": cases - failed,
                "rows": len(met) + len(missed),
                "met": len(met),
                "missed": list(missed),
            }
        )
    failures_json = [
        {
            "table": one.table,
            "case": one.case,
            "expectation": one.key,
            "expected": one.expected,
            "found": one.found,
            "file": one.place.file,
            "line": one.place.line,
            "column": one.place.column,
        }
        for one in report.failures
    ]
    reached = _ALL * rows_met / rows_all if rows_all else float(_ALL)
    covered = least is None or reached >= least
    return {
        "ok": report.passed and covered,
        "cases": report.cases,
        "rows": rows_all,
        "met": rows_met,
        "percent": f"{reached:.1f}",
        "covered": covered,
        "tables": tables,
        "failures": failures_json,
    }


def _lines(
    result: dict[str, Any], report: "TableTestReport", lang: str
) -> list[str]:
    """The same for people: tables, failures, the sum."""
    from penaltykit.benchmark._show import width

    _ = translator(lang)
    widest = max((width(one["id"]) for one in result["tables"]), default=0)
    lines = []
    for one in result["tables"]:
        said = _("{passed} of {cases} cases pass, {met} of {rows} rows met")
        text = said.format(**one)
        good = one["passed"] == one["cases"] and not one["missed"]
        if not one["cases"]:
            text = _("no test beside it, {rows} rows").format(**one)
        role = "good" if good and one["cases"] else "warning"
        gap = " " * (widest - width(one["id"]))
        lines.append(f"{one['id']}{gap}  {style(text, role)}")
        if one["missed"] and one["cases"]:
            rows = _(", ").join(one["missed"])
            lines.append("    " + _("rows not met: {rows}").format(rows=rows))
    for failure in report.failures:
        lines += ["", *_failure(failure, lang)]
    lines.append("")
    total = _(
        "Tables: {tables}; cases: {cases}; expectations not met: {failures};"
        " rows met: {met} of {rows} ({percent}%)."
    ).format(
        tables=len(result["tables"]),
        cases=result["cases"],
        failures=len(result["failures"]),
        met=result["met"],
        rows=result["rows"],
        percent=result["percent"],
    )
    lines.append(style(total, "good" if result["ok"] else "error"))
    if not result["covered"]:
        lines.append(_("Fewer rows are met than were asked for."))
    return lines


def _failure(failure: "TableTestFailure", lang: str) -> list[str]:
    """Where an expectation stands, and what came instead."""
    _ = translator(lang)
    place = failure.place
    where = f"{place.file}:{place.line}:{place.column}"
    head = _("{where}: {table}, case “{case}”").format(
        where=where, table=failure.table, case=failure.case
    )
    expected = _("{key}: expected {expected}").format(
        key=failure.key, expected=failure.expected
    )
    found = _("{key}: found {found}").format(
        key=failure.key, found=failure.found
    )
    return [style(head, "error"), f"    {expected}", f"    {found}"]
