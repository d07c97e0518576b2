"""``penaltykit rules``: which rules there are, what one says, their tests."""

import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from penaltykit._i18n import N_, pick, translator
from penaltykit._labels import severity_label
from penaltykit.cli._base import CLEAN, FOUND, State, stop
from penaltykit.cli._command import Group, Option, command, lang_option
from penaltykit.cli._inputs import make_kit
from penaltykit.cli._options import (
    Folder,
    OwnRules,
    json_option,
    overlay_option,
)
from penaltykit.cli._style import style

if TYPE_CHECKING:
    from penaltykit.engine import ExampleResult
    from penaltykit.kit import Kit

# Read when it is called.
_CALENDAR = "calendar"
_CALENDAR_MODULE = "penaltykit.cli._calendar"


class _Rules(Group):
    """The commands on rules."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order of the alphabet."""
        return sorted({*super().list_commands(ctx), _CALENDAR})

    def get_command(
        self, ctx: click.Context, cmd_name: str
    ) -> click.Command | None:
        """The command of that name; the calendars' are imported now."""
        if cmd_name != _CALENDAR:
            return super().get_command(ctx, cmd_name)
        module = importlib.import_module(_CALENDAR_MODULE)
        found: click.Command = module.calendar
        return found


rules = _Rules(
    name="rules",
    help=N_("Show, explain and test the rules; read calendars into them."),
    params=[lang_option()],
)


def rules_option() -> Option:
    """``--rules``."""
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
    rules_option(),
    overlay_option(),
)
def _list(state: State, *, as_json: bool, rules: Path | None) -> None:
    """One line a check."""
    from penaltykit._labels import status_label

    found = make_kit(rules).rules()
    if as_json:
        from penaltykit.assessment import dumps, plain

        click.echo(dumps(plain(found, state.lang)), nl=False)
        return
    width = max((len(rule["code"]) for rule in found), default=0)
    for rule in found:
        label = severity_label(rule["severity"], state.lang)
        title = pick(rule["title"], state.lang)
        line = f"{rule['code']:<{width}}  {label}  {title}"
        if rule["status"] != "in-force":
            line += f"  [{status_label(rule['status'], state.lang)}]"
        click.echo(line)


@command(
    "explain",
    N_("Tell what a check asks, why, and show a wrong and a right example."),
    click.Argument(["code"], metavar="CODE"),
    json_option(),
    rules_option(),
    overlay_option(),
)
def _explain(
    state: State, *, code: str, as_json: bool, rules: Path | None
) -> None:
    """The page of one check."""
    kit = make_kit(rules)
    if as_json:
        from penaltykit.assessment import dumps, plain

        body = plain(kit.rule_page(code, state.lang).to_dict(), state.lang)
        click.echo(dumps(body), nl=False)
        return
    click.echo(kit.explain_rule(code, state.lang).rstrip("\n"))


@command(
    "test",
    N_(
        "Run the examples of checks: their own tests.\n\n"
        "PATH is a folder or a file with rules of your own, laid over the"
        " shipped ones;"
        " then its checks are tried, else all. The exit code is 1 if an"
        " example does not come out as it says."
    ),
    click.Argument(["own"], required=False, metavar="[PATH]", type=OwnRules()),
    json_option(),
    Option(
        ["--all", "whole"],
        is_flag=True,
        help=N_("Try the shipped checks as well, under the rules of PATH."),
    ),
    rules_option(),
    overlay_option(),
)
def _test(
    state: State,
    *,
    own: Path | None,
    as_json: bool,
    whole: bool,
    rules: Path | None,
) -> None:
    """Every example that fails, with its place; all with ``--json``."""
    if own is not None:
        state.overlays = (*state.overlays, own)
    kit = make_kit(rules)
    results = list(kit.test_rules(own=bool(state.overlays) and not whole))
    failed = [one for one in results if one.failure is not None]
    if as_json:
        _tell_json(results, kit)
    else:
        _tell(state, results, failed)
    stop(FOUND if failed else CLEAN)


def _tell(
    state: State,
    results: "list[ExampleResult]",
    failed: "list[ExampleResult]",
) -> None:
    _ = translator(state.lang)
    for one in failed:
        click.echo(style(_failure(one, state.lang), "error"))
    checks = len({one.check.code for one in results})
    if not results:
        text = _("There is no check with an example to try.")
        click.echo(style(text, "warning"))
        return
    text = _(
        "{checks} checks, {count} examples: {passed} pass, {failed} fail."
    ).format(
        checks=checks,
        count=len(results),
        passed=len(results) - len(failed),
        failed=len(failed),
    )
    click.echo(style(text, "error" if failed else "good"))


def _failure(one: "ExampleResult", lang: str) -> str:
    """Place, code, what was said and what came out."""
    _ = translator(lang)
    failure = one.failure
    assert failure is not None
    answers = {
        True: _("there is a finding"),
        False: _("there is no finding"),
        None: _("it stays open"),
    }
    place = one.example.place
    text = _(
        "{place}  {code}: by the example {expected}; by the rule {found}."
    ).format(
        place=f"{place.file}:{place.line}:{place.column}",
        code=one.check.code,
        expected=answers[failure.expected],
        found=answers[failure.found],
    )
    if failure.settle:
        settle = ", ".join(failure.settle)
        text += _(" Not given: {facts}.").format(facts=settle)
    return text


def _tell_json(results: "list[ExampleResult]", kit: "Kit") -> None:
    from penaltykit.assessment import dumps

    answers = {True: "wrong", False: "right", None: "undetermined"}
    tried: list[dict[str, Any]] = []
    for one in results:
        place, failure = one.example.place, one.failure
        entry: dict[str, Any] = {
            "code": one.check.code,
            "expected": one.example.expected,
            "pass": failure is None,
            "file": place.file,
            "line": place.line,
        }
        if failure is not None:
            entry["found"] = answers[failure.found]
            entry["settle"] = list(failure.settle)
        tried.append(entry)
    body: dict[str, Any] = {
        "passed": sum(one.failure is None for one in results),
        "failed": sum(one.failure is not None for one in results),
        "examples": tried,
    }
    if kit.overlay is not None:
        body["overlay"] = kit.overlay.to_dict()
    click.echo(dumps(body), nl=False)


rules.add_command(_list)
rules.add_command(_explain)
rules.add_command(_test)
