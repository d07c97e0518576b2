"""From the outcome of a rule to a finding: words, place, severity."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from penaltykit._i18n import LANGS, both
from penaltykit.assessment._elements import ElementRow, missing_code
from penaltykit.assessment._parameters import Parameters
from penaltykit.assessment._parts import Part
from penaltykit.assessment._result import Element, Finding, Severity
from penaltykit.citation import Citation
from penaltykit.engine import Check, CheckOutcome
from penaltykit.facts import FactView, Vocabulary, words
from penaltykit.period import unknown_year

Mask = Callable[[str], str]
Texts = Mapping[str, str]
Citations = Callable[[tuple[Citation, ...]], tuple[Citation, ...]]

_PLACEHOLDER = re.compile(r"\{([a-z0-9_.]+)\}")
_NOT_STATED = {"zh": "（未载明）", "en": "(not stated)"}
_STOP = {"zh": "。", "en": "."}
_JOIN = {"zh": "、", "en": ", "}


def placeholders(text: str) -> set[str]:
    """The facts that a text names in braces."""
    return set(_PLACEHOLDER.findall(text))


class Wording:
    """Puts outcomes into words.

    Args:
        vocabulary: labels of facts.
        parameters: figures; those to be confirmed are offered to people.
        cite: gives citations their law ids.
        mask: hides identity values in what is said.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        parameters: Parameters,
        cite: Citations,
        mask: Mask | None,
    ) -> None:
        self.vocabulary = vocabulary
        self.parameters = parameters
        self.cite = cite
        self.mask = mask

    def _masked(self, texts: Mapping[str, str]) -> Texts:
        if self.mask is None:
            return dict(texts)
        return {lang: self.mask(text) for lang, text in texts.items()}

    def fill(self, texts: Mapping[str, str], view: FactView) -> Texts:
        """Texts with each ``{fact.id}`` replaced by the value in words."""
        filled = {}
        for lang, text in texts.items():

            def value(match: re.Match[str], lang: str = lang) -> str:
                name = match[1]
                found = view[name].value
                if found is None:
                    return _NOT_STATED[lang]
                if isinstance(found, str) and found.startswith("\x1f"):
                    return _by_language(found, lang)
                return words(self.vocabulary.entry(name), found, lang)

            filled[lang] = _PLACEHOLDER.sub(value, text)
        return filled

    # --- checks ---------------------------------------------------------

    def violated(self, outcome: CheckOutcome, view: FactView) -> Finding:
        """The finding of a check that is violated; a note only where its
        source is still to be confirmed."""
        check = outcome.check
        severity = Severity(check.severity)
        if not outcome.confirmed:
            severity = Severity.NOTE
        return self._finding(
            check,
            severity,
            _deciding(outcome) or view.pointer,
            self.fill(check.message, view),
            self.fill(check.mend, view),
        )

    def undetermined(
        self, outcome: CheckOutcome, view: FactView, settle: tuple[str, ...]
    ) -> Finding:
        """The finding of a check that missing facts leave open."""
        check = outcome.check
        message: Texts
        if settle and all(self._supplied(name) for name in settle):
            # Nothing that the case file could add: the check says it all.
            message = self.fill(check.message, view)
            mend = self.fill(check.mend, view)
        else:
            facts = self._labels(settle, view)
            message = both(
                "Not decided yet: {title}. What would settle it: {facts}.",
                title=check.title,
                facts=facts,
            )
            own = self.fill(check.mend, view)
            mend = self._how_to_settle(settle, own, view)
        pointer = check.pointer or self._where(settle, view) or view.pointer
        return self._finding(
            check, Severity.UNDETERMINED, pointer, message, mend
        )

    def _finding(
        self,
        check: Check,
        severity: Severity,
        pointer: str,
        message: Mapping[str, str],
        mend: Mapping[str, str],
    ) -> Finding:
        return Finding(
            code=check.code,
            severity=severity,
            element=Element(check.element) if check.element else None,
            pointer=pointer,
            message=self._masked(message),
            citation=self.cite(check.citation),
            mend=self._masked(mend),
            duty=check.duty,
        )

    def _supplied(self, name: str) -> bool:
        return name.startswith("result.")

    def _labels(self, names: Iterable[str], view: FactView) -> Texts:
        """The facts by their labels; those that one gap of the file leaves
        open are named once, and a penalty that is not stated yet stands for
        all that hangs on it."""
        first: dict[str, str] = {}
        for name in names:
            pointer = view[name].pointer if name in view else name
            first.setdefault(pointer or name, name)
        for pointer in first:
            if pointer.endswith("/penalties"):
                return both("the penalty that is proposed")
        return {
            lang: _JOIN[lang].join(
                self.vocabulary.label(name, lang) for name in first.values()
            )
            for lang in LANGS
        }

    def _where(self, names: Iterable[str], view: FactView) -> str:
        """Where the first of the facts stands, or would stand."""
        for name in names:
            if name in view:
                pointer = view[name].pointer
                if pointer:
                    return pointer
        return ""

    def _how_to_settle(
        self, names: Iterable[str], own: Texts, view: FactView
    ) -> Texts:
        """What to add; a figure that the law leaves open must come from the
        agency itself.

        Args:
            names: facts that would settle it.
            own: what the check itself says of mending.
            view: where it was looked at.
        """
        figures = [
            parameter
            for name in names
            if name in self.vocabulary
            and (parameter := self.vocabulary.entry(name).parameter)
        ]
        if not figures:
            return self._add(names, own, view)
        text: Texts = both(
            "The law gives no figure here: the agency must state the one that"
            " holds for it, with its source, under {where}; or once for all in"
            " one line of an overlay: {line}",
            where=" / ".join(f"agency.parameters.{name}" for name in figures),
            line=f'- {{id: {figures[0]}, value: "…", citation: …}}',
        )
        day, _ = view.facts.rules_day
        for name in figures:
            found = self.parameters.known(name, view.case.agency, day)
            if found.unconfirmed is None:
                continue
            hint = both(
                "A figure of {value} is told by {source}, but it could not be"
                " confirmed.",
                value=format(found.unconfirmed.value, "f"),
                source=found.unconfirmed.citation,
            )
            text = {
                lang: _run_on(text[lang], hint[lang], lang) for lang in text
            }
            break
        return text

    def _add(self, names: Iterable[str], own: Texts, view: FactView) -> Texts:
        """What to find out and where to write it; where a year of the
        calendar is missing, how to add that: the file cannot help there.

        What an officer is to find is asked as the form asks it. What is
        worked out from events and papers is not for anybody to write down;
        there the check itself says what to record.
        """
        names = list(names)
        asked = [
            (name, entry.question)
            for name in names
            if name in self.vocabulary
            and (entry := self.vocabulary.entry(name)).question
        ]
        text: Texts = own
        if asked:
            questions = {
                lang: ("" if lang == "zh" else " ").join(
                    question[lang] for _, question in asked
                )
                for lang in LANGS
            }
            text = both(
                'Find out and write the answer under "{where}": {questions}',
                where=", ".join(name for name, _ in asked),
                questions=questions,
            )
        if asked and len(asked) < len(names):
            text = {lang: _run_on(text[lang], own[lang], lang) for lang in own}
        years = view.facts.unknown_years
        worked_out = any(
            self.vocabulary.entry(name).derive
            for name in names
            if name in self.vocabulary
        )
        if not years or not worked_out:
            return text
        hint = unknown_year(min(years))
        return {
            lang: _run_on(text[lang], hint[lang] + _STOP[lang], lang)
            for lang in LANGS
        }

    # --- parts of papers --------------------------------------------------

    def missing(self, row: ElementRow, view: FactView) -> Finding:
        """The finding that a paper lacks a part."""
        part = row.part
        paper = self._paper(view)
        label = {"zh": part.zh, "en": part.en}
        recorded = view["paper.recorded"].value is True
        if recorded:
            pointer = view.pointer
            message = both(
                "{paper} does not tell this: {part}.", paper=paper, part=label
            )
        else:
            pointer = self._data_pointer(part, view)
            message = both(
                "{paper} cannot be completed: the case file has nothing from"
                " which to print this: {part}.",
                paper=paper,
                part=label,
            )
        return self._part(row, Severity(row.severity), pointer, message)

    def open_part(
        self, row: ElementRow, view: FactView, settle: tuple[str, ...]
    ) -> Finding:
        """The finding that it cannot be said whether a paper lacks a part."""
        facts = self._labels(settle, view)
        message = both(
            "It cannot be said yet whether {paper} tells this: {part}. What"
            " would settle it: {facts}.",
            paper=self._paper(view),
            part={"zh": row.part.zh, "en": row.part.en},
            facts=facts,
        )
        pointer = self._where(settle, view) or view.pointer
        return self._part(row, Severity.UNDETERMINED, pointer, message)

    def _part(
        self,
        row: ElementRow,
        severity: Severity,
        pointer: str,
        message: Mapping[str, str],
    ) -> Finding:
        return Finding(
            code=missing_code(row.part),
            severity=severity,
            element=row.element,
            pointer=pointer,
            message=self._masked(message),
            citation=self.cite(row.citation),
            mend=self._masked(row.part.mend),
            duty=row.duty,
        )

    def _paper(self, view: FactView) -> Texts:
        assert view.paper_kind is not None
        entry = self.vocabulary.entry("paper.kind")
        kind = view.paper_kind.value
        return {lang: entry.word(kind, lang) for lang in LANGS}

    def _data_pointer(self, part: Part, view: FactView) -> str:
        """Where the data would have to stand."""
        if part.pointer == "/papers":
            return view.pointer or part.pointer
        for item in part.data.evaluate(view).evidence:
            if item.pointer and item.result is not True:
                return item.pointer
        return part.pointer


def _deciding(outcome: CheckOutcome) -> str:
    """Where the matter stands: the check's own pointer, else that of the
    first evidence of what is required, else of any evidence.
    """
    check = outcome.check
    if check.pointer is not None:
        return check.pointer
    for item in outcome.evidence:
        if item.pointer and item.fact in check.require.facts:
            return item.pointer
    return outcome.pointer


def _run_on(first: str, second: str, lang: str) -> str:
    return f"{first}{'' if lang == 'zh' else ' '}{second}"


def by_language(texts: Mapping[str, Any]) -> str:
    """A text in both languages as the value of one text fact."""
    return "\x1f" + "\x1f".join(str(texts[lang]) for lang in LANGS)


def _by_language(value: str, lang: str) -> str:
    return value.split("\x1f")[1 + LANGS.index(lang)]
