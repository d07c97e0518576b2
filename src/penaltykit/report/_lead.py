"""What a head of unit does first: the summary in a few sentences."""

from collections.abc import Iterator

from penaltykit._i18n import pick
from penaltykit._voice import Voice
from penaltykit.report._summary import Summary

_NAMED = 3


def lead(summary: Summary, lang: str = "zh") -> list[str]:
    """One sentence a step, the most pressing first.

    Args:
        summary: of :func:`penaltykit.report.summarise`.
        lang: ``"zh"`` or ``"en"``.
    """
    return list(_steps(summary, Voice(lang)))


def _steps(summary: Summary, voice: Voice) -> Iterator[str]:
    _ = voice.tell
    read = summary.files - len(summary.unusable)
    if summary.unusable:
        shown = voice.join(summary.unusable[:_NAMED])
        more = "…" if len(summary.unusable) > _NAMED else ""
        yield _(
            "Not checked, because the file cannot be used: {count}. Mend these"
            " and check again: {files}",
            count=len(summary.unusable),
            files=shown + more,
        )
    with_errors = read - summary.without_error
    if read and not with_errors:
        yield _("No case has an error.")
    if with_errors:
        yield _(
            "Cases with errors: {count} of {cases}. A binding duty is not met"
            " in them; none should go out before it is mended.",
            count=with_errors,
            cases=read,
        )
        yield from _sources(summary, voice)
    waiting = summary.counts.get("undetermined", 0)
    if waiting:
        yield _(
            "Findings that wait for a missing fact: {count}. Fill in what they"
            " name and check again; nothing is guessed.",
            count=waiting,
        )


def _sources(summary: Summary, voice: Voice) -> Iterator[str]:
    """Where the errors come from: checks, then officers."""
    _ = voice.tell
    errors = summary.counts.get("error", 0)
    checks = [one for one in summary.by_check if one.counts.get("error")]
    named = checks[:_NAMED]
    yield _(
        "Begin with: {checks}. That settles {count} of {errors} errors.",
        checks=voice.join(
            pick(one.label, voice.lang)
            + voice.brackets(str(one.counts["error"]))
            for one in named
        ),
        count=sum(one.counts["error"] for one in named),
        errors=errors,
    )
    officers = [
        one
        for one in summary.by_officer
        if one.clean is not None and one.clean < len(one.files)
    ]
    if officers:
        yield _(
            "Officers with most errors in their cases (cases with errors, of"
            " all of theirs): {officers}.",
            officers=voice.join(
                one.key
                + voice.brackets(
                    f"{len(one.files) - (one.clean or 0)}/{len(one.files)}"
                )
                for one in officers[:_NAMED]
            ),
        )
