"""Copy the named packages, with their hashes, out of a constraints file.

``pick.py NAME... < constraints.txt``
"""

import re
import sys


def main() -> None:
    """Print the entries whose package is among the arguments."""
    keep = False
    for line in sys.stdin:
        entry = re.match(r"[A-Za-z0-9][A-Za-z0-9._-]*", line)
        if entry:
            keep = entry.group().lower() in sys.argv[1:]
        if keep:
            sys.stdout.write(line)


main()
