"""Writing: whole or not at all, and nothing is left behind."""

import os
import stat
import sys
import threading
from pathlib import Path

import pytest

from penaltykit._write import write_whole

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("sync", [True, False])
def test_what_stood_there_is_replaced(tmp_path: Path, sync: bool):
    path = tmp_path / "决定书.txt"
    for data in (b"old and longer", b"new"):
        write_whole(path, data, sync=sync)
        assert path.read_bytes() == data
    assert [one.name for one in tmp_path.iterdir()] == ["决定书.txt"]


@POSIX
def test_a_new_file_has_the_rights_of_any_new_file(tmp_path: Path):
    # The umask takes write from the group and all from others:
    # 666 less 027 is 640.
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "new", b"x")
    finally:
        os.umask(before)
    assert mode(tmp_path / "new") == 0o640


@POSIX
def test_what_is_replaced_keeps_its_rights(tmp_path: Path):
    path = tmp_path / "kept"
    path.write_bytes(b"old")
    path.chmod(0o604)
    write_whole(path, b"new")
    assert (mode(path), path.read_bytes()) == (0o604, b"new")


@POSIX
def test_a_link_stays_one(tmp_path: Path):
    target = tmp_path / "target"
    target.write_bytes(b"old")
    link = tmp_path / "link"
    link.symlink_to(target)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@POSIX
def test_a_pipe_is_written_to(tmp_path: Path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_whole(pipe, b"through")
    reader.join(timeout=10)
    assert read == [b"through"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_nothing_is_left_where_the_name_is_a_folder(tmp_path: Path):
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(OSError, match="folder") as caught:
        write_whole(folder, b"x")
    assert caught.value.filename == str(folder)
    assert list(tmp_path.iterdir()) == [folder]


def test_the_error_names_the_path_that_was_given(tmp_path: Path):
    path = tmp_path / "no" / "such" / "place"
    with pytest.raises(FileNotFoundError) as caught:
        write_whole(path, b"x")
    assert caught.value.filename == str(path)
    assert list(tmp_path.iterdir()) == []
