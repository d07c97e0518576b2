"""What one run writes: each file with its content and a word about it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click
from attrs import define, field

from penaltykit._labels import paper_label
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

FORMATS = ("docx", "html", "txt")

_FILES = (
    "summary.txt",
    "assessment.json",
    "receipt.json",
    "findings.json",
    "findings.txt",
    "record.json",
    "record.csv",
    "no-record.txt",
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


def own_names() -> Iterator[str]:
    """Every name that a run may write: those that it does not write again
    are removed, so that nothing of an earlier run stands beside it.
    """
    from penaltykit.assessment import PAPERS

    yield from _FILES
    for kinds in PAPERS.values():
        yield from (f"{kind}.{form}" for kind in kinds for form in FORMATS)


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
    from penaltykit.assessment import dumps, papers_to_write

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
    for kind in papers_to_write(assessment.case):
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
