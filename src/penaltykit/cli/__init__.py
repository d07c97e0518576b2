"""The command line of penaltykit: commands only, no logic."""

import gc
from collections.abc import Sequence

# So many new objects may come before garbage is looked for. Starting makes
# about as many, and all of them stay; later, most of a case frees itself.
_OBJECTS = 150_000


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code.

    0 clean; 1 findings at or above ``--fail-on``, a draft where a final was
    asked for, or a record that may not be published; 2 unusable input or
    usage.

    Args:
        argv: arguments without the name of the program; those of the
            process if absent.
    """
    gc.set_threshold(_OBJECTS)
    try:
        from penaltykit.cli._main import run

        code = run(argv)
    except KeyboardInterrupt:
        # Stopped before the program could say a word, or while it ended.
        code = 2
    raise SystemExit(code)
