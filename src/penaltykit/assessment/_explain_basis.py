"""Why this law, and why this branch of its provision."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from penaltykit._i18n import date_text
from penaltykit._labels import kind_label
from penaltykit._voice import Voice
from penaltykit.assessment._assess import decision_day
from penaltykit.assessment._explanation import (
    Block,
    Fields,
    Grid,
    Line,
    Lines,
    Part,
)
from penaltykit.assessment._no_provision import BEFORE, NOT_YET
from penaltykit.assessment._penalty_words import recommended_text
from penaltykit.assessment._statute import options_of
from penaltykit.facts import condition_text

if TYPE_CHECKING:
    from penaltykit.assessment._data import Data
    from penaltykit.assessment._result import Result
    from penaltykit.case import Act
    from penaltykit.facts import FactView
    from penaltykit.law import LawVersion, Statute, StatutePair, Track


def term_text(version: "LawVersion", voice: Voice) -> str:
    """From when to when a version is in force, in words."""
    _ = voice.tell
    if version.effective is None:
        return _("the day on which it came into force is not known")
    first = date_text(version.effective, voice.lang)
    if version.until is not None:
        last = date_text(version.until, voice.lang)
        text = _("in force from {first} to {last}", first=first, last=last)
    else:
        text = _("in force since {first}", first=first)
    if version.status == "to-be-confirmed":
        text += voice.brackets(_("the date is still to be confirmed"))
    return text


def _version_text(version: "LawVersion", voice: Voice) -> str:
    """A version by its year and its term; one without a year is a text that
    was only quoted."""
    _ = voice.tell
    term = term_text(version, voice)
    if not version.id.isdecimal():
        return voice.clauses([_("version not read"), term])
    return _("{version}, {term}", version=version.id, term=term)


def _act_text(act: "Act", voice: Voice) -> str:
    _ = voice.tell
    first, last = act.from_, act.to
    if first is None and last is None:
        return _("not recorded")
    if first is not None and last is not None and first != last:
        return _(
            "{first} to {last}; the day on which it ended counts",
            first=date_text(first, voice.lang),
            last=date_text(last, voice.lang),
        )
    day = last or first
    assert day is not None
    text = date_text(day, voice.lang)
    if act.continuing and last is None:
        return _("from {first}; its last day is not recorded", first=text)
    return text


def law_part(
    data: "Data",
    voice: Voice,
    result: "Result",
    view: "FactView",
    steps: tuple[Line, ...],
    as_of: dt.date,
) -> Part:
    """Which version of which law governs, and why (行政处罚法 art. 37).

    Args:
        data: laws and tables.
        voice: language and names.
        result: to explain.
        view: the facts of the pair.
        steps: what the assessment says of the choice.
        as_of: day of the assessment.
    """
    _ = voice.tell
    assert view.violation is not None
    act = view.violation.act
    rows = [(_("Act"), _act_text(act, voice))]
    decided = decision_day(view.case)
    rows.append(
        (
            _("Decision"),
            _(
                "not made yet; judged as of {day}",
                day=date_text(as_of, voice.lang),
            )
            if decided is None
            else date_text(decided, voice.lang),
        )
    )
    choice = result.law
    law = None if choice is None else data.registry.law(choice.law)
    version = None
    if choice is not None and law is not None:
        version = law.version(choice.version)
        label = {
            BEFORE: _("Provision, repealed before the act"),
            NOT_YET: _("Provision, not there yet at the act"),
        }.get(choice.choice, _("Provision"))
        rows.append((label, voice.cite(choice.provision)))
    if version is not None:
        label = (
            _("Version at the act")
            if choice is not None and choice.choice in (BEFORE, NOT_YET)
            else _("Version")
        )
        rows.append((label, _version_text(version, voice)))
    blocks: list[Block] = [Fields(rows=tuple(rows)), Lines(items=steps)]
    item = data.registry.item(result.item)
    if choice is not None and item is not None and choice.choice != "same":
        day = decided or as_of
        pair = data.registry.statutes_between(item, act.to or act.from_, day)
        blocks.append(_compared(pair, voice, view))
    return Part(code="law", title=_("Why this law"), blocks=tuple(blocks))


def _compared(pair: "StatutePair", voice: Voice, view: "FactView") -> Grid:
    """What each version provides for the facts of this case."""
    _ = voice.tell
    rows = []
    for when, statute, absent in (
        (_("at the act"), pair.at_act, pair.not_at_act),
        (_("at the decision"), pair.at_decision, pair.not_at_decision),
    ):
        if statute is None:
            if absent is None:
                gone = _("not held here")
            elif absent.repealed:
                gone = _("no such provision any more")
            else:
                gone = _("no such provision yet")
            rows.append((when, gone, "", ""))
            continue
        rows.append(
            (
                when,
                f"{statute.version.id}, {term_text(statute.version, voice)}"
                if voice.lang == "en"
                else f"{statute.version.id}，"
                f"{term_text(statute.version, voice)}",
                voice.cite(statute.citations),
                _provides(statute, voice, view),
            )
        )
    return Grid(
        caption=_("The two versions on the facts of this case"),
        head=(_("When"), _("Version"), _("Provision"), _("It provides")),
        rows=tuple(rows),
    )


def _provides(statute: "Statute", voice: Voice, view: "FactView") -> str:
    selection = statute.select(view)
    if selection.track is None:
        return (
            voice.tell("no branch covers the facts")
            if selection.gap
            else voice.tell("which branch applies is open")
        )
    return voice.join(
        recommended_text(option.recommended(), voice)
        for option in options_of((selection.track,), view)
        if option.applies is not False and option.penalty.kind.is_penalty
    )


def branch_part(
    data: "Data",
    voice: Voice,
    result: "Result",
    view: "FactView",
    steps: tuple[Line, ...],
) -> Part | None:
    """Why this branch of the provision and not the others.

    Returns:
        ``None`` where no law governs, or which one does is open.
    """
    _ = voice.tell
    statute = _governing(data, result)
    if statute is None:
        return None
    rows = tuple(_branches(data, statute, voice, view))
    blocks: list[Block] = []
    if len(rows) == 1 and statute.tracks[0].when is None:
        only = _("The provision has one branch, which covers every case.")
        steps = (Line(text=only), *steps)
    else:
        blocks.append(
            Grid(
                caption=_("Branches of the provision"),
                head=(
                    _("Branch"),
                    _("It asks"),
                    _("In this case"),
                    _("It provides"),
                ),
                rows=rows,
            )
        )
    if steps:
        blocks.append(Lines(items=steps))
    notes = [
        voice.pick(track.note)
        for track in statute.tracks
        if track.note and _holds(track, view) is not False
    ]
    if notes:
        blocks.append(
            Lines(
                title=_("How the provision is read"),
                items=tuple(Line(text=note, tone="note") for note in notes),
            )
        )
    return Part(
        code="branch",
        title=_("Why this branch of the provision"),
        blocks=tuple(blocks),
    )


def _governing(data: "Data", result: "Result") -> "Statute | None":
    if result.law is None or result.law.choice == "open":
        return None
    law = data.registry.law(result.law.law)
    version = None if law is None else law.version(result.law.version)
    if version is None or version.effective is None:
        return None
    for statute in data.registry.statutes(result.item, version.effective):
        if statute.citations == result.law.provision:
            return statute
    return None


def _holds(track: "Track", view: "FactView") -> bool | None:
    return True if track.when is None else track.when.truth(view)


def _branches(
    data: "Data", statute: "Statute", voice: Voice, view: "FactView"
) -> Iterator[tuple[str, ...]]:
    _ = voice.tell
    said = {True: _("holds"), False: _("does not hold"), None: _("open")}
    for track in statute.tracks:
        condition = (
            _("every case")
            if track.when is None
            else condition_text(track.when, data.vocabulary, voice.lang)
        )
        holds = _holds(track, view)
        provided = [
            recommended_text(option.recommended(), voice)
            for option in options_of((track,), view)
            if option.applies is not False
        ]
        if holds is False:
            # In yuan it would read as if it were on offer.
            provided = list(
                dict.fromkeys(
                    kind_label(penalty.kind, voice.lang)
                    for penalty in track.penalties
                )
            )
        yield (
            voice.pick(track.label),
            condition,
            said[holds],
            voice.join(provided),
        )
