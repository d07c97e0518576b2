"""The lint holds multiples and percents against the law, like yuan."""

import shutil
from pathlib import Path

import pytest

from penaltykit.cli._main import run

ROOT = Path(__file__).resolve().parents[2] / "discretion_tables"


def _lint(
    folder: Path, capsys: pytest.CaptureFixture[bytes]
) -> tuple[int, str]:
    code = run(["tables", "lint", "--tables", str(folder)])
    return code, capsys.readouterr().out.decode("utf-8")


@pytest.mark.parametrize(
    ("document", "table", "old", "new"),
    [
        # The builder's fine is 1 % to 2 % of the contract price.
        (
            "lushi-urban-management",
            "1-builder.yaml",
            'from: "1.7", to: "2"',
            'from: "1.7", to: "2.5"',
        ),
        (
            "lushi-urban-management",
            "1-builder.yaml",
            'from: "1", to: "1.3"',
            'from: "0.5", to: "1.3"',
        ),
        # Nobody knows from when the table holds: 10 to 20 times in each
        # version of the law (农药管理条例 art. 52(1)).
        (
            "hebei-county-agriculture",
            "52.1-fake.yaml",
            'from: "10", to: "20"',
            'from: "10", to: "25"',
        ),
    ],
)
def test_a_share_outside_the_law_is_a_fault(
    tmp_path: Path,
    capsysbinary: pytest.CaptureFixture[bytes],
    document: str,
    table: str,
    old: str,
    new: str,
) -> None:
    shutil.copytree(ROOT / document, tmp_path / document)
    code, text = _lint(tmp_path, capsysbinary)
    assert code == 0
    assert "outside-statute" not in text
    (file,) = tmp_path.rglob(f"tables/{table}")
    words = file.read_text("utf-8")
    assert old in words
    file.write_text(words.replace(old, new), "utf-8")
    code, text = _lint(tmp_path, capsysbinary)
    assert code == 1
    assert "outside-statute" in text
    assert table in text
