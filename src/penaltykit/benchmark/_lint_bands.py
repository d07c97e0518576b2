"""The fines of rows in yuan against the band of the law."""

from collections.abc import Iterator

from attrs import evolve

from penaltykit._i18n import both
from penaltykit.benchmark._finding import LintFinding
from penaltykit.benchmark._model import FactorBody, Row, StageBody
from penaltykit.money import Band
from penaltykit.penalty import Penalty, PenaltyKind


def fine_of(row: Row) -> Penalty | None:
    """The only fine of a row, where it is one in yuan."""
    fines = [one for one in row.penalties if one.kind is PenaltyKind.FINE]
    return fines[0] if len(fines) == 1 and fines[0].unit == "yuan" else None


def band_of(penalty: Penalty) -> Band:
    """The bounds of a fine as a band."""
    return Band(
        from_=penalty.from_,
        from_inclusive=penalty.from_inclusive,
        to=penalty.to,
        to_inclusive=penalty.to_inclusive,
    )


def bands_outside(
    body: StageBody | FactorBody, statute: Band
) -> Iterator[LintFinding]:
    """Rows whose band leaves the statute, or repeats the whole of it."""
    for row in body.outcomes:
        fine = fine_of(row)
        if fine is None:
            continue
        band = band_of(fine)
        bands = {
            "band": {"zh": band.format("zh"), "en": band.format("en")},
            "statute": {
                "zh": statute.format("zh"),
                "en": statute.format("en"),
            },
        }
        if not (under(statute) if row.mitigated else statute).covers(band):
            yield LintFinding(
                code="outside-statute",
                fault=True,
                text=both(
                    "The band {band} leaves the statutory band {statute}.",
                    **bands,
                ),
                rows=(row.id,),
            )
        elif band == statute and not any(row.defaults):
            yield LintFinding(
                code="whole-statute",
                fault=False,
                text=both(
                    "The row repeats the whole statutory band {statute}.",
                    **bands,
                ),
                rows=(row.id,),
            )


def under(statute: Band) -> Band:
    """What mitigation leaves of a statutory band: its top."""
    return evolve(statute, from_=None, from_inclusive=True)
