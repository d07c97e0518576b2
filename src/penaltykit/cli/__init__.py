"""The command line of penaltykit: commands only, no logic."""

from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code.

    0 clean; 1 findings at or above ``--fail-on``, a draft where a final was
    asked for, or a record that may not be published; 2 unusable input or
    usage.

    Args:
        argv: arguments without the name of the program; those of the
            process if absent.
    """
    from penaltykit.cli._main import run

    raise SystemExit(run(argv))
