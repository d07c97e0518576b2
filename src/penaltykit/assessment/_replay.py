"""Replay: whether a receipt still stands, and if not, what changed."""

import datetime as dt
from collections.abc import Iterator, Mapping

from attrs import frozen

from penaltykit._i18n import LANGS, LazyTexts, both
from penaltykit.assessment._assess import assess
from penaltykit.assessment._data import Data
from penaltykit.assessment._json import digest
from penaltykit.assessment._option import Text
from penaltykit.assessment._receipt import Receipt
from penaltykit.case import Case, to_dict
from penaltykit.errors import FaultsError


@frozen(kw_only=True)
class Difference:
    """One thing in which a replay departs from the receipt.

    Args:
        code: ``receipt`` (its own hash does not fit), ``case``, ``version``,
            ``source-changed``, ``source-missing``, ``source-added``,
            ``assessment``, or ``not-assessed`` (the case cannot be assessed
            with the data at hand).
        name: the file of laws, tables or rules, for the ``source-`` codes.
        text: the same as a sentence.
    """

    code: str
    name: str | None = None
    text: Text


@frozen(kw_only=True)
class Replay:
    """What came of holding a receipt against a case and the data at hand.

    Args:
        differences: everything that is not as the receipt says.
    """

    differences: tuple[Difference, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether everything is as the receipt says."""
        return not self.differences


def replay(receipt: Receipt, case: Case, data: Data) -> Replay:
    """Verify a receipt.

    Args:
        receipt: see :func:`read_receipt`.
        case: the case it was written for.
        data: laws, tables and rules as they are now.
    """
    return Replay(differences=tuple(_differences(receipt, case, data)))


def _differences(
    receipt: Receipt, case: Case, data: Data
) -> Iterator[Difference]:
    from penaltykit._version import __version__

    body = receipt.body
    if digest(dict(body)) != receipt.sha256:
        yield Difference(
            code="receipt",
            text=both(
                "The receipt does not fit its own hash: it was changed after"
                " it was written."
            ),
        )
    if digest(to_dict(case)) != body["case"]:
        yield Difference(
            code="case",
            text=both("The case file is not the one of the receipt."),
        )
    if body["version"] != __version__:
        yield Difference(
            code="version",
            text=both(
                "The receipt was written by version {then}; this is version"
                " {now}.",
                then=body["version"],
                now=__version__,
            ),
        )
    known: Mapping[str, str] = body["sources"]
    yield from _sources(known, data)
    yield from _again(receipt, case, data)


def _sources(known: Mapping[str, str], data: Data) -> Iterator[Difference]:
    """The files of the receipt that are not what they were."""
    for name in sorted(known):
        now = data.sources.digest(name, data.library)
        if now is None:
            yield _source(
                "source-missing",
                name,
                both(
                    "{name}: the receipt rests on it; it is not here.",
                    name=name,
                ),
            )
        elif now != known[name]:
            yield _source(
                "source-changed",
                name,
                both("{name}: changed since the receipt.", name=name),
            )


def _source(code: str, name: str, text: Text) -> Difference:
    return Difference(code=code, name=name, text=text)


def _again(receipt: Receipt, case: Case, data: Data) -> Iterator[Difference]:
    """What assessing again, for the same day, gives."""
    body = receipt.body
    try:
        again = assess(case, data, dt.date.fromisoformat(body["as_of"]))
    except FaultsError as error:
        yield Difference(
            code="not-assessed",
            text=both(
                "The case cannot be assessed with the laws, tables and rules"
                " at hand: {faults}",
                faults=_faults(error),
            ),
        )
        return
    for name in sorted(again.sources.keys() - body["sources"].keys()):
        yield _source(
            "source-added",
            name,
            both("{name}: not in the receipt, and used now.", name=name),
        )
    if digest(again.to_dict()) != body["assessment"]:
        yield Difference(
            code="assessment",
            text=both("Assessing again gives another result."),
        )


def _faults(error: FaultsError) -> Text:
    return LazyTexts(lambda: {lang: error.text(lang) for lang in LANGS})
