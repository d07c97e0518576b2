"""Rule files to rules: every fault of every file at once."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from penaltykit import _yaml
from penaltykit._i18n import LANGS
from penaltykit.engine import _words as words
from penaltykit.engine._expression import Expression
from penaltykit.engine._parser import read_date
from penaltykit.engine._reader import (
    A_LIST,
    A_MAPPING,
    Reader,
    escape,
    in_order,
)
from penaltykit.engine._rules import (
    Alternative,
    Check,
    Definition,
    Example,
    RuleBook,
)
from penaltykit.engine._strata import cycles
from penaltykit.engine._types import (
    KNOWN,
    STATES,
    FactType,
    Reading,
    Signature,
    Value,
    Vocabulary,
)
from penaltykit.errors import Fault, RuleError

EXAMPLE_KINDS = ("wrong", "right", "undetermined")
_DEFINITION = ("concludes", "scope", "any")
_DEFINITION_MAY = ("status", "note")
_ALTERNATIVE = ("name", "when")
_CHECK = (
    "code",
    "name",
    "title",
    "scope",
    "phases",
    "element",
    "severity",
    "duty",
    "require",
    "message",
    "mend",
    "why",
    "examples",
)
# A missing citation has a fault of its own.
_CHECK_MAY = ("citation", "status", "when", "pointer", "note")


Visible = Callable[[str, str], bool]
"""Takes a fact and a scope: whether a context of that scope has the fact."""


def load_rules(
    paths: Path | Iterable[Path],
    vocabulary: Vocabulary,
    *,
    visible: Visible | None = None,
) -> RuleBook:
    """Load rule files.

    Args:
        paths: files, or folders whose ``*.yaml`` files are meant, at any
            depth, by name.
        vocabulary: the facts that rules may use.
        visible: refuses facts that the scope of a rule does not have; left
            out, all facts are seen everywhere.

    Raises:
        RuleError: with every fault of every file, cycles included.
    """
    loader = _Loader(vocabulary, visible)
    for path in [paths] if isinstance(paths, Path) else paths:
        if path.is_dir():
            for file in sorted(path.rglob("*.yaml")):
                loader.file(file)
        else:
            loader.file(path)
    return loader.finish()


class _Loader:
    """Rules and faults of all files."""

    def __init__(
        self, vocabulary: Vocabulary, visible: Visible | None
    ) -> None:
        self.vocabulary = vocabulary
        self.visible = visible
        self.definitions: list[Definition] = []
        self.checks: list[Check] = []
        self.faults: list[Fault] = []
        self.codes: dict[str, str] = {}
        self.heads: dict[str, str] = {}

    def file(self, path: Path) -> None:
        try:
            document = _yaml.load(path)
        except RuleError as error:
            self.faults.extend(error.faults)
            return
        reader = Reader(document, self.vocabulary)
        value = document.value
        if not isinstance(value, list):
            reader.shape("", value, A_LIST)
            value = []
        for i, entry in enumerate(value):
            self.entry(reader, f"/{i}", entry)
        self.faults.extend(reader.faults)

    def entry(self, reader: Reader, at: str, entry: Any) -> None:
        if not isinstance(entry, dict):
            reader.shape(at, entry, A_MAPPING)
        elif "concludes" in entry:
            self.definition(reader, at, entry)
        elif "code" in entry:
            self.check(reader, at, entry)
        else:
            reader.fault("rulefile-unknown-kind", at)

    def finish(self) -> RuleBook:
        if not self.faults:
            self.faults.extend(cycles(self.definitions))
        if self.faults:
            raise RuleError(in_order(self.faults))
        return RuleBook(
            definitions=tuple(self.definitions), checks=tuple(self.checks)
        )

    def scoped(
        self, reader: Reader, scope: str | None, *found: Expression | None
    ) -> None:
        """Note each fact that the scope of a rule does not have."""
        if scope is None or self.visible is None:
            return
        for expression in found:
            if expression is None:
                continue
            for name in sorted(expression.facts):
                if not self.visible(name, scope):
                    place = expression.place_of(name)
                    params = {"found": name, "scope": scope}
                    reader.faults.append(
                        Fault("rulefile-out-of-scope", place, params)
                    )

    def once(
        self, reader: Reader, pointer: str, seen: dict[str, str], word: str
    ) -> None:
        """Note a code or a head that was given before, and where."""
        first = seen.get(word)
        if first is not None:
            reader.fault(
                "rulefile-duplicate", pointer, found=word, first=first
            )
            return
        seen[word] = str(reader.place(pointer))

    def definition(
        self, reader: Reader, at: str, entry: Mapping[str, Any]
    ) -> None:
        count = len(reader.faults)
        reader.keys(at, entry, _DEFINITION, _DEFINITION_MAY)
        head = reader.text(entry, "concludes", at)
        if head:
            self.once(reader, f"{at}/concludes", self.heads, head)
            signature = self.vocabulary.signature(head)
            if signature is None:
                reader.unknown_fact(
                    "rulefile-unknown-fact", f"{at}/concludes", head
                )
            elif signature.type is not FactType.TRUTH:
                reader.fault(
                    "rulefile-head-not-truth",
                    f"{at}/concludes",
                    found=head,
                    type=str(signature.type),
                )
        scope = _word(reader, entry, "scope", at, words.SCOPES)
        status = _word(reader, entry, "status", at, words.STATUSES)
        names: dict[str, str] = {}
        ways = []
        if "any" in entry:
            for pointer, way in reader.items(f"{at}/any", entry["any"]):
                ways.append(self.alternative(reader, pointer, way, names))
        self.scoped(reader, scope, *(way.when for way in ways if way))
        if len(reader.faults) > count:
            return
        self.definitions.append(
            Definition(
                concludes=head,
                scope=scope or "",
                any=tuple(way for way in ways if way),
                status=status or words.IN_FORCE,
                place=reader.place(at),
            )
        )

    def alternative(
        self, reader: Reader, at: str, value: Any, names: dict[str, str]
    ) -> Alternative | None:
        entry = reader.keys(at, value, _ALTERNATIVE, ("citation", "title"))
        if entry is None:
            return None
        name = reader.text(entry, "name", at)
        if name:
            self.once(reader, f"{at}/name", names, name)
        when = reader.expression(entry, "when", at)
        citation = reader.citations(entry, at)
        title = reader.texts(entry, "title", at)
        if when is None:
            return None
        return Alternative(
            name=name,
            when=when,
            citation=citation,
            title=title or None,
            place=reader.place(at),
        )

    def check(self, reader: Reader, at: str, entry: Mapping[str, Any]) -> None:
        count = len(reader.faults)
        reader.keys(at, entry, _CHECK, _CHECK_MAY)
        code = reader.text(entry, "code", at)
        if code:
            self.once(reader, f"{at}/code", self.codes, code)
        phases: tuple[str, ...] = ()
        if "phases" in entry:
            phases = reader.words(
                f"{at}/phases", entry["phases"], words.PHASES
            )
        element = None
        if entry.get("element") is not None:
            element = _word(reader, entry, "element", at, words.ELEMENTS)
        severity = _word(reader, entry, "severity", at, words.SEVERITIES)
        duty = _word(reader, entry, "duty", at, words.DUTIES)
        if duty == "house-standard" and severity == "error":
            reader.fault("rulefile-house-error", f"{at}/severity")
        pointer = None
        if entry.get("pointer") is not None:
            pointer = reader.text(entry, "pointer", at)
        when = reader.expression(entry, "when", at)
        require = reader.expression(entry, "require", at)
        scope = _word(reader, entry, "scope", at, words.SCOPES)
        self.scoped(reader, scope, when, require)
        found: dict[str, Any] = {
            "name": reader.text(entry, "name", at),
            "title": reader.texts(entry, "title", at),
            "scope": scope,
            "status": _word(reader, entry, "status", at, words.STATUSES)
            or words.IN_FORCE,
            "citation": reader.citations(entry, at),
            "message": reader.texts(entry, "message", at),
            "mend": reader.texts(entry, "mend", at),
            "why": reader.texts(entry, "why", at),
            "examples": _examples(reader, entry, at),
        }
        if len(reader.faults) > count or require is None:
            return
        self.checks.append(
            Check(
                code=code,
                phases=phases,
                element=element,
                severity=severity or "",
                duty=duty or "",
                when=when,
                require=require,
                pointer=pointer,
                place=reader.place(at),
                **found,
            )
        )


def _word(
    reader: Reader,
    entry: Mapping[str, Any],
    key: str,
    at: str,
    known: tuple[str, ...],
) -> str | None:
    if key not in entry:
        return None
    return reader.word(f"{at}/{key}", entry[key], known)


def _examples(
    reader: Reader, entry: Mapping[str, Any], at: str
) -> tuple[Example, ...]:
    if "examples" not in entry:
        return ()
    at = f"{at}/examples"
    found = reader.keys(
        at, entry["examples"], EXAMPLE_KINDS[:2], EXAMPLE_KINDS[2:]
    )
    examples = []
    for kind in EXAMPLE_KINDS:
        if found is None or kind not in found:
            continue
        for pointer, value in reader.items(f"{at}/{kind}", found[kind]):
            if not isinstance(value, dict):
                reader.shape(pointer, value, A_MAPPING)
                continue
            examples.append(_example(reader, pointer, kind, value))
    return tuple(examples)


def _example(
    reader: Reader, at: str, kind: str, value: Mapping[str, Any]
) -> Example:
    facts: dict[str, Reading] = {}
    note: Mapping[str, str] | None = None
    for name, stated in value.items():
        pointer = f"{at}/{escape(name)}"
        if name == "note":
            note = _note(reader, value, at)
            continue
        signature = reader.vocabulary.signature(name)
        if signature is None:
            reader.unknown_fact(
                "rulefile-unknown-fact", pointer, name, key=True
            )
            continue
        reading = _reading(reader, pointer, stated, signature)
        if reading is not None:
            facts[name] = reading
    return Example(
        expected=kind,
        facts=facts,
        note=note,
        place=reader.place(at),
    )


def _note(
    reader: Reader, value: Mapping[str, Any], at: str
) -> Mapping[str, str]:
    """What an example shows: in each language, or a text that serves for
    all."""
    if isinstance(value["note"], Mapping):
        return reader.texts(value, "note", at)
    return dict.fromkeys(LANGS, reader.text(value, "note", at))


def _reading(
    reader: Reader, at: str, stated: Any, signature: Signature
) -> Reading | None:
    """A value alone is known; a mapping has a state."""
    value = stated
    if isinstance(stated, dict):
        entry = reader.keys(at, stated, ("state",), ("value",))
        assert entry is not None
        if "state" not in entry:
            return None
        word = reader.word(f"{at}/state", entry["state"], STATES)
        if word != KNOWN:
            return None if word is None else Reading(word, None, at)
        value = entry.get("value")
    read = read_value(value, signature)
    if read is None:
        reader.fault(
            "rulefile-wrong-value",
            at,
            found=value if isinstance(value, str | int) else str(value),
            expected=list(signature.values)
            if signature.values
            else words.type_words(_KIND.get(signature.type, "number")),
        )
        return None
    return Reading(KNOWN, read, at)


_KIND = {
    FactType.MONEY: "money",
    FactType.DATE: "date",
    FactType.TRUTH: "truth",
    FactType.ONE_OF: "one-of",
    FactType.TEXT: "text",
}


def read_value(value: object, signature: Signature) -> Value | None:  # noqa: PLR0911 one a type
    """A value of a YAML or JSON file by its type; ``None`` if it is none.

    Decimals and dates are texts there, so that no float comes in between.
    """
    match signature.type, value:
        case FactType.TRUTH, bool():
            return value
        case _, bool():
            return None
        case FactType.COUNT, int() if value >= 0:
            return value
        case FactType.MONEY | FactType.QUANTITY, int():
            return Decimal(value)
        case FactType.MONEY | FactType.QUANTITY, str():
            return _decimal(value)
        case FactType.DATE, str():
            return read_date(value)
        case FactType.ONE_OF, str():
            return value if value in (signature.values or ()) else None
        case FactType.TEXT, str():
            return value
    return None


def _decimal(text: str) -> Decimal | None:
    whole, _, rest = text.removeprefix("-").partition(".")
    digits = whole + rest
    if not whole or (("." in text) and not rest):
        return None
    if not (digits.isascii() and digits.isdigit()):
        return None
    return Decimal(text)
