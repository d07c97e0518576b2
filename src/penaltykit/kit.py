"""The kit: laws, tables and rules loaded once, and what they can be asked."""

import datetime as dt
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from penaltykit._resources import rules_root, tables_root

if TYPE_CHECKING:
    from penaltykit._names import LoadedNames
    from penaltykit.assessment import Assessment, Data, Receipt, Replay
    from penaltykit.benchmark import Library
    from penaltykit.case import Case
    from penaltykit.disclosure import Record
    from penaltykit.facts import Vocabulary
    from penaltykit.law import Registry
    from penaltykit.notice import Notice


class Kit:
    """Laws, tables and rules, loaded once and asked many times.

    Args:
        rules: a folder like ``rules/``; the shipped one by default.
        tables: a folder like ``discretion_tables/``; the shipped one by
            default.
        engine: ``"python"``, ``"durable"`` or ``"auto"`` (durable_rules
            where it loads); the answer is the same.

    Raises:
        RuleError: when first asked something: every fault of every file of
            the two folders, located.
        UnknownNameError: no such engine.
    """

    def __init__(
        self,
        rules: Path | str | None = None,
        tables: Path | str | None = None,
        engine: str = "auto",
    ) -> None:
        self._rules = Path(rules) if rules is not None else rules_root()
        self._tables = Path(tables) if tables is not None else tables_root()
        self._engine = engine

    @cached_property
    def _data(self) -> "Data":
        from penaltykit.assessment import load_data

        return load_data(self._rules, self._tables, self._engine)

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

        return explain(self._data.rules, code, lang)

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
        from penaltykit.assessment import assess

        return assess(case, self._data, as_of, why_not=why_not)

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
