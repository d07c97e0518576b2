"""What a head of unit needs to know of a folder of cases.

Identity values never enter: findings are masked before they come here, and
parties are not named. Officers are: they answer for their files
(行政处罚法 arts. 42, 59).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from penaltykit._i18n import pick
from penaltykit._labels import element_label, phase_label

if TYPE_CHECKING:
    from penaltykit.assessment import Assessment, Finding
    from penaltykit.errors import FaultsError

SEVERITIES = ("error", "undetermined", "warning", "note")
_EXAMPLES = 5


@frozen
class Checked:
    """One file that was looked at.

    Args:
        path: as it was given.
        assessment: ``None`` where the file could not be used.
        faults: why it could not.
        lines: line and column by pointer of its findings, where known.
        beside: findings that only other files beside it bring to light.
    """

    path: str
    assessment: "Assessment | None" = None
    faults: "FaultsError | None" = None
    lines: Mapping[str, tuple[int, int]] = field(factory=dict, hash=False)
    beside: tuple["Finding", ...] = ()

    @property
    def findings(self) -> tuple["Finding", ...]:
        """The findings, heaviest first; none of a file that could not be
        used.
        """
        if self.assessment is None:
            return ()
        if not self.beside:
            return self.assessment.findings
        every = [*self.assessment.findings, *self.beside]
        every.sort(key=lambda f: (f.severity.rank, f.code, f.pointer))
        return tuple(every)

    @property
    def officers(self) -> tuple[str, ...]:
        """Names of the officers; an identity value that got into one is
        masked.
        """
        if self.assessment is None:
            return ()
        masked = self.assessment.masked
        return tuple(masked(o.name) for o in self.assessment.case.officers)

    @property
    def number(self) -> str:
        """The number of the case, on one line."""
        if self.assessment is None:
            return ""
        return " ".join(self.assessment.case_id.split())


@frozen(kw_only=True)
class Group:
    """Findings that belong together: of a check, an officer, a phase.

    Attributes:
        key: code, name or phase.
        label: ``{zh, en}``.
        counts: findings by severity.
        files: paths of the cases, in order.
        mend: how the most frequent of them are mended, ``{zh, en}``.
        clean: cases of the group without an error; ``None`` for checks.
        most: the check that weighs most in the group, ``{zh, en}``; empty
            where the group is of one check, or has no finding.
        most_code: its code.
        most_count: how often it found something.
    """

    key: str
    label: Mapping[str, str] = field(hash=False)
    counts: Mapping[str, int] = field(hash=False)
    files: tuple[str, ...]
    mend: Mapping[str, str] = field(factory=dict, hash=False)
    clean: int | None = None
    most: Mapping[str, str] = field(factory=dict, hash=False)
    most_code: str | None = None
    most_count: int = 0

    @property
    def total(self) -> int:
        """All findings of the group."""
        return sum(self.counts.values())

    def to_dict(self, lang: str) -> dict[str, Any]:
        """As JSON values."""
        body: dict[str, Any] = {
            "key": self.key,
            "label": pick(self.label, lang),
            **{name: self.counts.get(name, 0) for name in SEVERITIES},
            "files": len(self.files),
            "examples": list(self.files[:_EXAMPLES]),
        }
        if self.clean is not None:
            body["without_error"] = self.clean
        if self.most_code is not None:
            body["most"] = {
                "code": self.most_code,
                "label": pick(self.most, lang),
                "findings": self.most_count,
            }
        if self.mend:
            body["mend"] = pick(self.mend, lang)
        return body


@frozen(kw_only=True)
class Summary:
    """Counts over all files.

    Attributes:
        files: how many were looked at.
        unusable: paths of those that are no case files.
        clean: how many have no finding at all.
        without_error: how many have no error.
        counts: findings by severity.
        by_check: heaviest first, then the most frequent.
        by_officer, by_phase, by_element: likewise.
        worst: the files with most errors, at most ten.
    """

    files: int
    unusable: tuple[str, ...]
    clean: int
    without_error: int
    counts: Mapping[str, int] = field(hash=False)
    by_check: tuple[Group, ...]
    by_officer: tuple[Group, ...]
    by_phase: tuple[Group, ...]
    by_element: tuple[Group, ...]
    worst: tuple[Group, ...]

    def to_dict(self, lang: str = "zh") -> dict[str, Any]:
        """As JSON values, texts in one language."""
        groups = {
            name: [group.to_dict(lang) for group in getattr(self, name)]
            for name in (
                "by_check",
                "by_officer",
                "by_phase",
                "by_element",
                "worst",
            )
        }
        return {
            "files": self.files,
            "unusable": list(self.unusable),
            "clean": self.clean,
            "without_error": self.without_error,
            **{name: self.counts.get(name, 0) for name in SEVERITIES},
            **groups,
        }


def summarise(
    files: Iterable[Checked], titles: Mapping[str, Mapping[str, str]]
) -> Summary:
    """Count the findings of many files.

    Args:
        files: what was looked at.
        titles: by code of a check, its title ``{zh, en}``.
    """
    looked = list(files)
    read = [one for one in looked if one.assessment is not None]
    counts = Counter(str(f.severity) for one in read for f in one.findings)
    group = _Grouping(titles)
    return Summary(
        files=len(looked),
        unusable=tuple(one.path for one in looked if one.faults is not None),
        clean=sum(not one.findings for one in read),
        without_error=sum(not _errors(one) for one in read),
        counts=dict(counts),
        by_check=group.checks(read),
        by_officer=group.by(read, _officers, _same),
        by_phase=group.by(read, _phase, phase_label.both),
        by_element=group.elements(read),
        worst=group.worst(read),
    )


def _errors(one: Checked) -> int:
    return sum(finding.severity == "error" for finding in one.findings)


_Pairs = Sequence[tuple[Checked, "Finding"]]


@frozen
class _Grouping:
    """Puts findings together.

    Args:
        titles: by code of a check, its title ``{zh, en}``.
    """

    titles: Mapping[str, Mapping[str, str]]

    def checks(self, read: Sequence[Checked]) -> tuple[Group, ...]:
        """By check."""
        found: dict[str, list[tuple[Checked, Finding]]] = {}
        for one, finding in _pairs(read):
            found.setdefault(finding.code, []).append((one, finding))
        return _sorted(
            Group(
                key=code,
                label=self.title(code),
                counts=_counts(pairs),
                files=tuple(dict.fromkeys(one.path for one, _f in pairs)),
                mend=pairs[0][1].mend,
            )
            for code, pairs in found.items()
        )

    def by(
        self,
        read: Sequence[Checked],
        keys: Callable[[Checked], Iterable[str]],
        label: Callable[[str], Mapping[str, str]],
    ) -> tuple[Group, ...]:
        """By what each case has one or several of."""
        found: dict[str, list[Checked]] = {}
        for one in read:
            for key in dict.fromkeys(keys(one)):
                found.setdefault(key, []).append(one)
        return _sorted(
            Group(
                key=key,
                label=label(key),
                counts=_counts(_pairs(cases)),
                files=tuple(one.path for one in cases),
                clean=sum(not _errors(one) for one in cases),
                **self.most(_pairs(cases)),
            )
            for key, cases in found.items()
        )

    def elements(self, read: Sequence[Checked]) -> tuple[Group, ...]:
        """By element of disclosure."""
        found: dict[str, list[tuple[Checked, Finding]]] = {}
        for one, finding in _pairs(read):
            if finding.element is not None:
                key = str(finding.element)
                found.setdefault(key, []).append((one, finding))
        return _sorted(
            Group(
                key=key,
                label=element_label.both(key),
                counts=_counts(pairs),
                files=tuple(dict.fromkeys(one.path for one, _f in pairs)),
                **self.most(pairs),
            )
            for key, pairs in found.items()
        )

    def worst(self, read: Sequence[Checked]) -> tuple[Group, ...]:
        """The cases with most errors, or facts that are missing."""
        groups = [
            Group(
                key=one.path,
                label={"zh": one.number, "en": one.number},
                counts=_counts(_pairs([one])),
                files=(one.path,),
                **self.most(_pairs([one])),
            )
            for one in read
            if any(
                finding.severity in ("error", "undetermined")
                for finding in one.findings
            )
        ]
        return _sorted(groups)[:_WORST]

    def most(self, pairs: _Pairs) -> dict[str, Any]:
        """The check that weighs most: heaviest first, then most often."""
        if not pairs:
            return {}
        rank = min(finding.severity.rank for _one, finding in pairs)
        often = Counter(
            finding.code
            for _one, finding in pairs
            if finding.severity.rank == rank
        )
        code, count = min(often.items(), key=lambda pair: (-pair[1], pair[0]))
        return {
            "most": self.title(code),
            "most_code": code,
            "most_count": count,
        }

    def title(self, code: str) -> Mapping[str, str]:
        """What a check is called."""
        return self.titles.get(code, {"zh": code, "en": code})


def _pairs(read: Sequence[Checked]) -> list[tuple[Checked, "Finding"]]:
    return [(one, finding) for one in read for finding in one.findings]


def _counts(pairs: _Pairs) -> Mapping[str, int]:
    return Counter(str(finding.severity) for _one, finding in pairs)


_WORST = 10


def _sorted(groups: Iterable[Group]) -> tuple[Group, ...]:
    """Heaviest first; then the most frequent; then by name."""

    def order(group: Group) -> tuple[Any, ...]:
        heavy = (-group.counts.get(name, 0) for name in SEVERITIES)
        return (*heavy, group.key)

    return tuple(sorted(groups, key=order))


def _officers(one: Checked) -> Iterable[str]:
    return one.officers


def _phase(one: Checked) -> Iterable[str]:
    assert one.assessment is not None
    return (str(one.assessment.case.phase),)


def _same(key: str) -> Mapping[str, str]:
    return {"zh": key, "en": key}
