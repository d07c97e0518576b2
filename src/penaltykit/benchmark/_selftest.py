"""The tests that stand beside the tables, and which rows they reach."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from attrs import field, frozen

from penaltykit import _yaml
from penaltykit.benchmark._library import Library
from penaltykit.benchmark._model import StageBody, Table
from penaltykit.benchmark._outcome import TableOutcome
from penaltykit.benchmark._policy import Grade
from penaltykit.benchmark._position import ordinary, position, shape_of
from penaltykit.benchmark._read import Node, nearest
from penaltykit.benchmark._statutory import STATUTORY
from penaltykit.engine import Reading
from penaltykit.errors import Fault, Place, RuleError
from penaltykit.facts import Vocabulary, WrongValueError, typed
from penaltykit.money import Band
from penaltykit.penalty import PenaltyKind

_UNKNOWN = Reading("unknown")
_STATES = ("unknown", "not-ascertainable", "not-applicable")


@frozen(kw_only=True)
class TableTestFailure:
    """One expectation that did not hold.

    Args:
        place: where it stands.
        table: id of the table.
        case: name of the case.
        key: what was expected (``rows``, ``fine`` ...).
        expected: as written.
        found: as computed.
    """

    place: Place
    table: str
    case: str
    key: str
    expected: str
    found: str


@frozen(kw_only=True)
class TableTestReport:
    """What came of a run.

    Args:
        cases: how many were run.
        failures: what did not hold.
        reached: table id to the rows (or grades) that some case reached.
        missed: table id to those that none reached, where there are any.
        counted: table id to how many cases it has, where it has any.
    """

    cases: int
    failures: tuple[TableTestFailure, ...]
    reached: Mapping[str, tuple[str, ...]] = field(hash=False)
    missed: Mapping[str, tuple[str, ...]] = field(hash=False)
    counted: Mapping[str, int] = field(factory=dict, hash=False)

    @property
    def passed(self) -> bool:
        """Whether every expectation held."""
        return not self.failures


def run_table_tests(
    library: Library,
    vocabulary: Vocabulary,
    paths: Iterable[Path] | None = None,
    lang: str = "en",
) -> TableTestReport:
    """Run the test files beside the tables.

    Args:
        library: the tables.
        vocabulary: types the facts of the cases.
        paths: test files; by default ``tests/*.yaml`` beside each
            ``document.yaml`` of the library.
        lang: language of what was expected and found.

    Raises:
        RuleError: test files that cannot be read, with every fault.
    """
    if paths is None:
        paths = [
            path
            for document in library.documents.values()
            for path in sorted(
                (Path(document.file).parent / "tests").glob("*.yaml")
            )
        ]
    run = _Run(library, vocabulary, lang)
    for path in paths:
        run.file(path)
    if run.faults:
        raise RuleError(run.faults)
    reached = {
        table.id: tuple(
            row for row in _rows(table) if row in run.reached.get(table.id, ())
        )
        for table in library
    }
    missed = {
        table.id: tuple(
            row for row in _rows(table) if row not in reached[table.id]
        )
        for table in library
    }
    return TableTestReport(
        cases=run.cases,
        failures=tuple(run.failures),
        reached=reached,
        missed={name: rows for name, rows in missed.items() if rows},
        counted=run.counted,
    )


def _rows(table: Table) -> list[str]:
    if isinstance(table.body, StageBody):
        return [row.id for row in table.body.rows]
    formulas = [
        f"formula/{formula.id}"
        for formula in table.body.formulas
        if formula.id
    ]
    stages = [row.id for row in table.body.stages]
    return [*formulas, *stages] + [
        f"{factor.column.id}/{grade.id}"
        for factor in table.body.factors
        for grade in factor.grades
    ]


class _Run:
    def __init__(
        self, library: Library, vocabulary: Vocabulary, lang: str
    ) -> None:
        self.library = library
        self.lang = lang
        self.vocabulary = vocabulary
        self.faults: list[Fault] = []
        self.failures: list[TableTestFailure] = []
        self.reached: dict[str, set[str]] = {}
        self.cases = 0
        self.counted: dict[str, int] = {}

    def file(self, path: Path) -> None:
        try:
            root = Node.root(_yaml.load(path), self.faults)
        except RuleError as error:
            self.faults.extend(error.faults)
            return
        parts = root.map((), ("table", "cases"))
        if not {"table", "cases"} <= parts.keys():
            return
        name = parts["table"].text()
        table = self.library.tables.get(name)
        if table is None:
            parts["table"].fault(
                "table-unknown-table",
                found=name,
                nearest=nearest(name, self.library.tables),
            )
            return
        for node in parts["cases"].list():
            self.case(table, node)

    def case(self, table: Table, node: Node) -> None:
        before = len(self.faults)
        parts = node.map(("statute", "on"), ("name", "facts", "expect"))
        if len(self.faults) > before:
            return
        name = parts["name"].text()
        facts = {
            fact: self.reading(item, fact)
            for fact, item in parts["facts"].map().items()
        }
        statute = self.band(parts["statute"]) if "statute" in parts else None
        on = parts["on"].date() if "on" in parts else None
        expect = parts["expect"].map(_KEYS)
        if len(self.faults) > before:
            return
        self.cases += 1
        self.counted[table.id] = self.counted.get(table.id, 0) + 1
        outcome = table.evaluate(
            lambda fact: facts.get(fact, _UNKNOWN), statute=statute, on=on
        )
        reached = self.reached.setdefault(table.id, set())
        reached.update(match.row for match in outcome.matches)
        for key, item in expect.items():
            wanted = self.wanted(key, item)
            found = _FOUND[key](outcome)
            if wanted != found:
                self.failures.append(
                    TableTestFailure(
                        place=item.yaml.place(item.pointer),
                        table=table.id,
                        case=name,
                        key=key,
                        expected=_shown(wanted, self.lang),
                        found=_shown(found, self.lang),
                    )
                )

    def reading(self, node: Node, fact: str) -> Reading:
        """A value, or ``{state: not-ascertainable}``."""
        if fact not in self.vocabulary:
            node.fault(
                "table-unknown-fact",
                found=fact,
                nearest=nearest(fact, self.vocabulary.names()),
            )
            return _UNKNOWN
        if isinstance(node.value, dict):
            parts = node.map((), ("state",))
            state = parts["state"].word(_STATES) if parts else "unknown"
            return Reading(state)
        entry = self.vocabulary.entry(fact)
        try:
            return Reading("known", typed(entry, node.value))
        except WrongValueError as error:
            node.fault(
                error.code,
                fact=fact,
                found=node.value,
                expected=error.expected,
            )
            return _UNKNOWN

    def wanted(self, key: str, node: Node) -> Any:
        """An expectation as it compares with what is found."""
        if key in _LISTS:
            return tuple(item.text() for item in node.list())
        if key in ("settled", "conflict"):
            return node.truth()
        if key in _BANDS:
            return None if node.value == "none" else self.band(node)
        return None if node.value == "none" else node.text()

    def band(self, node: Node) -> Band:
        """``{amount: ...}`` or the two bounds, included unless said."""
        parts = node.map(
            ("amount", "from", "to", "from_inclusive", "to_inclusive")
        )
        if "amount" in parts:
            return Band.point(parts["amount"].decimal() or Decimal(0))
        given: dict[str, Any] = {
            f"{key}_inclusive": parts[f"{key}_inclusive"].truth()
            for key in ("from", "to")
            if f"{key}_inclusive" in parts
        }
        if "from" in parts:
            given["from_"] = parts["from"].decimal()
        if "to" in parts:
            given["to"] = parts["to"].decimal()
        return Band(**given)


def _placed(grade: Grade) -> Callable[[TableOutcome], Band | None]:
    """What of the band a grade leaves, by the document's positions."""

    def found(outcome: TableOutcome) -> Band | None:
        fine = outcome.fine
        if fine is None or fine.band is None:
            return None
        # A share of the bounds of the law is an amount in yuan like others.
        shape = (
            None if fine.penalty.base in STATUTORY else shape_of(fine.penalty)
        )
        policy = outcome.table.document.policy
        place = None
        if grade is Grade.ORDINARY:
            place = ordinary(fine, outcome.table)
        place = place or position(fine.band, policy, grade, shape)
        return None if place is None else place.band

    return found


def _fine(outcome: TableOutcome) -> Band | None:
    return None if outcome.fine is None else outcome.fine.band


def _days(outcome: TableOutcome, *, default: bool) -> Band | None:
    """Detention in days: its range, or what an ordinary case gets."""
    found = outcome.of_kind(PenaltyKind.DETENTION)
    if found is None:
        return None
    if default:
        return None if found.default is None else Band.point(found.default)
    penalty = found.penalty
    return Band(
        from_=penalty.from_,
        from_inclusive=penalty.from_inclusive,
        to=penalty.to,
        to_inclusive=penalty.to_inclusive,
    )


_FOUND: Mapping[str, Callable[[TableOutcome], Any]] = {
    "rows": lambda outcome: tuple(match.row for match in outcome.matches),
    "open": lambda outcome: tuple(match.row for match in outcome.undetermined),
    "chosen": lambda outcome: outcome.chosen and outcome.chosen.row,
    "stage": lambda outcome: outcome.stage and outcome.stage["zh"],
    "fine": _fine,
    "days": lambda outcome: _days(outcome, default=False),
    "ordinary_days": lambda outcome: _days(outcome, default=True),
    "kinds": lambda outcome: tuple(
        one.penalty.kind.value for one in outcome.penalties
    ),
    "ended": lambda outcome: tuple(match.row for match in outcome.ended),
    "points": lambda outcome: (
        None
        if outcome.chosen is None or outcome.chosen.points is None
        else str(outcome.chosen.points)
    ),
    "range": lambda outcome: outcome.range,
    "ordinary": _placed(Grade.ORDINARY),
    "severe": _placed(Grade.SEVERE),
    "lenient": _placed(Grade.LENIENT),
    "settle": lambda outcome: outcome.settle,
    "assumed": lambda outcome: outcome.assumed,
    "settled": lambda outcome: outcome.settled,
    "conflict": lambda outcome: outcome.conflict,
}
_KEYS = tuple(_FOUND)
_BANDS = (
    "fine",
    "range",
    "ordinary",
    "severe",
    "lenient",
    "days",
    "ordinary_days",
)
_LISTS = ("rows", "open", "settle", "assumed", "kinds", "ended")


def _shown(value: Any, lang: str) -> str:
    """A value in the words of test files, a band in those of people."""
    if isinstance(value, Band):
        return value.format(lang)
    if isinstance(value, tuple):
        return ", ".join(value) or "none"
    if isinstance(value, bool):
        return str(value).lower()
    return "none" if value is None else str(value)
