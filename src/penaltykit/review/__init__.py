"""Scores: a case file by a rubric (案卷评查), an agency by its openness."""

from penaltykit.review._load import load_rubric, rubric_names
from penaltykit.review._openness import Evaluation, Share, evaluate
from penaltykit.review._rubric import Rubric
from penaltykit.review._score import Deduction, Score, score

__all__ = [
    "Deduction",
    "Evaluation",
    "Rubric",
    "Score",
    "Share",
    "evaluate",
    "load_rubric",
    "rubric_names",
    "score",
]
