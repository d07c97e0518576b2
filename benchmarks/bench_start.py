"""What starting costs: importing, the command line, one file checked.

Each is a new process, timed over several runs; the least is what the program
needs, the rest is what the machine was doing besides. The last column is the
least time of the processor, user and system: on a machine that does other
work too it tells more than the clock on the wall. A run before the first
writes the byte code, as an installation does.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RUNS = 9
CASE = next((ROOT / "fixtures").glob("03-*")) / "case.json"
CHECK = ("-m", "penaltykit", "check", str(CASE))

# name, arguments of Python, what the design asks for in seconds
COMMANDS = (
    ("Python alone", ("-c", "pass"), None),
    ("import penaltykit", ("-c", "import penaltykit"), 0.1),
    ("penaltykit version", ("-m", "penaltykit", "version"), None),
    ("penaltykit check CASE", CHECK, 0.4),
)


def timed(arguments: tuple[str, ...], cache: str) -> tuple[list[float], float]:
    """Seconds of each run, sorted, and the least of the processor."""
    seconds = []
    processor = []
    for _run in range(RUNS):
        before = spent()
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, *arguments],
            env={
                **os.environ,
                "PENALTYKIT_CACHE": cache,
                "PYTHONDONTWRITEBYTECODE": "",
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=False,
        )
        seconds.append(time.perf_counter() - start)
        processor.append(spent() - before)
        if done.returncode not in (0, 1):
            sys.exit(done.stderr.decode())
    return sorted(seconds), min(processor)


def spent() -> float:
    """Seconds of the processor that the processes begun here have taken."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Print one line for each command."""
    print(f"{'':34}{'least':>8}{'median':>8}{'asked':>8}{'cpu':>8}")
    with tempfile.TemporaryDirectory() as cache:
        for name, arguments, limit in COMMANDS:
            show(name, timed(arguments, cache), limit)
    show("penaltykit check CASE, no cache", timed(CHECK, ""), None)


def show(
    name: str, run: tuple[list[float], float], limit: float | None
) -> None:
    """Print one line."""
    seconds, processor = run
    asked = "" if limit is None else f"< {limit}"
    median = statistics.median(seconds)
    print(f"{name:34}{seconds[0]:8.3f}{median:8.3f}{asked:>8}{processor:8.3f}")


main()
