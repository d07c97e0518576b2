"""Who may know whom, and what importing costs."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import penaltykit

# What `import penaltykit` must not drag in.
HEAVY = (
    "attrs",
    "babel",
    "cattrs",
    "click",
    "docx",
    "jinja2",
    "jsonschema",
    "lxml",
    "orjson",
    "ruamel",
    "durable_rules_engine",
)


def lint_imports(tree: Path) -> subprocess.CompletedProcess[str]:
    """Run the import contract on a copy of the project."""
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree / "src")},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def tree(root: Path, tmp_path: Path) -> Path:
    """A copy of the sources in which a test may do wrong."""
    shutil.copytree(
        root / "src" / "penaltykit",
        tmp_path / "src" / "penaltykit",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    shutil.copy(root / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_contract_holds(tree: Path) -> None:
    done = lint_imports(tree)
    assert done.returncode == 0, done.stdout
    assert "1 kept, 0 broken" in done.stdout


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("engine", "from penaltykit.case import Case"),
        ("case", "import penaltykit.engine"),
        ("facts", "from penaltykit.assessment import Finding"),
        ("money", "from penaltykit.penalty import Penalty"),
        ("notice", "def f():\n    import penaltykit.disclosure"),
        ("assessment", "import penaltykit.cli"),
    ],
)
def test_the_contract_bites(tree: Path, module: str, line: str) -> None:
    file = tree / "src" / "penaltykit" / module / "__init__.py"
    with file.open("a", encoding="utf-8") as text:
        text.write(f"\n\n{line}\n")
    done = lint_imports(tree)
    assert done.returncode != 0
    assert "0 kept, 1 broken" in done.stdout


def test_a_module_without_a_layer_is_refused(tree: Path) -> None:
    (tree / "src" / "penaltykit" / "stray.py").write_text("")
    done = lint_imports(tree)
    assert done.returncode != 0
    assert "stray" in done.stdout + done.stderr


def test_importing_is_light() -> None:
    program = (
        "import sys, penaltykit\n"
        f"print([m for m in {HEAVY!r} if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_the_public_face() -> None:
    names = penaltykit.__all__
    assert names == sorted(names)
    for name in names:
        assert getattr(penaltykit, name) is not None
    assert set(names) <= set(dir(penaltykit))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = penaltykit.nothing
