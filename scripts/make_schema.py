"""Write the JSON Schema of the case file from its classes.

Usage: python scripts/make_schema.py [--check]
"""

import sys

from penaltykit.case._schema import SCHEMA_PATH, schema_bytes


def main(arguments: list[str]) -> int:
    """Write the file, or with ``--check`` only say whether it is current."""
    wanted = schema_bytes()
    if "--check" in arguments:
        current = SCHEMA_PATH.is_file() and SCHEMA_PATH.read_bytes() == wanted
        if not current:
            print(f"{SCHEMA_PATH.name} is out of date: run make_schema.py")
        return 0 if current else 1
    SCHEMA_PATH.parent.mkdir(exist_ok=True)
    SCHEMA_PATH.write_bytes(wanted)
    print(f"wrote {SCHEMA_PATH.name}, {len(wanted)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
