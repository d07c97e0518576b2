"""Reading ``rules/facts/*.yaml``: every fault located, all at once."""

import difflib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from penaltykit import _yaml
from penaltykit._fields import Node, load_node
from penaltykit.engine import FactType
from penaltykit.errors import Fault, RuleError
from penaltykit.facts._entry import FactEntry, FactWord, Scope, Window
from penaltykit.facts._values import WrongValueError, typed

_ID = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*")
_WAYS = ("source", "derive", "formula", "parameter", "provided", "concluded")
_TOLD = "told."
_TELLS_ZH = "文书写明"
_TELLS_EN = "the paper tells: "
_TEXTS = (
    "id",
    "zh",
    "en",
    "type",
    "unit",
    "domain",
    "scope",
    "source",
    "derive",
    "argument",
    "formula",
    "parameter",
    "citation",
    "note",
    "counter",
)
_TRUTHS = ("attested", "concluded", "provided")
_KEYS = (
    *_TEXTS,
    *_TRUTHS,
    "values",
    "question",
    "absent",
    "words",
    "look_back",
)
_NEEDED = ("id", "zh", "en", "type", "scope")
_WORD = ("value", "zh", "en")
_WINDOW = ("years", "months", "this_included")


def load_entries(
    folder: Path, derivations: Mapping[str, Scope]
) -> dict[str, FactEntry]:
    """Every entry of the YAML files of ``folder``, by id.

    Args:
        folder: ``rules/facts``.
        derivations: name of each derivation to the scope that it needs.

    Raises:
        RuleError: with every fault of every file.
    """
    entries: dict[str, FactEntry] = {}
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.yaml")):
        node = load_node(path, faults)
        if node is None:
            continue
        if isinstance(node.value, dict) and "facts" in node.value:
            node = node.child("facts")
        for part in node.items():
            entry = _entry(part, path.stem, derivations)
            if entry is None:
                continue
            first = entries.setdefault(entry.id, entry)
            if first is not entry:
                part.fault(
                    "fact-twice", found=entry.id, first=str(first.place)
                )
    if faults:
        raise RuleError(faults)
    return entries


def told_facts(root: Path) -> tuple[FactEntry, ...]:
    """A fact ``told.<part>`` for each part of ``requirements/parts.yaml``:
    whether the paper, as recorded in the file, tells it.

    Only ids and labels are read here; the loader of the parts reports what
    is wrong with the file.
    """
    path = root / "requirements" / "parts.yaml"
    if not path.is_file():
        return ()
    document = _yaml.load(path)
    listed = document.value if isinstance(document.value, list) else []
    return tuple(
        FactEntry(
            id=told_name(str(item["id"])),
            zh=f"{_TELLS_ZH}{item.get('zh', item['id'])}",
            en=f"{_TELLS_EN}{item.get('en', item['id'])}",
            type=FactType.TRUTH,
            domain="paper",
            scope=Scope.PAPER,
            provided=True,
            place=document.place(f"/{index}"),
        )
        for index, item in enumerate(listed)
        if isinstance(item, dict) and "id" in item
    )


def told_name(part: str) -> str:
    """The fact that says whether a paper tells a part."""
    return _TOLD + part.replace("-", "_")


def told_part(entry: FactEntry) -> tuple[str, str, str] | None:
    """The part that such a fact is about, by id and by both its names;
    ``None`` for any other fact.
    """
    if not entry.id.startswith(_TOLD):
        return None
    return (
        entry.id.removeprefix(_TOLD).replace("_", "-"),
        entry.zh.removeprefix(_TELLS_ZH),
        entry.en.removeprefix(_TELLS_EN),
    )


def _entry(
    node: Node, stem: str, derivations: Mapping[str, Scope]
) -> FactEntry | None:
    """One entry, or ``None`` where it cannot be used."""
    before = len(node.faults)
    if not node.keys(_KEYS, _NEEDED):
        return None
    given: dict[str, Any] = {
        **{key: node.text(key) for key in _TEXTS},
        **{key: node.truth(key, default=False) for key in _TRUTHS},
    }
    if len(node.faults) > before:
        return None
    values = _words(node.child("values"))
    question = node.languages("question")
    words = node.texts("words")
    window = _window(node, given)
    _meaning(node, given, values, derivations)
    if len(node.faults) > before:
        return None
    told = {key: value for key, value in given.items() if value is not None}
    told["type"] = FactType(told["type"])
    told["scope"] = Scope(told["scope"])
    told.setdefault("domain", stem)
    entry = FactEntry(
        **told,
        values=values,
        question=question,
        words=words,
        look_back=window,
        place=node.document.place(node.pointer),
    )
    return _with_absent(entry, node)


def _words(node: Node) -> tuple[FactWord, ...]:
    words: dict[str, FactWord] = {}
    for part in node.items():
        if not part.keys((*_WORD, "words"), _WORD):
            continue
        value, zh, en = (part.text(key) or "" for key in _WORD)
        word = FactWord(value, zh, en, part.texts("words"))
        if word.value in words:
            part.fault("fact-word-twice", found=word.value)
        words[word.value] = word
    return tuple(words.values())


def _window(node: Node, given: Mapping[str, Any]) -> Window | None:
    """What a history fact counts."""
    part = node.child("look_back")
    if part.value is None:
        return None
    if not part.keys(_WINDOW, ("this_included",)):
        return None
    if given["type"] != FactType.COUNT:
        part.fault("fact-look-back-not-count", found=given["type"])
        return None
    years, months = part.count("years"), part.count("months")
    if years is None and months is None:
        length = None
    else:
        length = (years or 0) * 12 + (months or 0)
    return Window(
        months=length,
        this_included=part.truth("this_included", default=False),
    )


def _meaning(
    node: Node,
    given: Mapping[str, Any],
    values: tuple[FactWord, ...],
    derivations: Mapping[str, Scope],
) -> None:
    """What the keys say, alone and together."""
    if not _ID.fullmatch(given["id"]):
        node.child("id").fault("fact-bad-id", found=given["id"])
    type_ = node.choice("type", FactType)
    scope = node.choice("scope", Scope)
    if type_ is None or scope is None:
        return
    if (type_ == FactType.ONE_OF) != bool(values):
        node.fault("fact-words-and-type", found=type_)
    if (type_ == FactType.QUANTITY) != (given["unit"] is not None):
        node.fault("fact-unit-and-type", found=type_)
    ways = [way for way in _WAYS if given[way]]
    if len(ways) > 1:
        node.fault("fact-two-ways", found=ways)
    if given["concluded"] and type_ != FactType.TRUTH:
        node.fault("fact-concluded-not-truth")
    _derivation(node, Scope(scope), derivations)


def _derivation(
    node: Node, scope: Scope, derivations: Mapping[str, Scope]
) -> None:
    """Whether the derivation exists and serves the scope."""
    derive = node.text("derive")
    if derive is None:
        return
    needed = derivations.get(derive)
    if needed is None:
        # There are too many of them to list.
        near = difflib.get_close_matches(derive, derivations, n=1)
        node.child("derive").fault(
            "fact-unknown-derivation",
            found=derive,
            nearest=near[0] if near else None,
        )
    elif _family(needed) != _family(scope):
        node.child("scope").fault(
            "fact-derivation-scope", found=scope.value, expected=str(needed)
        )


def _with_absent(entry: FactEntry, node: Node) -> FactEntry | None:
    """The entry with its value for the absent case, typed."""
    import attrs

    if "absent" not in node.value:
        return entry
    part = node.child("absent")
    if not entry.stated:
        part.fault("fact-absent-not-stated")
        return None
    try:
        value = typed(entry, part.value)
    except WrongValueError as error:
        part.fault(
            error.code,
            fact=entry.id,
            found=part.value,
            expected=error.expected,
        )
        return None
    return attrs.evolve(entry, absent=value)


def _family(scope: Scope) -> Scope:
    """Look-backs are read where facts of a violation are read."""
    return Scope.VIOLATION if scope is Scope.HISTORY else scope
