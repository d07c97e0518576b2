"""What the README shows is run."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from penaltykit.cli._main import run


@pytest.fixture
def readme(root: Path) -> str:
    return (root / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def checkout(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A folder that looks like the checkout, to write into."""
    shutil.copytree(root / "fixtures", tmp_path / "fixtures")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def commands(text: str) -> list[list[str]]:
    """The commands of the tour, shell patterns still in them."""
    tour = text.partition("## Five minutes")[2].partition("\n## ")[0]
    whole = re.sub(r"\\\n *", "", tour)
    lines = re.findall("^    penaltykit (.*)", whole, flags=re.MULTILINE)
    return [shlex.split(line) for line in lines]


def test_the_commands(
    readme: str, checkout: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    found = commands(readme)
    assert len(found) >= 8
    for command in found:
        arguments = [
            name
            for part in command
            for name in (
                sorted(map(str, Path().glob(part))) if "*" in part else [part]
            )
        ]
        code = run(arguments)
        out, err = capfd.readouterr()
        assert code in {0, 1}, (command, err)
        assert "Traceback" not in out + err
    for name in ("out", "record.csv", "决定书.docx", "case.yaml"):
        assert (checkout / name).exists(), name


def test_the_library(
    readme: str, checkout: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (block,) = re.findall(r"```python\n(.*?)```", readme, flags=re.DOTALL)
    exec(compile(block, "README.md", "exec"), {})
    assert (checkout / "决定书.docx").exists()


def test_every_command_is_named(readme: str) -> None:
    from penaltykit.cli._main import _COMMANDS

    for name in _COMMANDS:
        assert f"penaltykit {name}" in readme.replace("--lang en ", ""), name
