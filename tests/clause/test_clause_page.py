"""The hard cases of docs/clause.md are read as the page says."""

from pathlib import Path

import pytest

from penaltykit.clause import read_penalties, write_penalties

PAGE = Path(__file__).parents[2] / "docs" / "clause.md"


def cases() -> list[tuple[str, list[str]]]:
    block = PAGE.read_text("utf-8").split("```phrases\n")[1].split("\n```")[0]
    found: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line[0] in "=!?":
            found[-1][1].append(line)
        else:
            found.append((line, []))
    return found


@pytest.mark.parametrize(("phrase", "said"), cases())
def test_hard_case(phrase: str, said: list[str]):
    read = read_penalties(phrase)
    told = [
        f"= {write_penalties(one)}".rstrip()
        for one in read.readings
        if one or not read.unread
    ]
    told += [f"! {problem.code}" for problem in read.problems]
    told += [f"? {span.text}" for span in read.unread]
    assert told == said


def test_the_page_has_them():
    assert len(cases()) > 20
