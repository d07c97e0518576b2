"""What one run writes: each file with its content and a word about it."""

from typing import TYPE_CHECKING

import click
from attrs import define, field

from penaltykit.cli._labels import paper_label
from penaltykit.cli._summary import (
    NoDocxError,
    gate_text,
    render,
    summary_text,
)
from penaltykit.cli._text import count_line, findings_text
from penaltykit.cli._voice import Voice

if TYPE_CHECKING:
    from penaltykit.assessment import Assessment
    from penaltykit.kit import Kit
    from penaltykit.notice import Notice

PAPERS = ("prior-notice", "decision", "on-the-spot-decision")
FORMATS = ("docx", "html", "txt")

# Every name that a run may write: those that it does not write again are
# removed, so that nothing of an earlier run stands beside it.
OWN = (
    "summary.txt",
    "assessment.json",
    "receipt.json",
    "findings.json",
    "findings.txt",
    "record.json",
    "record.csv",
    "no-record.txt",
    *(f"{kind}.{format_}" for kind in PAPERS for format_ in FORMATS),
)


@define
class Outputs:
    """Files by name, what each is, and the summary to print."""

    files: dict[str, bytes] = field(factory=dict)
    about: dict[str, str] = field(factory=dict)
    summary: str = ""

    def add(self, name: str, data: bytes | str, about: str) -> None:
        """Put one file in; what is written to a file has no colour."""
        if isinstance(data, str):
            data = f"{click.unstyle(data).rstrip()}\n".encode()
        self.files[name] = data
        self.about[name] = about


def papers_due(assessment: "Assessment") -> tuple[str, ...]:
    """The papers that the phase of the case calls for.

    The simplified procedure knows only the decision on the spot (art. 52);
    in the ordinary one the prior notice (art. 44) comes before the decision
    (art. 59), which is due once the notice has been given.
    """
    from penaltykit.case import Phase, Procedure

    case = assessment.case
    if case.procedure is Procedure.SIMPLIFIED:
        return ("on-the-spot-decision",)
    if case.phase.reached(Phase.NOTICED):
        return ("prior-notice", "decision")
    return ("prior-notice",)


def collect(
    kit: "Kit", assessment: "Assessment", profile: str, voice: Voice
) -> Outputs:
    """Everything that a run writes.

    Args:
        kit: makes record and papers.
        assessment: of the case.
        profile: form of the record.
        voice: language and names.
    """
    from penaltykit.assessment import dumps

    _ = voice.tell
    lang = voice.lang
    out = Outputs()
    papers: list[Notice] = []
    notes: dict[str, None] = {}  # each once, in order
    body = assessment.to_dict(lang)

    out.add("summary.txt", "", _("what the case officer should know"))
    out.add("assessment.json", dumps(body), _("assessment with reasons"))
    out.add(
        "receipt.json",
        assessment.receipt.to_json(),
        _("receipt: hashes of what went in and came out"),
    )
    listed = {"case_id": body["case_id"], "findings": body["findings"]}
    out.add("findings.json", dumps(listed), _("findings, for machines"))
    text = findings_text(assessment.findings, voice)
    out.add(
        "findings.txt",
        f"{count_line(assessment.findings, voice)}\n\n{text}",
        _("findings, for people"),
    )
    made = kit.record(assessment, profile=profile)
    if made.refused is not None:
        why = _("why there is no disclosure record")
        out.add("no-record.txt", gate_text(made.refused, voice), why)
    else:
        out.add("record.json", made.to_json(), _("disclosure record"))
        out.add("record.csv", made.to_csv(lang), _("disclosure record"))
    for kind in papers_due(assessment):
        paper = kit.notice(assessment, kind, lang=lang)
        papers.append(paper)
        about = paper_label(kind, lang)
        if paper.draft:
            about += voice.brackets(_("draft"))
        for format_ in FORMATS:
            try:
                data = render(paper, format_, voice)
            except NoDocxError as error:
                notes[error.message] = None
                continue
            out.add(f"{kind}.{format_}", data, about)
    summary = summary_text(assessment, made.gate, papers, voice)
    out.summary = "\n".join([summary, *notes])
    out.add("summary.txt", out.summary, out.about["summary.txt"])
    return out
