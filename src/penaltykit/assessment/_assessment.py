"""The assessment: everything that is said of one case, and its receipt."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

from attrs import evolve, field, frozen

from penaltykit._i18n import LANGS, LazyTexts
from penaltykit.assessment._json import dumps, plain
from penaltykit.assessment._receipt import Receipt, make_receipt
from penaltykit.assessment._result import (
    Finding,
    Requirement,
    Result,
    Severity,
    Total,
)
from penaltykit.case import Case
from penaltykit.overlay import Overlay

SCHEMA_VERSION = "penaltykit/assessment/1"

# Keys whose values are codes of the data, never words of an officer.
_NAMES = ("pointer", "verdict", "row", "fact", "code")


@frozen(kw_only=True)
class Assessment:
    """What the law, the tables and the rules say of one case.

    Args:
        case: the case as loaded.
        as_of: the day for which everything was judged; an input, never read
            from a clock.
        results: one per violation and party, in the order of the case.
        totals: one per party.
        findings: heaviest first, then by code and pointer.
        requirements: every duty that was looked at.
        terms: each term with its arithmetic.
        trace: per scope, name of the rule -> rule -> evidence.
        sources: file -> SHA-256 of the laws, tables and rules used.
        engine: which chaining engine ran; it never changes the answer.
        overlay: what rules of the user's own added, replaced or switched
            off; ``None`` where none were laid over the rules.
        field: kind of agency by its id, where the file tells it.
    """

    case: Case
    as_of: dt.date
    results: tuple[Result, ...]
    totals: tuple[Total, ...]
    findings: tuple[Finding, ...]
    requirements: tuple[Requirement, ...]
    terms: Sequence[Mapping[str, Any]] = ()
    trace: Sequence[Mapping[str, Any]] = ()
    sources: Mapping[str, str] = field(factory=dict)
    engine: str = field(default="python", eq=False)
    overlay: Overlay | None = None
    field: str | None = None

    def result(self, violation: str, party: str) -> Result:
        """The result of one violation of one party, by their ids.

        Raises:
            LookupError: the case has no such pair.
        """
        for result in self.results:
            if result.violation == violation and result.party == party:
                return result
        raise LookupError(violation, party)

    @property
    def case_id(self) -> str:
        """The number of the case, without identity values."""
        return self._mask(self.case.id)

    def masked(self, text: str) -> str:
        """A text of the case with its identity values hidden."""
        return self._mask(text)

    @cached_property
    def shown(self) -> tuple[Result, ...]:
        """The results as they may be mailed: what officers wrote (grounds,
        objects, reasons) has its identity values masked. Papers to the party
        are made from :attr:`results`.
        """
        return tuple(_shown(result, self._mask) for result in self.results)

    @cached_property
    def _mask(self) -> Callable[[str], str]:
        from penaltykit.privacy import Masker

        return Masker(self.case).mask

    def at_least(self, severity: Severity | str) -> tuple[Finding, ...]:
        """The findings of this severity or heavier."""
        limit = Severity(severity).rank
        return tuple(f for f in self.findings if f.severity.rank <= limit)

    def to_dict(
        self, lang: str = "zh", *, trace: bool = False
    ) -> dict[str, Any]:
        """JSON values; amounts are decimal strings in yuan.

        Args:
            lang: language of every sentence, ``"zh"`` or ``"en"``.
            trace: whether to carry the trace of the rules too.
        """
        body: dict[str, Any] = {
            "schema": SCHEMA_VERSION,
            "case_id": self.case_id,
            "phase": self.case.phase.value,
            "as_of": self.as_of.isoformat(),
            "results": [result_dict(r, lang) for r in self.shown],
            "totals": plain(self.totals, lang),
            "findings": [finding_dict(f, lang) for f in self.findings],
            "requirements": plain(self.requirements, lang),
            "terms": plain(tuple(self.terms), lang),
        }
        if self.overlay is not None:
            body["overlay"] = self.overlay.to_dict()
        if trace:
            body["trace"] = plain(tuple(self.trace), lang)
        return body

    def to_json(self, lang: str = "zh", *, trace: bool = False) -> bytes:
        """The same bytes on every engine and Python."""
        return dumps(self.to_dict(lang, trace=trace))

    @property
    def receipt(self) -> Receipt:
        """What went in and what came out, as hashes."""
        return make_receipt(
            self.case,
            self.as_of,
            self.sources,
            self.to_dict(),
            self.engine,
            self.overlay,
        )


def _shown(result: Result, mask: Callable[[str], str]) -> Result:
    """A result whose free text is masked."""

    def texts(said: Mapping[str, str]) -> LazyTexts:
        return LazyTexts(lambda: {lang: mask(said[lang]) for lang in LANGS})

    def part(value: Any) -> Any:
        if isinstance(value, str):
            return mask(value)
        if isinstance(value, Mapping):
            if set(value) == set(LANGS):
                return texts(value)
            return {
                key: item if key in _NAMES else part(item)
                for key, item in value.items()
            }
        if isinstance(value, list | tuple):
            return tuple(part(item) for item in value)
        return value

    return evolve(
        result,
        rows=part(result.rows),
        stated=tuple(
            evolve(
                one,
                object=None if one.object is None else mask(one.object),
                reason=texts(one.reason),
            )
            for one in result.stated
        ),
        reasons=tuple(
            evolve(one, text=texts(one.text)) for one in result.reasons
        ),
        departures=part(result.departures),
        why_not=part(result.why_not),
    )


def result_dict(result: Result, lang: str) -> dict[str, Any]:
    """A result as JSON values; a recommended penalty is one flat object."""
    body: dict[str, Any] = plain(result, lang)
    for key in ("recommended", "alternatives"):
        body[key] = [{**entry.pop("penalty"), **entry} for entry in body[key]]
    return body


def finding_dict(finding: Finding, lang: str) -> dict[str, Any]:
    """A finding as JSON values, its texts in one language."""
    body: dict[str, Any] = plain(finding, lang)
    body["mend"] = body["mend"] or ""
    return body
