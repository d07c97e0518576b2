"""The rules as loaded: definitions, checks, examples."""

from collections.abc import Mapping
from functools import cached_property

from attrs import field, frozen

from penaltykit.citation import Citation
from penaltykit.engine._expression import Expression
from penaltykit.engine._types import Reading
from penaltykit.engine._words import IN_FORCE, TO_BE_CONFIRMED
from penaltykit.errors import Place

Texts = Mapping[str, str]
"""One text a language: ``{"zh": ..., "en": ...}``."""


@frozen(kw_only=True)
class Alternative:
    """One way in which a fact is concluded.

    Args:
        name: unique within its definition.
        when: the condition.
        citation: where the law says so.
        title: what it is called, by language.
        place: in the rule file.
    """

    name: str
    when: Expression
    citation: tuple[Citation, ...]
    title: Texts | None = field(default=None, hash=False)
    place: Place = field(default=Place(), eq=False)


@frozen(kw_only=True)
class Definition:
    """What concludes a truth fact: any one of its alternatives.

    Args:
        concludes: the fact.
        scope: the kind of context in which it is concluded.
        any: at least one alternative.
        status: one of ``STATUSES``.
        place: in the rule file.
    """

    concludes: str
    scope: str
    any: tuple[Alternative, ...]
    status: str = IN_FORCE
    place: Place = field(default=Place(), eq=False)

    @property
    def facts(self) -> frozenset[str]:
        """The facts that its conditions mention."""
        return frozenset().union(*(way.when.facts for way in self.any))


@frozen(kw_only=True)
class Example:
    """Facts under which a check gives a certain answer.

    Args:
        expected: ``"wrong"`` (violated), ``"right"`` (not violated) or
            ``"undetermined"``.
        facts: fact name to reading; the rest is unknown.
        note: what it shows, by language.
        place: in the rule file.
    """

    expected: str
    facts: Mapping[str, Reading] = field(hash=False)
    note: Mapping[str, str] | None = field(default=None, hash=False)
    place: Place = field(default=Place(), eq=False)


@frozen(kw_only=True)
class Check:
    """A duty, and what is said where it is not met.

    Violated is ``when`` and not ``require``.

    Args:
        code: its only id.
        name: dotted name in English.
        title: short title.
        scope: the kind of context that it looks at.
        phases: phases of a case in which it is looked at.
        element: element of disclosure, or ``None``.
        severity: of the finding: ``error``, ``warning`` or ``note``;
            ``undetermined`` where it can never be more: what it asks for
            is either settled or open.
        duty: ``law``, ``sector-rule``, ``local-rule``, ``house-standard``.
        status: ``in-force``, ``to-be-confirmed`` or ``off``.
        when: the duty applies; ``None`` is always.
        require: what must hold.
        citation: at least one.
        message: what is wrong; may hold ``{fact.id}``.
        mend: what to do.
        why: why the duty is there.
        pointer: JSON pointer of the finding; ``None`` is that of the first
            piece of evidence.
        examples: wrong and right ones, which are run.
        place: in the rule file.
    """

    code: str
    name: str
    title: Texts = field(hash=False)
    scope: str
    phases: tuple[str, ...]
    element: str | None
    severity: str
    duty: str
    status: str = IN_FORCE
    when: Expression | None = None
    require: Expression
    citation: tuple[Citation, ...]
    message: Texts = field(hash=False)
    mend: Texts = field(hash=False)
    why: Texts = field(hash=False)
    pointer: str | None = None
    examples: tuple[Example, ...] = ()
    place: Place = field(default=Place(), eq=False)

    @property
    def facts(self) -> frozenset[str]:
        """The facts that its conditions mention."""
        if self.when is None:
            return self.require.facts
        return self.when.facts | self.require.facts

    @property
    def confirmed(self) -> bool:
        """Whether its source was read and is in force."""
        return self.status != TO_BE_CONFIRMED


@frozen(kw_only=True, slots=False)
class RuleBook:
    """All rules of some files, in the order of the files.

    ``checks`` and ``definitions`` include those that are off.
    """

    definitions: tuple[Definition, ...] = ()
    checks: tuple[Check, ...] = ()

    @cached_property
    def by_code(self) -> Mapping[str, Check]:
        """Checks by code."""
        return {check.code: check for check in self.checks}

    def of_scope(self, scope: str) -> "RuleBook":
        """The definitions and checks of one scope."""
        return RuleBook(
            definitions=tuple(
                rule for rule in self.definitions if rule.scope == scope
            ),
            checks=tuple(rule for rule in self.checks if rule.scope == scope),
        )
