"""Rules of the user's own in words: what they add, replace, switch off."""

from collections.abc import Iterator, Sequence

from penaltykit._i18n import pick
from penaltykit._labels import duty_label
from penaltykit._voice import Voice
from penaltykit.assessment._added_tables import KIND as DOCUMENTS
from penaltykit.overlay import Change, Overlay

_LAW = "law"
_FIGURES = ("figures", "parameters")
_MOST_SHOWN = 5


def overlay_lines(overlay: Overlay, voice: Voice) -> Iterator[str]:
    """First that rules of the user's own are in use, then each thing that
    they replace or switch off: what is gone must be seen.

    Args:
        overlay: of a kit or an assessment.
        voice: language.
    """
    _ = voice.tell
    changes = (*overlay.added, *overlay.replaced, *overlay.off)
    if changes and all(one.kind == DOCUMENTS for one in changes):
        yield _(
            "Benchmark tables of your own are in use: {files} files; documents"
            " added {added}, replaced {replaced}",
            files=len(overlay.files),
            added=len(overlay.added),
            replaced=len(overlay.replaced),
        )
    else:
        yield _(
            "Rules of your own are in use: {files} files; added {added},"
            " replaced {replaced}, switched off {off}",
            files=len(overlay.files),
            added=len(overlay.added),
            replaced=len(overlay.replaced),
            off=len(overlay.off),
        )
    documents = [one for one in overlay.added if one.kind == DOCUMENTS]
    if documents:
        title = _("Benchmark documents added")
        yield voice.line(title, _documents(documents, voice))
    for change in overlay.replaced:
        yield voice.line(_("Replaced"), _replaced(change, voice))
    for change in overlay.off:
        yield voice.line(_("Switched off"), _off(change, voice))


def _documents(documents: Sequence[Change], voice: Voice) -> str:
    """The documents that were added: all of a few, the first of many."""
    shown = documents[:_MOST_SHOWN]
    text = voice.join(_name(one, voice) for one in shown)
    if len(shown) < len(documents):
        text += voice.tell(
            " and {number} more", number=len(documents) - len(shown)
        )
    return text


def _name(change: Change, voice: Voice) -> str:
    title = pick(change.title, voice.lang)
    return change.code + (voice.brackets(title) if title else "")


def _replaced(change: Change, voice: Voice) -> str:
    _ = voice.tell
    parts = [_name(change, voice)]
    if change.by is not None:
        parts.append(_("by {code}", code=change.by))
    if change.duty is not None:
        duty = duty_label(change.duty, voice.lang)
        parts.append(_("before: {duty}", duty=duty))
    if change.duty == _LAW and change.kind in _FIGURES:
        parts.append(
            _(
                "the law sets a figure of its own, which binds although"
                " another one is applied here"
            )
        )
    return voice.clauses([*parts, change.file])


def _off(change: Change, voice: Voice) -> str:
    _ = voice.tell
    parts = [_name(change, voice), _("reason: {text}", text=change.reason)]
    if change.duty == _LAW:
        parts.append(
            _("a duty of the law, which binds although it is not checked")
        )
    elif change.duty is not None:
        parts.append(duty_label(change.duty, voice.lang))
    return voice.clauses([*parts, change.file])


def overlay_text(overlay: Overlay, voice: Voice) -> Sequence[str]:
    """The same as lines of which all but the first are moved in."""
    first, *rest = overlay_lines(overlay, voice)
    return [first, *(f"  {line}" for line in rest)]
