"""Findings as SARIF 2.1.0, for editors and code-review systems."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from penaltykit._version import __version__
from penaltykit._voice import Voice
from penaltykit._wording import word_message
from penaltykit.report._summary import Checked

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {
    "error": "error",
    # SARIF has no word for it; the property bag keeps ours.
    "undetermined": "warning",
    "warning": "warning",
    "note": "note",
}
UNUSABLE = "file-unusable"


def to_sarif(
    files: Sequence[Checked], rules: Iterable[Mapping[str, Any]], voice: Voice
) -> bytes:
    """One run with a rule a check and a result a finding.

    Args:
        files: what was looked at; ``lines`` gives regions.
        rules: as ``Kit.rules()`` lists them.
        voice: language and names.
    """
    used = {finding.code for one in files for finding in one.findings}
    known = {str(rule["code"]): rule for rule in rules}
    described = [
        _rule(code, known.get(code, {}), voice) for code in sorted(used)
    ]
    if any(one.faults is not None for one in files):
        described.append(_rule(UNUSABLE, {}, voice))
    index = {rule["id"]: place for place, rule in enumerate(described)}
    run = {
        "tool": {
            "driver": {
                "name": "penaltykit",
                "version": __version__,
                "rules": described,
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            result for one in files for result in _results(one, voice, index)
        ],
    }
    body = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    text = json.dumps(body, ensure_ascii=False, indent=2)
    return text.encode() + b"\n"


def _rule(code: str, info: Mapping[str, Any], voice: Voice) -> dict[str, Any]:
    title = voice.pick(info.get("title")) or code
    body: dict[str, Any] = {
        "id": code,
        "name": str(info.get("name", code)),
        "shortDescription": {"text": title},
    }
    citation = info.get("citation")
    if isinstance(citation, list | tuple) and citation:
        body["fullDescription"] = {"text": voice.cite(citation)}
    if info.get("severity") in _LEVELS:
        level = _LEVELS[str(info["severity"])]
        body["defaultConfiguration"] = {"level": level}
    return body


def _results(
    one: Checked, voice: Voice, index: Mapping[str, int]
) -> Iterable[dict[str, Any]]:
    if one.faults is not None:
        for fault in one.faults.faults:
            place = fault.place
            yield _result(
                UNUSABLE,
                "error",
                word_message(fault, voice.lang),
                _location(one, place.pointer or "", place.line, place.column),
                index,
            ) | {"properties": {"code": fault.code}}
    for finding in one.findings:
        line, column = one.lines.get(finding.pointer, (None, None))
        lines = [voice.pick(finding.message), voice.pick(finding.mend)]
        yield _result(
            finding.code,
            _LEVELS[finding.severity],
            "\n".join(text for text in lines if text),
            _location(one, finding.pointer, line, column),
            index,
        ) | {
            "properties": {
                "severity": finding.severity,
                "element": finding.element and str(finding.element),
            }
        }


def _result(
    code: str,
    level: str,
    text: str,
    location: dict[str, Any],
    index: Mapping[str, int],
) -> dict[str, Any]:
    return {
        "ruleId": code,
        "ruleIndex": index[code],
        "level": level,
        "message": {"text": text},
        "locations": [location],
    }


def _location(
    one: Checked, pointer: str, line: int | None, column: int | None
) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(one.path)}}
    if line is not None:
        physical["region"] = {"startLine": line, "startColumn": column or 1}
    location: dict[str, Any] = {"physicalLocation": physical}
    if pointer:
        location["logicalLocations"] = [{"fullyQualifiedName": pointer}]
    return location


def _uri(path: str) -> str:
    """A URI of a whole path, else a relative reference: a colon in a name
    would make it look like a scheme.
    """
    file = Path(path)
    if file.is_absolute():
        return file.as_uri()
    return quote(file.as_posix(), safe="/", errors="surrogateescape")
