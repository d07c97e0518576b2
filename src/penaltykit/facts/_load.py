"""Reading ``rules/facts/*.yaml``: every fault located, all at once."""

import difflib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from penaltykit import _yaml
from penaltykit.engine import FactType
from penaltykit.errors import Fault, RuleError
from penaltykit.facts._entry import FactEntry, FactWord, Scope
from penaltykit.facts._values import WrongValueError, typed

_ID = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*")
_WAYS = ("source", "derive", "formula", "parameter", "provided", "concluded")
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
)
_TRUTHS = ("attested", "concluded", "provided")
_KEYS = (*_TEXTS, *_TRUTHS, "values", "question", "absent")
_NEEDED = ("id", "zh", "en", "type", "scope")


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
        try:
            document = _yaml.load(path)
        except RuleError as error:
            faults.extend(error.faults)
            continue
        reader = _FileReader(document, path.stem, derivations, faults)
        for entry in reader.entries():
            if entry.id in entries:
                faults.append(
                    Fault(
                        "fact-twice",
                        entry.place,
                        {
                            "found": entry.id,
                            "first": str(entries[entry.id].place),
                        },
                    )
                )
            else:
                entries[entry.id] = entry
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
            zh=f"文书写明{item.get('zh', item['id'])}",
            en=f"the paper tells: {item.get('en', item['id'])}",
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
    return "told." + part.replace("-", "_")


class _FileReader:
    """Reads one vocabulary file and collects what is wrong with it."""

    def __init__(
        self,
        document: _yaml.Document,
        stem: str,
        derivations: Mapping[str, Scope],
        faults: list[Fault],
    ) -> None:
        self.document = document
        self.stem = stem
        self.derivations = derivations
        self.faults = faults

    def fault(self, code: str, pointer: str, **params: Any) -> None:
        self.faults.append(Fault(code, self.document.place(pointer), params))

    def entries(self) -> Iterator[FactEntry]:
        value = self.document.value
        base = ""
        if isinstance(value, dict) and "facts" in value:
            value, base = value["facts"], "/facts"
        if not isinstance(value, list):
            self.fault("facts-not-list", base)
            return
        for index, item in enumerate(value):
            pointer = f"{base}/{index}"
            if not isinstance(item, dict):
                self.fault("fact-not-map", pointer)
                continue
            entry = self.entry(item, pointer)
            if entry is not None:
                yield entry

    def entry(self, item: Mapping[str, Any], pointer: str) -> FactEntry | None:
        """One entry, or ``None`` where it cannot be used."""
        before = len(self.faults)
        self._keys(item, pointer)
        if len(self.faults) > before:
            return None
        values = self._words(item, pointer)
        question = self._question(item, pointer)
        self._meaning(item, pointer, values)
        if len(self.faults) > before:
            return None
        given = {
            key: item[key]
            for key in (*_TEXTS, *_TRUTHS)
            if item.get(key) is not None
        }
        given["type"] = FactType(given["type"])
        given["scope"] = Scope(given["scope"])
        given.setdefault("domain", self.stem)
        entry = FactEntry(
            **given,
            values=values,
            question=question,
            place=self.document.place(pointer),
        )
        return self._with_absent(entry, item, pointer)

    def _keys(self, item: Mapping[str, Any], pointer: str) -> None:
        for key, value in item.items():
            if key not in _KEYS:
                near = difflib.get_close_matches(key, _KEYS, n=1)
                self.fault(
                    "fact-unknown-key",
                    f"{pointer}/{key}",
                    found=key,
                    nearest=near[0] if near else None,
                )
            elif key in _TEXTS and not isinstance(value, str):
                self.fault("fact-key-not-text", f"{pointer}/{key}", found=key)
            elif key in _TRUTHS and not isinstance(value, bool):
                self.fault("fact-key-not-truth", f"{pointer}/{key}", found=key)
        for key in _NEEDED:
            if key not in item:
                self.fault("fact-key-missing", pointer, expected=key)

    def _words(
        self, item: Mapping[str, Any], pointer: str
    ) -> tuple[FactWord, ...]:
        found = item.get("values", [])
        at = f"{pointer}/values"
        if not isinstance(found, list):
            self.fault("fact-values-not-list", at)
            return ()
        words: list[FactWord] = []
        for index, word in enumerate(found):
            if isinstance(word, dict) and set(word) == {"value", "zh", "en"}:
                if any(word["value"] == other.value for other in words):
                    self.fault(
                        "fact-word-twice",
                        f"{at}/{index}",
                        found=word["value"],
                    )
                words.append(
                    FactWord(
                        str(word["value"]), str(word["zh"]), str(word["en"])
                    )
                )
            else:
                self.fault("fact-word-shape", f"{at}/{index}")
        return tuple(words)

    def _question(
        self, item: Mapping[str, Any], pointer: str
    ) -> dict[str, str]:
        found = item.get("question")
        if found is None:
            return {}
        if isinstance(found, dict) and set(found) == {"zh", "en"}:
            return {key: str(text) for key, text in found.items()}
        self.fault("fact-question-shape", f"{pointer}/question")
        return {}

    def _meaning(
        self,
        item: Mapping[str, Any],
        pointer: str,
        values: tuple[FactWord, ...],
    ) -> None:
        """What the keys say together."""
        if not _ID.fullmatch(item["id"]):
            self.fault("fact-bad-id", f"{pointer}/id", found=item["id"])
        for key, known in (("type", FactType), ("scope", Scope)):
            if item[key] not in list(known):
                self.fault(
                    f"fact-unknown-{key}",
                    f"{pointer}/{key}",
                    found=item[key],
                    expected=[str(word) for word in known],
                )
                return
        if (item["type"] == FactType.ONE_OF) != bool(values):
            self.fault("fact-words-and-type", pointer, found=item["type"])
        if (item["type"] == FactType.QUANTITY) != ("unit" in item):
            self.fault("fact-unit-and-type", pointer, found=item["type"])
        ways = [way for way in _WAYS if item.get(way)]
        if len(ways) > 1:
            self.fault("fact-two-ways", pointer, found=ways)
        if item.get("concluded") and item["type"] != FactType.TRUTH:
            self.fault("fact-concluded-not-truth", pointer)
        self._derivation(item, pointer)

    def _derivation(self, item: Mapping[str, Any], pointer: str) -> None:
        """Whether the derivation exists and serves the scope."""
        derive = item.get("derive")
        if derive is None:
            return
        needed = self.derivations.get(derive)
        if needed is None:
            near = difflib.get_close_matches(derive, self.derivations, n=1)
            self.fault(
                "fact-unknown-derivation",
                f"{pointer}/derive",
                found=derive,
                nearest=near[0] if near else None,
            )
        elif _family(needed) != _family(Scope(item["scope"])):
            self.fault(
                "fact-derivation-scope",
                f"{pointer}/scope",
                found=item["scope"],
                expected=str(needed),
            )

    def _with_absent(
        self, entry: FactEntry, item: Mapping[str, Any], pointer: str
    ) -> FactEntry | None:
        """The entry with its value for the absent case, typed."""
        import attrs

        if "absent" not in item:
            return entry
        if not entry.stated:
            self.fault("fact-absent-not-stated", f"{pointer}/absent")
            return None
        try:
            value = typed(entry, item["absent"])
        except WrongValueError as error:
            self.fault(
                error.code,
                f"{pointer}/absent",
                fact=entry.id,
                found=item["absent"],
                expected=error.expected,
            )
            return None
        return attrs.evolve(entry, absent=value)


def _family(scope: Scope) -> Scope:
    """Look-backs are read where facts of a violation are read."""
    return Scope.VIOLATION if scope is Scope.HISTORY else scope
