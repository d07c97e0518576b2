"""Words of print in the vocabulary: ``words``, ``counter``, ``look_back``."""

from pathlib import Path

import pytest

from penaltykit.errors import RuleError
from penaltykit.facts import Vocabulary, Window

ENTRY = """
- id: made.times
  zh: 次数
  en: times
  type: {type}
  scope: history
  counter: 次
  look_back: {look_back}
  words: [同类违法]
- id: made.zone
  zh: 区域
  en: zone
  type: one-of
  scope: violation
  values:
    - {{value: a, zh: 甲, en: a, words: [甲等, 一等]}}
    - {{value: b, zh: 乙, en: b}}
"""


def load(tmp_path: Path, **given: str) -> Vocabulary:
    parts = {"type": "count", "look_back": "{this_included: true}", **given}
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "made.yaml").write_text(
        ENTRY.format(**parts), encoding="utf-8"
    )
    return Vocabulary.load(tmp_path)


@pytest.mark.parametrize(
    ("written", "window"),
    [
        ("{this_included: true}", Window(months=None, this_included=True)),
        (
            "{years: 2, this_included: false}",
            Window(months=24, this_included=False),
        ),
        (
            "{years: 1, months: 6, this_included: true}",
            Window(months=18, this_included=True),
        ),
    ],
)
def test_what_a_history_fact_counts(
    tmp_path: Path, written: str, window: Window
) -> None:
    found = load(tmp_path, look_back=written)
    entry = found.entry("made.times")
    assert entry.look_back == window
    assert entry.counter == "次"
    assert entry.words == ("同类违法",)
    first, second = found.entry("made.zone").values
    assert first.words == ("甲等", "一等")
    assert second.words == ()


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"type": "truth"}, "fact-look-back-not-count"),
        ({"look_back": "{years: 2}"}, "rule-missing-key"),
        ({"look_back": "{years: x, this_included: true}"}, "rule-not-count"),
        ({"look_back": "{this_included: maybe}"}, "rule-not-truth"),
        ({"look_back": "{weeks: 2, this_included: true}"}, "rule-unknown-key"),
    ],
)
def test_what_cannot_be_used_is_told(
    tmp_path: Path, given: dict[str, str], code: str
) -> None:
    with pytest.raises(RuleError) as caught:
        load(tmp_path, **given)
    assert code in {fault.code for fault in caught.value.faults}
