"""Rules of the user's own in words: what they add, replace, switch off."""

from collections.abc import Iterator, Sequence

from penaltykit._i18n import pick
from penaltykit._labels import duty_label
from penaltykit._voice import Voice
from penaltykit.overlay import Change, Overlay

_LAW = "law"


def overlay_lines(overlay: Overlay, voice: Voice) -> Iterator[str]:
    """First that rules of the user's own are in use, then each thing that
    they replace or switch off: what is gone must be seen.

    Args:
        overlay: of a kit or an assessment.
        voice: language.
    """
    _ = voice.tell
    yield _(
        "Rules of your own are in use: {files} files; added {added}, replaced"
        " {replaced}, switched off {off}",
        files=len(overlay.files),
        added=len(overlay.added),
        replaced=len(overlay.replaced),
        off=len(overlay.off),
    )
    for change in overlay.replaced:
        yield voice.line(_("Replaced"), _replaced(change, voice))
    for change in overlay.off:
        yield voice.line(_("Switched off"), _off(change, voice))


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
