"""Shipped tables that wait until they are asked for are the same tables."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from penaltykit import _cache
from penaltykit._resources import rules_root, tables_root
from penaltykit.benchmark import Library
from penaltykit.errors import RuleError, UnknownNameError
from penaltykit.facts import Vocabulary


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache folder that nobody has written to."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("PENALTYKIT_CACHE", str(folder))
    _cache.folder.cache_clear()
    yield folder
    monkeypatch.undo()
    _cache.folder.cache_clear()


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.load(rules_root())


@pytest.mark.usefixtures("cache")
def test_later_tables_are_those_read_whole(vocabulary: Vocabulary) -> None:
    whole = Library.load(tables_root(), vocabulary)
    later = Library.load(tables_root(), vocabulary)
    assert type(later.tables) is not type(whole.tables)
    assert list(later.tables) == list(whole.tables)
    assert len(later) == len(whole) > 0
    for document in whole.documents:
        names = [table.id for table in whole.tables_of(document)]
        assert [t.id for t in later.tables_of(document)] == names
    for name, table in whole.tables.items():
        assert later.show(name) == whole.show(name)
        assert later.table(name).items == table.items
        assert later.digests(later.table(name)) == whole.digests(table)
    with pytest.raises(UnknownNameError):
        later.table("no-such/table")


def test_a_damaged_index_is_made_anew(
    cache: Path, vocabulary: Vocabulary
) -> None:
    names = list(Library.load(tables_root(), vocabulary).tables)
    for path in cache.glob("*.json"):
        path.write_bytes(b'[["half')
    assert list(Library.load(tables_root(), vocabulary).tables) == names


@pytest.mark.usefixtures("cache")
def test_a_folder_of_ones_own_is_read_whole_each_time(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    own = tmp_path / "tables"
    shutil.copytree(tables_root(), own)
    assert len(Library.load(own, vocabulary)) > 0
    spoilt = sorted(own.rglob("tables/*.yaml"))[:2]
    for path in spoilt:
        path.write_text("table: 1\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(RuleError) as raised:
            Library.load(own, vocabulary)
        files = {fault.place.file for fault in raised.value.faults}
        assert files == {str(path) for path in spoilt}
