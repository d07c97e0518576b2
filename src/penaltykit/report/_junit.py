"""Findings as JUnit XML, for the systems that show test results."""

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from penaltykit._voice import Voice
from penaltykit._wording import word_fault
from penaltykit.report._summary import SEVERITIES, Checked

_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_junit(
    files: Sequence[Checked], voice: Voice, *, fail_on: str = "error"
) -> bytes:
    """One suite a file, one case a finding.

    Args:
        files: what was looked at.
        voice: language and names.
        fail_on: the least severity that counts as a failure, or ``never``;
            lighter findings are told in the output of their case.
    """
    limit = SEVERITIES.index(fail_on) if fail_on in SEVERITIES else -1
    root = ET.Element("testsuites", name="penaltykit check")
    for one in files:
        root.append(_suite(one, voice, limit))
    for name in ("tests", "failures", "errors", "skipped"):
        total = sum(int(suite.get(name, "0")) for suite in root)
        root.set(name, str(total))
    # Nothing is timed, but schemas of JUnit ask for it.
    for element in (root, *root.iter("testsuite"), *root.iter("testcase")):
        element.set("time", "0")
    ET.indent(root)
    data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return data + b"\n"


def _suite(one: Checked, voice: Voice, limit: int) -> ET.Element:
    suite = ET.Element("testsuite", name=_clean(one.path))
    failures = errors = 0
    if one.faults is not None:
        errors = 1
        case = ET.SubElement(suite, "testcase", name="file", classname="file")
        told = "\n".join(word_fault(f, voice.lang) for f in one.faults.faults)
        error = ET.SubElement(case, "error", type="unusable")
        error.text = _clean(told)
    elif not one.findings:
        ET.SubElement(suite, "testcase", name="check", classname="check")
    for finding in one.findings:
        case = ET.SubElement(
            suite,
            "testcase",
            name=_clean(f"{finding.code} {finding.pointer}".strip()),
            classname=finding.code,
        )
        lines = [voice.pick(finding.message)]
        if finding.citation:
            lines.append(voice.cite(finding.citation))
        if finding.mend:
            lines.append(voice.pick(finding.mend))
        text = _clean("\n".join(line for line in lines if line))
        if SEVERITIES.index(finding.severity) <= limit:
            failures += 1
            told_as = ET.SubElement(
                case,
                "failure",
                type=finding.severity,
                message=_clean(lines[0]),
            )
        else:
            told_as = ET.SubElement(case, "system-out")
        told_as.text = text
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(failures))
    suite.set("skipped", "0")
    suite.set("errors", str(errors))
    return suite


def _clean(text: str) -> str:
    """Text without the signs that XML cannot hold."""
    return _NO_XML.sub("\ufffd", text)
