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


def test_every_kind_of_file_stands_in_the_table():
    from penaltykit.overlay._read import PLACES

    page = (DOCS / "overlays.md").read_text("utf-8")
    for place in PLACES:
        assert f"`{place}`" in page, place
