"""The kit: laws, tables and rules loaded once, and what they can be asked."""

import datetime as dt
import gc
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from penaltykit._resources import rules_root, tables_root

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from penaltykit._names import LoadedNames
    from penaltykit.agency import Regions
    from penaltykit.assessment import Assessment, Data, Receipt, Replay
    from penaltykit.assessment._explanation import Explanation
    from penaltykit.assessment._rule_page import RulePage
    from penaltykit.benchmark import Library
    from penaltykit.case import Case
    from penaltykit.disclosure import Record
    from penaltykit.engine import ExampleResult
    from penaltykit.facts import Vocabulary
    from penaltykit.law import Registry
    from penaltykit.notice import Notice
    from penaltykit.overlay import Overlay
    from penaltykit.period import Calendar
    from penaltykit.review import Evaluation, Rubric, Score


class Kit:
    """Laws, tables and rules, loaded once and asked many times.

    Args:
        rules: a folder like ``rules/``; the shipped one by default.
        tables: a folder like ``discretion_tables/``; the shipped one by
            default.
        engine: ``"python"``, ``"durable"`` or ``"auto"`` (durable_rules
            where it loads); the answer is the same.
        overlay: folders or files of your own, laid over the rules in order:
            each adds, replaces (and says so) or switches off (with a reason).
        add_tables: folders of benchmark documents of your own, beside those
            of ``tables``; a document takes the place of another only where it
            says that it ``replaces`` it.

    Raises:
        RuleError: when first asked something: every fault of every file of
            these folders, located.
        UnknownNameError: no such engine.
    """

    def __init__(
        self,
        rules: Path | str | None = None,
        tables: Path | str | None = None,
        engine: str = "auto",
        overlay: "Path | str | Iterable[Path | str] | None" = None,
        add_tables: "Path | str | Iterable[Path | str] | None" = None,
    ) -> None:
        self._base = Path(rules) if rules is not None else rules_root()
        self._overlays = _paths(overlay)
        self._added_tables = _paths(add_tables)
        self._tables = Path(tables) if tables is not None else tables_root()
        self._engine = engine

    @cached_property
    def _data(self) -> "Data":
        with _no_collection():
            from penaltykit.assessment import load_data

            return load_data(
                self._base,
                self._tables,
                self._engine,
                self._overlays,
                self._added_tables,
            )

    @property
    def _rules(self) -> Path:
        """The rules with what is laid over them."""
        return self._data.root if self._overlays else self._base

    @cached_property
    def _names(self) -> "LoadedNames":
        from penaltykit._names import LoadedNames

        return LoadedNames(self.registry, self.vocabulary)

    @property
    def vocabulary(self) -> "Vocabulary":
        """The facts that cases, tables and rules share."""
        return self._data.vocabulary

    @property
    def registry(self) -> "Registry":
        """Laws, their versions, and penalty items."""
        return self._data.registry

    @property
    def tables(self) -> "Library":
        """The benchmark documents and their tables."""
        return self._data.library

    @property
    def regions(self) -> "Regions":
        """The tree of regions."""
        return self._data.regions

    @property
    def calendar(self) -> "Calendar":
        """The working days of the years that are known."""
        return self._data.calendar

    @property
    def overlay(self) -> "Overlay | None":
        """What folders of your own add, replace and switch off, documents of
        ``add_tables`` among it.
        """
        return self._data.overlay

    def rules(self) -> list[dict[str, Any]]:
        """Every code that a finding can carry, with what stands behind it;
        see ``penaltykit rules list``.
        """
        from penaltykit.assessment import rule_list

        return rule_list(self._data.rules)

    def explain_rule(self, code: str, lang: str = "zh") -> str:
        """The page of a code: what it asks, why, examples, how to mend.

        Raises:
            UnknownNameError: no finding has this code.
        """
        from penaltykit.assessment import explain

        return explain(self._data.rules, code, lang, self.overlay)

    def rule_page(self, code: str, lang: str = "zh") -> "RulePage":
        """The same as data; ``to_dict()`` gives JSON values.

        Raises:
            UnknownNameError: no finding has this code.
        """
        from penaltykit.assessment import rule_page

        return rule_page(self._data.rules, code, lang, self.overlay)

    def test_rules(self, *, own: bool = False) -> "Iterator[ExampleResult]":
        """Run the examples of checks: their own tests.

        Args:
            own: only those of the folders laid over the rules.
        """
        from penaltykit.assessment import rule_examples

        return rule_examples(self._data.rules, self._overlays if own else None)

    def new_form(self, item: str, lang: str = "zh") -> str:
        """An empty case form that asks only what an item needs (YAML).

        Args:
            item: id of ``rules/items``.
            lang: language of the comments.

        Raises:
            UnknownNameError: no such item.
        """
        from penaltykit.assessment import form_of

        return form_of(self._data, item, lang)

    def new_workbook(self, item: str, lang: str = "zh") -> bytes:
        """The same form as an XLSX workbook with headings to fill in under.

        Args:
            item: id of ``rules/items``.
            lang: language of headings and words.

        Raises:
            UnknownNameError: no such item.
            ModuleNotFoundError: openpyxl (extra ``xlsx``) is not installed.
        """
        from penaltykit.assessment import workbook_of

        return workbook_of(self._data, item, lang)

    def workbook(self, case: "Case", lang: str = "zh") -> bytes:
        """A case as an XLSX workbook; read again, it gives the same case.

        Args:
            case: see :func:`penaltykit.load_case`.
            lang: language of headings and words.

        Raises:
            CaseError: a text is longer than a cell can hold.
            ModuleNotFoundError: openpyxl (extra ``xlsx``) is not installed.
        """
        from penaltykit.assessment import stated_facts
        from penaltykit.case import dump_workbook

        return dump_workbook(case, stated_facts(self._data), lang=lang)

    def assess(
        self,
        case: "Case",
        as_of: dt.date | None = None,
        *,
        why_not: bool = False,
    ) -> "Assessment":
        """Apply law, benchmark and rules to one case.

        Args:
            case: see :func:`penaltykit.load_case`.
            as_of: the day for which it is judged; by default the latest day
                that the file records. Nothing reads the clock.
            why_not: whether to say why each other row of a benchmark table
                was not chosen, and what would reach it.

        Raises:
            CaseError: names that do not exist, facts of a wrong type.
        """
        data = self._data  # which imports what the next line asks for
        from penaltykit.assessment import assess

        return assess(case, data, as_of, why_not=why_not)

    def explain(
        self,
        assessment: "Assessment",
        lang: str = "zh",
        *,
        trace: bool = False,
    ) -> "Explanation":
        """Why this law, this table, this row and this amount, as one content
        that prints as text, JSON values or a page.

        Args:
            assessment: of this kit; made with ``why_not`` it also tells why
                each other row of a table was not chosen.
            lang: ``"zh"`` or ``"en"``.
            trace: whether to tell which rules fired on what.

        Raises:
            UnknownNameError: no such language.
        """
        from penaltykit.assessment._explain import explain_assessment

        return explain_assessment(assessment, self._data, lang, trace=trace)

    def replay(self, receipt: "Receipt", case: "Case") -> "Replay":
        """Verify a receipt: its own hash, the case, each file of laws,
        tables and rules, the version, and that assessing again gives the
        same.

        Args:
            receipt: of an assessment, or one read with
                :func:`penaltykit.read_receipt`.
            case: the case it was written for.
        """
        from penaltykit.assessment import replay

        return replay(receipt, case, self._data)

    def rubrics(self) -> list[str]:
        """Names of the rubrics of ``rules/rubrics``."""
        from penaltykit.review import rubric_names

        return rubric_names(self._rules)

    def rubric(self, name: str) -> "Rubric":
        """A rubric: which checks take which points off, and the vetoes.

        Args:
            name: of ``rules/rubrics``, or a path that ends in ``.yaml``.

        Raises:
            UnknownNameError: no such rubric.
            RuleError: every fault of the file, located.
        """
        from penaltykit.review import load_rubric

        codes = [str(rule["code"]) for rule in self.rules()]
        return load_rubric(name, self._rules, codes)

    def score(
        self, assessment: "Assessment", rubric: "Rubric | str"
    ) -> "Score":
        """The score of a case file (案卷评查), with each deduction.

        Args:
            assessment: of the case.
            rubric: one for cases, or its name.

        Raises:
            UnknownNameError: no such rubric.
            ValueError: the rubric is one for agencies.
        """
        from penaltykit.review import score

        return score(assessment, self._rubric(rubric, "case"))

    def evaluate(
        self,
        cases: "Iterable[tuple[str, Assessment]]",
        rubric: "Rubric | str" = "openness",
    ) -> "tuple[Evaluation, ...]":
        """How openly each agency punishes, over its cases.

        Args:
            cases: path and assessment of each.
            rubric: one for agencies, or its name.

        Raises:
            UnknownNameError: no such rubric.
            ValueError: the rubric is one for cases.
        """
        from penaltykit.review import evaluate

        return evaluate(cases, self._rubric(rubric, "agency"))

    def _rubric(self, rubric: "Rubric | str", kind: str) -> "Rubric":
        found = self.rubric(rubric) if isinstance(rubric, str) else rubric
        if found.kind != kind:
            message = f"{found.id} is a rubric for another thing: {found.kind}"
            raise ValueError(message)
        return found

    def record(
        self, assessment: "Assessment", profile: str = "credit-china"
    ) -> "Record":
        """The disclosure record, behind the publishing gate.

        Args:
            assessment: of the case.
            profile: a name of ``rules/profiles``.

        Raises:
            UnknownNameError: no such profile.
            LeakError: an identity value would leave in a field that must not
                show it.
        """
        from penaltykit.disclosure import make_record

        return make_record(
            assessment, profile, names=self._names, root=self._rules
        )

    def notice(
        self, assessment: "Assessment", kind: str, lang: str = "zh"
    ) -> "Notice":
        """A paper to the party; a marked draft while anything is missing.

        Args:
            assessment: of the case.
            kind: ``prior-notice``, ``decision``, ``on-the-spot-decision``.
            lang: ``"zh"`` or ``"en"``.

        Raises:
            UnknownNameError: no such paper or language.
        """
        from penaltykit.notice import make_notice

        return make_notice(
            assessment,
            kind,
            lang,
            names=self._names,
            calendar=self._data.calendar,
        )


@contextmanager
def _no_collection() -> "Iterator[None]":
    """Look for no garbage meanwhile: loading makes a hundred thousand objects
    that all stay, and going over them again and again takes a tenth of the
    time of a cold start.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _paths(
    given: "Path | str | Iterable[Path | str] | None",
) -> tuple[Path, ...]:
    """One path or several as several."""
    if given is None:
        return ()
    if isinstance(given, Path | str):
        return (Path(given),)
    return tuple(Path(one) for one in given)
