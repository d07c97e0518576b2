"""``penaltykit tables read``: what a published phrase says."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from penaltykit._i18n import N_, translator
from penaltykit.cli._base import CLEAN, FOUND, State, stop
from penaltykit.cli._command import Option, command
from penaltykit.cli._inputs import make_kit
from penaltykit.cli._options import (
    data_options,
    json_option,
    overlay_option,
)
from penaltykit.cli._style import style

if TYPE_CHECKING:
    from penaltykit.clause import (
        ConditionReading,
        PenaltyReading,
        PhrasePenalty,
    )

_MOST = 1_000_000
_PER = "yuan-per-"
"""Bytes that are read of the standard input: no cell is longer."""


@command(
    "read",
    N_(
        "Read a published phrase: penalties, or a condition.\n\n"
        "PHRASE is the text as printed; - reads it from the standard input."
        " The exit code is 0 where all was read in one way, 1 where words are"
        " left unread, defective as printed or ambiguous."
    ),
    click.Argument(["phrase"], metavar="PHRASE"),
    Option(
        ["--condition"],
        is_flag=True,
        help=N_("The phrase is a condition, not penalties."),
    ),
    Option(
        ["--reading"],
        default="statute",
        metavar="READING",
        help=N_(
            "How 以上 and 以下 are read: statute (both include the figure),"
            " the id of a benchmark document, or"
            " from=included,to=excluded."
        ),
    ),
    json_option(),
    *data_options(),
    overlay_option(),
)
def read(
    state: State,
    *,
    phrase: str,
    condition: bool,
    reading: str,
    as_json: bool,
    rules: Path | None,
    tables: Path | None,
) -> None:
    """Print what a phrase says."""
    text = _text(phrase, state.lang)
    bounds = _bounds(reading, state.lang, rules, tables)
    if condition:
        from penaltykit.clause import read_condition
        from penaltykit.clause._bind import ANY_FIELD

        # The shipped words are those of the reader itself; with rules of
        # one's own the labels of their field are to be read too.
        own = rules is not None or bool(state.overlays)
        facts = make_kit(rules, tables).vocabulary if own else None
        field = ANY_FIELD if own else None
        told = read_condition(text, facts, bounds, field)
        sure = told.complete and not told.problems
        if as_json:
            _json(told.to_dict())
        else:
            _tell_condition(told, state.lang)
    else:
        from penaltykit.clause import read_penalties

        found = read_penalties(text, reading=bounds)
        sure = found.complete and not found.problems
        if as_json:
            _json(found.to_dict())
        else:
            _tell_penalties(found, state.lang)
    stop(CLEAN if sure else FOUND)


def _text(phrase: str, lang: str) -> str:
    """The phrase, or the standard input."""
    _ = translator(lang)
    if phrase == "-":
        data = sys.stdin.buffer.read(_MOST + 1)
        if len(data) > _MOST:
            raise click.UsageError(
                _("The standard input is longer than {limit} bytes.").format(
                    limit=_MOST
                )
            )
        try:
            phrase = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise click.UsageError(
                _("The standard input is not UTF-8 text.")
            ) from None
    if not phrase.strip():
        raise click.UsageError(_("There is no phrase to read."))
    return phrase


def _bounds(
    reading: str, lang: str, rules: Path | None, tables: Path | None
) -> Mapping[str, str]:
    """How 以上 and 以下 are read."""
    if reading == "statute":
        return {}
    if "=" not in reading:
        library = make_kit(rules, tables).tables
        if reading not in library.documents:
            raise click.BadParameter(
                _no_reading(reading, lang), param_hint="--reading"
            )
        policy = library.document(reading).policy.bounds
        said = {True: "included", False: "excluded"}
        return {
            "from": said[policy.from_inclusive],
            "to": said[policy.to_inclusive],
        }
    found: dict[str, str] = {}
    for part in reading.split(","):
        key, _mark, value = part.strip().partition("=")
        if (
            key not in ("from", "to")
            or value not in ("included", "excluded")
            or key in found
        ):
            raise click.BadParameter(
                _no_reading(reading, lang), param_hint="--reading"
            )
        found[key] = value
    return found


def _no_reading(reading: str, lang: str) -> str:
    _ = translator(lang)
    return _(
        "{found} is no reading. Write statute, the id of a"
        " document, or from=included,to=excluded."
    ).format(found=reading)


def _json(value: object) -> None:
    import json

    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _tell_penalties(found: "PenaltyReading", lang: str) -> None:
    _ = translator(lang)
    several = len(found.readings) > 1
    for number, reading in enumerate(found.readings, 1):
        if several:
            click.echo(_("Reading {number}:").format(number=number))
        for place, penalty in enumerate(reading, 1):
            click.echo(f"{place:>3}. {penalty_line(penalty, lang)}")
    if len(found.readings) == 1 and not found.penalties and not found.unread:
        click.echo(_("The phrase imposes nothing."))
    for part in found.context:
        if part.role == "circumstance":
            # 从轻处罚 stands in no penalty, and may not go unsaid.
            click.echo(
                _("“{text}” says how to weigh, and sets no penalty.").format(
                    text=part.text
                )
            )
    _tell_rest(found, lang)


def penalty_line(penalty: "PhrasePenalty", lang: str) -> str:
    """One penalty in words, its parts by name."""
    from penaltykit._labels import kind_label

    _ = translator(lang)
    text = kind_label(penalty.kind, lang)
    if penalty.object:
        text = _("{penalty} ({words})").format(
            penalty=text, words=penalty.object
        )
    amount = _amount(penalty, lang)
    if amount:
        text = f"{text} {amount}"
    duties = {
        "may": _("possible"),
        "alternative": _("one of group {group}").format(group=penalty.group),
    }
    duty = duties.get(penalty.obligation.value)
    if duty and penalty.group and penalty.obligation.value == "may":
        duty = _("possible, group {group}").format(group=penalty.group)
    subjects = {
        "organisation": _("organisation"),
        "person": _("person"),
        "responsible-person": _("person responsible"),
    }
    roundings = {
        "up": _("upwards"),
        "down": _("downwards"),
        "half-up": _("half upwards"),
    }
    notes = [
        duty,
        *(
            f"{name}{'' if lang == 'zh' else ' '}{value}"
            for name, value in (
                (_("on"), penalty.who or subjects.get(penalty.subject.value)),
                (_("where"), penalty.situation),
                (_("for each"), _step(penalty)),
                (_("rounding"), roundings.get(penalty.rounding or "")),
                (_("at most"), _yuan(penalty.cap, lang)),
                (_("at least"), _yuan(penalty.floor, lang)),
                (_("base at least"), _yuan(penalty.base_least, lang)),
            )
            if value
        ),
    ]
    mark = "；" if lang == "zh" else "; "
    said = mark.join(note for note in notes if note)
    if not said:
        return text
    return f"{text}［{said}］" if lang == "zh" else f"{text} [{said}]"


def _step(penalty: "PhrasePenalty") -> str | None:
    if penalty.step is None:
        return None
    size = penalty.step_size
    return penalty.step if size is None else f"{size} {penalty.step}"


def _yuan(amount: object, lang: str) -> str | None:
    from decimal import Decimal

    from penaltykit.money import format_yuan

    return format_yuan(amount, lang) if isinstance(amount, Decimal) else None


def _amount(penalty: "PhrasePenalty", lang: str) -> str:
    """The bounds; the unit and the base."""
    low, high, unit = penalty.from_, penalty.to, penalty.unit
    if low is None and high is None:
        from penaltykit._labels import unit_label

        return unit_label(unit, lang) if unit else ""
    if unit == "yuan":
        from penaltykit.money import Band

        return Band(
            from_=low,
            from_inclusive=penalty.from_inclusive,
            to=high,
            to_inclusive=penalty.to_inclusive,
        ).format(lang)
    from penaltykit._labels import unit_label
    from penaltykit.clause import plain

    opened = "[" if penalty.from_inclusive and low is not None else "("
    closed = "]" if penalty.to_inclusive and high is not None else ")"
    span = (
        plain(low)
        if low is not None and low == high
        else f"{opened}{'' if low is None else plain(low)}.."
        f"{'' if high is None else plain(high)}{closed}"
    )
    base = f" × {penalty.base}" if penalty.base else ""
    words = unit_label(unit or "", lang)
    if unit is not None and unit.startswith(_PER):
        thing = unit_label(unit.removeprefix(_PER), lang)
        _ = translator(lang)
        words = _("yuan per {thing}").format(thing=thing)
    return f"{span} {words}{base}"


def _tell_condition(found: "ConditionReading", lang: str) -> None:
    from penaltykit.clause import feel_of, write_condition

    _ = translator(lang)
    several = len(found.structures) > 1
    if found.otherwise:
        click.echo(_("Any other case."))
    for number, structure in enumerate(found.structures, 1):
        if several:
            click.echo(_("Reading {number}:").format(number=number))
        try:
            phrase = write_condition(structure, found.vocabulary)
        except ValueError:
            phrase = ""
        if phrase:
            click.echo(phrase)
        click.echo(f"  {feel_of(structure)}")
    _tell_facts(found, lang)
    _tell_rest(found, lang)


def _tell_facts(found: "ConditionReading", lang: str) -> None:
    _ = translator(lang)
    named = [
        (name, found.vocabulary.label(name, lang)) for name in found.facts
    ]
    for heading, facts in (
        (_("Facts:"), named),
        (
            _("For the officer to find:"),
            [(fact.id, fact.label) for fact in found.attested],
        ),
        (
            _("Figures that no fact carries:"),
            [
                (fact.id, f"{fact.label} ({fact.unit})")
                for fact in found.unbound
            ],
        ),
    ):
        if facts:
            click.echo(heading)
        for name, label in facts:
            click.echo(f"  {name}  {label}")


def _tell_rest(found: "PenaltyReading | ConditionReading", lang: str) -> None:
    """What was not read, and what is defective."""
    _ = translator(lang)
    for span in found.unread:
        line = _("Not read, from character {start}: {text}").format(
            start=span.start + 1, text=span.text
        )
        click.echo(style(line, "error"))
    for problem in found.problems:
        click.echo(style(problem.message_in(lang), "warning"))
