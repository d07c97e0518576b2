"""Write docs/explanations.md: the explanations of the fixtures.

    python scripts/explanations.py          write the page
    python scripts/explanations.py --check  exit with 1 where it is not current

The page is what ``penaltykit assess --why-not`` prints, in Chinese, so that
a reader without the program sees why this law, this table, this row and this
amount.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import penaltykit as pk

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "explanations.md"
FIXTURES = (
    "01-food-past-date",
    "02-catering-without-permit",
    "03-vehicle-washing",
    "04-passenger-transport",
    "05-fire-on-the-spot",
    "06-fire-four-breaches",
    "07-two-versions",
)
HEAD = """# 裁量说明示例 / Explanations

What `penaltykit assess --why-not` says of the fixtures, in Chinese. A reader
without the program finds in each: why this law, why this branch of it, why
this table (or none), why this row (or none), and why this amount.

The page is written by `scripts/explanations.py`; a test keeps it current.
"""


def page(kit: pk.Kit) -> str:
    """The whole page."""
    parts = [HEAD]
    for name in FIXTURES:
        case = pk.load_case(ROOT / "fixtures" / name / "case.json")
        explanation = kit.explain(kit.assess(case, why_not=True))
        parts.append(f"## {name}\n\n```text\n{explanation.text()}\n```\n")
    return "\n".join(parts)


def main(argv: Sequence[str] | None = None) -> int:
    """Write the page, or say whether it is current."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args(argv).check
    text = page(pk.Kit(engine="python"))
    if not check:
        PAGE.write_text(text, "utf-8")
        return 0
    current = PAGE.is_file() and PAGE.read_text("utf-8") == text
    if not current:
        print("docs/explanations.md is not current", file=sys.stderr)
    return 0 if current else 1


if __name__ == "__main__":
    sys.exit(main())
