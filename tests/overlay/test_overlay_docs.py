"""What docs/overlays.md shows is an overlay that loads."""

import re
from pathlib import Path

import penaltykit as pk

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_files_of_the_page_load_together(tmp_path: Path):
    page = (DOCS / "overlays.md").read_text("utf-8")
    blocks = re.findall(
        r"`([a-z./]+\.yaml)`[^`]*```yaml\n(.*?)```", page, re.DOTALL
    )
    # The same line stands once in a file and once in a folder.
    one = [(name, text) for name, text in blocks if name == "own.yaml"]
    blocks = [pair for pair in blocks if pair not in one]
    assert {name for name, _ in blocks} == {
        "parameters/own.yaml",
        "checks/own.yaml",
        "circumstances/own.yaml",
        "off.yaml",
    }
    for name, text in blocks:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    kit = pk.Kit(overlay=tmp_path)
    assert all(one.failure is None for one in kit.test_rules(own=True))
    assert kit.overlay is not None
    assert len(kit.overlay.added) == 2
    assert len(kit.overlay.replaced) == 1
    assert len(kit.overlay.off) == 2
    ((name, text),) = one
    file = tmp_path.parent / f"{tmp_path.name}-{name}"
    file.write_text(text, "utf-8")
    stated = pk.Kit(overlay=file).overlay
    assert stated is not None
    assert [change.code for change in stated.added] == [
        "hearing.fine.organisation"
    ]


def test_every_kind_of_file_stands_in_the_table():
    from penaltykit.overlay._read import PLACES

    page = (DOCS / "overlays.md").read_text("utf-8")
    for place in PLACES:
        assert f"`{place}`" in page, place
