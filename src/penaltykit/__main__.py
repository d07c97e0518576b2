"""``python -m penaltykit``: the command line."""

from penaltykit.cli import main

main()
