"""``penaltykit rules``: which rules there are, and what one says."""

from pathlib import Path

import click

from penaltykit._i18n import N_, pick
from penaltykit._labels import severity_label
from penaltykit.cli._base import (
    Folder,
    Group,
    Option,
    State,
    command,
    json_option,
    lang_option,
    make_kit,
)

rules = Group(
    name="rules",
    help=N_("Show the rules."),
    params=[lang_option()],
)


def _rules_option() -> Option:
    return Option(
        ["--rules"],
        type=Folder(),
        metavar="DIR",
        help=N_("Rules to use in place of the shipped ones."),
    )


@command(
    "list",
    N_("List every check: code, severity, title; --json gives all."),
    json_option(),
    _rules_option(),
)
def _list(state: State, *, as_json: bool, rules: Path | None) -> None:
    """One line a check."""
    found = make_kit(rules).rules()
    if as_json:
        from penaltykit.assessment import dumps, plain

        click.echo(dumps(plain(found, state.lang)), nl=False)
        return
    width = max((len(rule["code"]) for rule in found), default=0)
    for rule in found:
        label = severity_label(rule["severity"], state.lang)
        title = pick(rule["title"], state.lang)
        click.echo(f"{rule['code']:<{width}}  {label}  {title}")


@command(
    "explain",
    N_("Tell what a check asks, why, and show a wrong and a right example."),
    click.Argument(["code"], metavar="CODE"),
    _rules_option(),
)
def _explain(state: State, *, code: str, rules: Path | None) -> None:
    """The page of one check."""
    click.echo(make_kit(rules).explain_rule(code, state.lang).rstrip("\n"))


rules.add_command(_list)
rules.add_command(_explain)
