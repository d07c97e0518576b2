"""The receipt: hashes of what went in and came out, and the replay."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from attrs import frozen

from penaltykit.assessment._json import digest, dumps
from penaltykit.case import Case, to_dict

SCHEMA_VERSION = "penaltykit/receipt/1"


@frozen(kw_only=True)
class Receipt:
    """Proof of an assessment.

    Args:
        body: the hashed part: SHA-256 of the case, of each file of laws,
            tables and rules used, of the result; ``as_of`` and the version.
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
) -> Receipt:
    """Hash everything that decides an assessment.

    Args:
        case: hashed in its canonical JSON.
        as_of: the day of the assessment.
        sources: file -> SHA-256.
        assessment: as JSON values, without trace, in Chinese.
        engine: name of the engine that ran.
    """
    from penaltykit._version import __version__

    body = {
        "version": __version__,
        "as_of": as_of.isoformat(),
        "case_id": case.id,
        "case": digest(to_dict(case)),
        "sources": dict(sorted(sources.items())),
        "assessment": digest(assessment),
    }
    return Receipt(body=body, sha256=digest(body), engine=engine)
