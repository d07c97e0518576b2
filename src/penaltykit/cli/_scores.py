"""Scores by a rubric, as text beside the findings."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import field, frozen

from penaltykit._labels import severity_label
from penaltykit.cli._style import style
from penaltykit.cli._voice import Voice

if TYPE_CHECKING:
    from penaltykit.kit import Kit
    from penaltykit.report import Checked, Table
    from penaltykit.review import Deduction, Evaluation, Score, Share


@frozen
class Scores:
    """The scores of all cases, or the evaluations of all agencies."""

    by_path: Mapping[str, "Score"] = field(factory=dict)
    agencies: tuple["Evaluation", ...] = ()

    def case_lines(self, path: str, voice: Voice) -> list[str]:
        """The score of one case with each deduction."""
        score = self.by_path.get(path)
        return [] if score is None else ["", *_score_lines(score, voice)]

    def tables(self, voice: Voice) -> list["Table"]:
        """The same as tables: the score of each case with its deductions, or
        the indicators of each agency.
        """
        from penaltykit.report import Table

        _ = voice.tell
        found: list[Table] = []
        # The lowest first: they are what is looked for.
        scores = sorted(
            self.by_path.items(),
            key=lambda pair: (
                pair[1].score is None,
                pair[1].score or Decimal(0),
                pair[0],
            ),
        )
        if scores:
            rubric = scores[0][1].rubric
            found.append(
                Table(
                    code="score",
                    title=_head(rubric.name, rubric.status, voice),
                    heads=(
                        _("File"),
                        _("Score"),
                        _("Points"),
                        _("Veto"),
                        _("Deductions"),
                    ),
                    rows=tuple(
                        (path, *_score_cells(score, voice))
                        for path, score in scores
                    ),
                )
            )
        for one in self.agencies:
            heads = (
                _("Indicator"),
                _("Points"),
                _("Cases"),
                _("Good"),
                _("Open"),
                _("Missed"),
            )
            told = "-" if one.score is None else str(one.score)
            # The agency first: the name of a sheet is cut behind it.
            said = [one.agency, _("score {score}", score=told)]
            if one.caution is not None:
                said.append(_("rubric of another field"))
            title = voice.line(
                voice.clauses(said),
                _head(one.rubric.name, one.rubric.status, voice),
            )
            found.append(
                Table(
                    code="agency",
                    title=title,
                    heads=heads,
                    rows=tuple(_share_cells(s, voice) for s in one.shares),
                )
            )
        return found

    def closing(self, voice: Voice) -> list[str]:
        """What stands behind the last case: the mean, or the agencies."""
        blocks = [
            "\n".join(_evaluation_lines(one, voice)) for one in self.agencies
        ]
        scores = [
            s.score for s in self.by_path.values() if s.score is not None
        ]
        if len(scores) > 1:
            mean = sum(scores, Decimal(0)) / len(scores)
            _ = voice.tell
            failed = sum(s.passed is False for s in self.by_path.values())
            blocks.append(
                _(
                    "{count} cases scored, {failed} failed by a veto; mean"
                    " score {mean}.",
                    count=len(scores),
                    failed=failed,
                    mean=f"{mean:.1f}",
                )
            )
        return blocks


def score_all(kit: "Kit", name: str, looked: Sequence["Checked"]) -> Scores:
    """Score what could be read, by a rubric for cases or for agencies.

    Raises:
        UnknownNameError: no such rubric.
        RuleError: the rubric cannot be used.
    """
    rubric = kit.rubric(name)
    read = [
        (one.path, one.assessment)
        for one in looked
        if one.assessment is not None
    ]
    if rubric.kind == "agency":
        return Scores(agencies=kit.evaluate(read, rubric))
    return Scores({path: kit.score(found, rubric) for path, found in read})


def _score_lines(score: "Score", voice: Voice) -> Iterator[str]:
    _ = voice.tell
    yield f"  {_head(score.rubric.name, score.rubric.status, voice)}"
    if score.caution is not None:
        yield f"    {style(voice.pick(score.caution), 'warning')}"
    yield "    " + _(
        "Score {score}; points {won} of {points}",
        score=_score_text(score, voice),
        won=score.won,
        points=score.points,
    )
    for fall in score.vetoes:
        what = _("veto (open)") if fall.open else _("veto")
        text = f"{what} {fall.code}{voice.brackets(voice.pick(fall.text))}"
        yield f"    {style(text, 'undetermined' if fall.open else 'error')}"
    for block in score.blocks:
        label = voice.pick(block.text)
        if not block.applies:
            yield "    " + _("{block}: does not apply yet", block=label)
            continue
        line = _(
            "{block}: {won} of {points}",
            block=label,
            won=block.won,
            points=block.points,
        )
        yield f"    {line}"
        for one in score.deductions:
            if one.block != block.id:
                continue
            points = _points(one, voice)
            severity = severity_label(one.severity, voice.lang)
            where = f"  {one.pointer}" if one.pointer else ""
            yield (
                f"      {points}  {voice.pick(one.text)}: {one.code}"
                f"{voice.brackets(severity)}{where}"
            )
    for said in score.rubric.reviewer:
        yield voice.line(_("For the reviewer"), voice.pick(said), 4)


def _score_cells(score: "Score", voice: Voice) -> tuple[str, ...]:
    """Score, points, vetoes and deductions of one case."""
    _ = voice.tell
    vetoes = [
        f"{voice.pick(one.text)}: {one.code}"
        + (voice.brackets(_("open")) if one.open else "")
        for one in score.vetoes
    ]
    taken = [
        f"{voice.pick(one.text)} {_points(one, voice)}: {one.code}"
        for one in score.deductions
    ]
    text = _score_text(score, voice)
    if score.caution is not None:
        text += voice.brackets(_("rubric of another field"))
    return (
        text,
        f"{score.won}/{score.points}",
        "; ".join(vetoes),
        "; ".join(taken),
    )


def _share_cells(share: "Share", voice: Voice) -> tuple[str | int, ...]:
    """One indicator of an agency."""
    points = "-" if share.points is None else str(share.points)
    return (
        voice.pick(share.indicator.text),
        f"{points}/{share.indicator.points}",
        share.cases,
        share.good,
        share.open,
        "; ".join(share.missed),
    )


def _score_text(score: "Score", voice: Voice) -> str:
    """The score, or from what to what it may come."""
    told = "-" if score.score is None else str(score.score)
    if score.score == score.score_at_best:
        return told
    return voice.tell(
        "{low} to {high}, open on missing facts",
        low=told,
        high=score.score_at_best,
    )


def _points(one: "Deduction", voice: Voice) -> str:
    """What a finding takes off."""
    if one.open:
        return voice.tell("open")
    # Earlier findings may have taken all that the item had.
    return f"-{one.points}" if one.points else voice.tell("nothing left")


def _evaluation_lines(one: "Evaluation", voice: Voice) -> Iterator[str]:
    _ = voice.tell
    yield _head(one.rubric.name, one.rubric.status, voice)
    if one.caution is not None:
        yield f"  {style(voice.pick(one.caution), 'warning')}"
    told = "-" if one.score is None else str(one.score)
    yield "  " + _(
        "{agency}: {cases} cases; score {score}, points {won} of {points}",
        agency=one.agency,
        cases=one.cases,
        score=told,
        won=one.won,
        points=one.points,
    )
    for share in one.shares:
        label = voice.pick(share.indicator.text)
        if share.points is None:
            yield "    " + _("{label}: no case concerned", label=label)
            if share.young:
                yield f"      {_young(share, voice)}"
            continue
        line = _(
            "{label}: {won} of {points} ({good} of {cases})",
            label=label,
            won=share.points,
            points=share.indicator.points,
            good=share.good,
            cases=share.cases,
        )
        if share.open:
            line += _(", {open} open", open=share.open)
        yield f"    {line}"
        if share.missed:
            shown = voice.join(share.missed[:_SHOWN])
            more = "…" if len(share.missed) > _SHOWN else ""
            yield f"      {shown}{more}"
        if share.young:
            yield f"      {_young(share, voice)}"


def _young(share: "Share", voice: Voice) -> str:
    """Decisions that may still be published in time, as far as told."""
    return voice.tell(
        "{count} more not published, and not {days} days old on the day of"
        " the check: not counted. The day is that of --as-of; without it,"
        " the last day of each file.",
        count=share.young,
        days=share.indicator.after_days,
    )


_SHOWN = 5


def _head(name: Mapping[str, str], status: str, voice: Voice) -> str:
    head = voice.pick(name)
    if status != "in-force":
        head += voice.brackets(voice.tell("to be confirmed"))
    return head
