"""The wheel: what is in it, and that it works alone."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

HERE = f"{sys.version_info.major}.{sys.version_info.minor}"
PYTHONS = ("3.11", "3.12", "3.13")


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a program without anything of the checkout in its surroundings."""
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "PENALTYKIT", "PYTEST", "VIRTUAL"))
    }
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**clean, "XDG_CACHE_HOME": str(cwd / "cache")},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode in (0, 1), f"{done.stdout}\n{done.stderr}"
    return done


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    out = tmp_path_factory.mktemp("dist")
    run(
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        out,
        root,
        cwd=out,
    )
    (built,) = out.glob("*.whl")
    return built


@pytest.mark.slow
def test_what_the_wheel_carries(wheel: Path, root: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        metadata = archive.read("penaltykit-0.1.0.dist-info/METADATA")
    for folder in ("rules", "discretion_tables"):
        shipped = {
            name.removeprefix("penaltykit/_data/")
            for name in names
            if name.startswith(f"penaltykit/_data/{folder}/")
        }
        there = {
            path.relative_to(root).as_posix()
            for path in (root / folder).rglob("*")
            if path.is_file()
        }
        assert there
        assert shipped == there
    source = root / "src" / "penaltykit"
    for path in source.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            assert path.relative_to(root / "src").as_posix() in names
    assert not any(name.startswith(("tests", "fixtures")) for name in names)
    assert "penaltykit-0.1.0.dist-info/licenses/LICENSE" in names
    text = metadata.decode()
    assert (
        "Requires-Dist: durable-rules==2.0.28; python_version < '3.13' and"
        " platform_system != 'Windows'"
    ) in text.replace("durable_rules", "durable-rules").replace('"', "'")
    assert "Requires-Python: >=3.11" in text


@pytest.mark.slow
def test_the_wheel_is_the_same_each_time(
    wheel: Path, root: Path, tmp_path: Path
) -> None:
    run(
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        tmp_path,
        root,
        cwd=tmp_path,
    )
    (again,) = tmp_path.glob("*.whl")
    assert again.read_bytes() == wheel.read_bytes()


def interpreter(version: str) -> str | None:
    """A Python of that version on this machine."""
    if version == HERE:
        return sys.executable
    roots = [Path(os.environ.get("PYENV_ROOT", "~/.pyenv")).expanduser()]
    found = [
        str(path)
        for root in roots
        for path in sorted(root.glob(f"versions/{version}.*/bin/python3"))
    ]
    on_path = shutil.which(f"python{version}")
    if on_path:
        found.append(on_path)
    for program in found:
        ask = "import sys, venv, ensurepip; print(sys.version_info[:2])"
        done = subprocess.run(
            [program, "-c", ask], capture_output=True, text=True, check=False
        )
        if done.returncode == 0:
            return program
    return None


def pins(root: Path, target: Path) -> Path:
    """The constraints without their hashes, which a bare wheel has not."""
    text = (root / "constraints.txt").read_text(encoding="utf-8")
    lines = [
        line.rstrip(" \\")
        for line in text.splitlines()
        if re.match(r"[A-Za-z0-9]", line)
    ]
    assert len(lines) > 20
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return target


@pytest.mark.slow
@pytest.mark.parametrize("version", PYTHONS)
def test_the_wheel_works_alone(
    version: str, wheel: Path, root: Path, fixtures: Path, tmp_path: Path
) -> None:
    program = interpreter(version)
    if program is None:
        pytest.skip(f"no Python {version} with venv on this machine")
    case = tmp_path / "case.json"
    shutil.copy(next(fixtures.glob("03-*")) / "case.json", case)
    run(program, "-m", "venv", "venv", cwd=tmp_path)
    scripts = tmp_path / "venv" / "bin"
    run(
        scripts / "python",
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--constraint",
        pins(root, tmp_path / "pins.txt"),
        f"{wheel}[docx]",
        cwd=tmp_path,
    )
    tool = scripts / "penaltykit"

    told = json.loads(run(tool, "version", "--json", cwd=tmp_path).stdout)
    site = str(tmp_path / "venv" / "lib")
    assert told["rules"].startswith(site)
    assert told["tables"].startswith(site)
    assert told["python"].startswith(f"{version}.")
    assert told["durable_rules"] is (version in {"3.11", "3.12"})

    checked = run(tool, "check", "--json", case, cwd=tmp_path)
    (looked,) = json.loads(checked.stdout)["cases"]
    assert looked["case_id"]
    assert "faults" not in looked

    ran = run(tool, "run", case, "-o", "out", cwd=tmp_path)
    assert "decision.docx" in ran.stdout
    assert (tmp_path / "out" / "decision.docx").stat().st_size > 1000

    # The same bytes on every Python, engine and place of installation.
    here = tmp_path / "here"
    run(
        sys.executable,
        "-m",
        "penaltykit",
        "run",
        case,
        "-o",
        here,
        "--engine",
        "python",
        cwd=tmp_path,
    )
    for name in ("assessment.json", "findings.json", "decision.docx"):
        assert (tmp_path / "out" / name).read_bytes() == (
            here / name
        ).read_bytes(), name
    receipts = [
        json.loads((folder / "receipt.json").read_bytes())
        for folder in (tmp_path / "out", here)
    ]
    assert receipts[0]["body"] == receipts[1]["body"]
