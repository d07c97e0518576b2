"""The receipt: hashes of what went in and came out."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from attrs import frozen

from penaltykit._pointer import escape
from penaltykit.assessment._json import digest, dumps
from penaltykit.case import Case, read_date, to_dict
from penaltykit.errors import Fault, FaultsError, Place
from penaltykit.overlay import Overlay

SCHEMA_VERSION = "penaltykit/receipt/1"

_SHA256 = re.compile(r"[0-9a-f]{64}")


@frozen(kw_only=True)
class Receipt:
    """Proof of an assessment.

    Args:
        body: the hashed part: SHA-256 of the case, of each file of laws,
            tables and rules used, of the result; ``as_of`` and the version;
            ``overlay`` where rules of the user's own were laid over.
        sha256: SHA-256 of ``body`` as canonical JSON.
        engine: which engine ran; outside the hash, since it must not matter.
    """

    body: Mapping[str, Any]
    sha256: str
    engine: str

    def to_dict(self) -> dict[str, Any]:
        """JSON values."""
        return {
            "schema": SCHEMA_VERSION,
            "body": dict(self.body),
            "sha256": self.sha256,
            "engine": self.engine,
        }

    def to_json(self) -> bytes:
        """Canonical JSON bytes."""
        return dumps(self.to_dict())


def make_receipt(
    case: Case,
    as_of: dt.date,
    sources: Mapping[str, str],
    assessment: Mapping[str, Any],
    engine: str,
    overlay: Overlay | None = None,
) -> Receipt:
    """Hash everything that decides an assessment.

    Args:
        case: hashed in its canonical JSON.
        as_of: the day of the assessment.
        sources: file -> SHA-256.
        assessment: as JSON values, without trace, in Chinese.
        engine: name of the engine that ran.
        overlay: what was laid over the rules.
    """
    from penaltykit._version import __version__

    body: dict[str, Any] = {
        "version": __version__,
        "as_of": as_of.isoformat(),
        "case_id": assessment["case_id"],
        "case": digest(to_dict(case)),
        "sources": dict(sorted(sources.items())),
        "assessment": digest(assessment),
    }
    if overlay is not None:
        body["overlay"] = overlay.to_dict()
    return Receipt(body=body, sha256=digest(body), engine=engine)


def read_receipt(data: bytes | str, name: str | None = None) -> Receipt:
    """A receipt from its JSON.

    Its hashes are not verified here: see ``Kit.replay``.

    Args:
        data: as :meth:`Receipt.to_json` writes it.
        name: of the file, for errors.

    Raises:
        FaultsError: it is no receipt; every fault, located.
    """
    import orjson

    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        place = Place(file=name, line=error.lineno, column=error.colno)
        raise FaultsError([Fault("receipt-not-json", place)]) from None
    faults = list(_wrong(value, name))
    if faults:
        raise FaultsError(faults)
    return Receipt(
        body=value["body"], sha256=value["sha256"], engine=value["engine"]
    )


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_sha256(value: object) -> bool:
    return isinstance(value, str) and bool(_SHA256.fullmatch(value))


def _is_date(value: object) -> bool:
    try:
        read_date(value)
    except (TypeError, ValueError):
        return False
    return True


def _is_sources(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_sha256, value.values()))


_Form = Callable[[object], bool]

_HEAD: Final[Mapping[str, _Form]] = {
    "schema": lambda value: value == SCHEMA_VERSION,
    "body": lambda value: isinstance(value, dict),
    "sha256": _is_sha256,
    "engine": _is_text,
}
_BODY: Final[Mapping[str, _Form]] = {
    "version": _is_text,
    "as_of": _is_date,
    "case_id": _is_text,
    "case": _is_sha256,
    "sources": _is_sources,
    "assessment": _is_sha256,
}
# Only where rules of the user's own were laid over the shipped ones.
_MAY: Final[Mapping[str, _Form]] = {
    "overlay": lambda value: isinstance(value, dict),
}


def _wrong(value: object, name: str | None) -> Iterator[Fault]:
    """What keeps a JSON value from being a receipt."""
    if not isinstance(value, dict):
        yield Fault("receipt-no-object", Place(file=name, pointer=""))
        return
    yield from _fields(value, _HEAD, name, "")
    if isinstance(value.get("body"), dict):
        body = value["body"]
        own = {key: form for key, form in _MAY.items() if key in body}
        yield from _fields(body, {**_BODY, **own}, name, "/body")


def _fields(
    found: Mapping[str, Any],
    forms: Mapping[str, _Form],
    name: str | None,
    where: str,
) -> Iterator[Fault]:
    for key, fits in forms.items():
        if key not in found:
            place = Place(file=name, pointer=where)
            yield Fault("receipt-field-missing", place, {"expected": key})
        elif not fits(found[key]):
            place = Place(file=name, pointer=f"{where}/{key}")
            yield Fault("receipt-field-form", place, {"found": key})
    for key in sorted(found.keys() - forms.keys()):
        place = Place(file=name, pointer=f"{where}/{escape(key)}")
        yield Fault("receipt-field-unknown", place, {"found": key})
