"""``penaltykit version``."""

import click

from penaltykit._i18n import N_, translator
from penaltykit.cli._base import State
from penaltykit.cli._command import command
from penaltykit.cli._options import json_option


@command(
    "version",
    N_("Show the version, and whether durable_rules can be used."),
    json_option(),
)
def version(state: State, *, as_json: bool) -> None:
    """Print versions and where the data stands."""
    import platform

    from penaltykit import __version__
    from penaltykit._resources import rules_root, tables_root

    _ = translator(state.lang)
    durable = _durable_loads()
    if as_json:
        import orjson

        body = {
            "penaltykit": __version__,
            "python": platform.python_version(),
            "durable_rules": durable,
            "rules": str(rules_root()),
            "tables": str(tables_root()),
        }
        click.echo(orjson.dumps(body, option=orjson.OPT_INDENT_2).decode())
        return
    click.echo(
        f"penaltykit {__version__} (Python {platform.python_version()})"
    )
    there = _("installed") if durable else _("not installed (not needed)")
    colon = _(": ")
    click.echo(f"durable_rules{colon}{there}")
    click.echo(_("Rules: {path}").format(path=rules_root()))
    click.echo(_("Tables: {path}").format(path=tables_root()))


def _durable_loads() -> bool:
    """Whether the C module of durable_rules can be loaded: it may be there
    and yet not load, as on Python 3.13.
    """
    try:
        import durable_rules_engine  # noqa: F401 only whether it loads
    except ImportError:
        return False
    return True
