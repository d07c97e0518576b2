"""What reading a phrase costs, and that it grows with the length alone.

The phrases are the hard cases of docs/clause.md and the sentences of
tests/clause/corpus.json; the long texts repeat one part, the worst a text can
do to a reader.
"""

import json
import statistics
import time
from pathlib import Path

from penaltykit.clause import read_penalties, write_penalties

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "tests" / "clause" / "corpus.json"
PARTS = (
    "处五万元以上十万元以下罚款，",
    "情节严重的，处五万元以下罚款；",
    "每增加1个甲增加1万元，",
    "处1-3万元罚款，",
    "没收、",
    "（",
    "的",
    "9",
)
SIZES = (100_000, 1_000_000)


def seconds(text: str) -> float:
    start = time.perf_counter()
    read_penalties(text)
    return time.perf_counter() - start


def main() -> None:
    read_penalties("处五万元以上十万元以下罚款")
    texts = [entry["text"] for entry in json.loads(CORPUS.read_text("utf-8"))]
    taken = sorted(seconds(text) for text in texts)
    length = sum(map(len, texts)) / len(texts)
    print(f"{len(texts)} texts, {length:.0f} characters in the mean")
    print(f"  mean {statistics.mean(taken) * 1000:8.3f} ms")
    print(f"  half {statistics.median(taken) * 1000:8.3f} ms")
    print(f"  99 % {taken[int(len(taken) * 0.99)] * 1000:8.3f} ms")
    print(f"  most {taken[-1] * 1000:8.3f} ms")
    read = [read_penalties(text).penalties for text in texts]
    start = time.perf_counter()
    for penalties in read:
        write_penalties(penalties)
    spent = (time.perf_counter() - start) / len(texts)
    print(f"  written back in {spent * 1000:.3f} ms in the mean")
    print("\none part repeated, seconds (ten times the length: x 10)")
    for part in PARTS:
        short, long = (seconds(part * (size // len(part))) for size in SIZES)
        print(f"  {short:7.2f} {long:7.2f}  x {long / short:4.1f}  {part}")


if __name__ == "__main__":
    main()
