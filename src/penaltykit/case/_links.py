"""What the fields of a case must be to each other.

Looks at plain data, not at a :class:`Case`, so that a file with a wrong type
somewhere still has all its other faults told. What has the wrong type is
passed over here: the shape has been or will be checked elsewhere.

Every case that is read passes through, so the walk calls little and asks
whole lists at once; it looks closer only where a list is found wanting.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeGuard

from penaltykit._pointer import escape
from penaltykit.case._values import read_date

# code, pointer, parameters
Broken = tuple[str, str, dict[str, Any]]

_PARTY = {"zh": "当事人", "en": "party"}
_EVIDENCE = {"zh": "证据", "en": "evidence"}
_PAPER = {"zh": "文书", "en": "paper"}
MAX_ID = 100
# Ends of lines, tabs, and what has no width.
_UNSEEN = re.compile("[\t\n\r\u00ad\u200b-\u200f\u2028\u2029\u2060\ufeff]")
_ATTESTED = ("social_impact", "state_secret", "public_safety")
_CITATION_PARTS = (
    "version",
    "article",
    "article_addition",
    "paragraph",
    "item",
    "subitem",
)


def broken_links(data: Any) -> list[Broken]:
    """Every duplicate id, dangling reference and contradiction."""
    if type(data) is not dict:
        return []
    links = _Links(data)
    links.case(data)
    return links.found


class _Links:
    """One walk over the plain data of a case."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.found: list[Broken] = []
        self.parties = _ids(data, "parties", "id")
        self.evidence = _ids(data, "evidence", "id")
        self.papers = _ids(data, "papers", "number")

    def case(self, data: Mapping[str, Any]) -> None:
        """Look at everything."""
        for name in ("parties", "violations", "evidence"):
            self.duplicates(data, name, "id")
        self.duplicates(data, "papers", "number", "kind")
        for at, violation in _records(data, "violations"):
            self.violation(violation, at)
        self.facts(data, "")
        if type(data.get("agency")) is dict:
            self.agency(data["agency"])
        if "joint_agencies" in data:
            self.joint(data)
        use = data.get("result_use")
        if type(use) is dict:
            for name in _ATTESTED:
                if type(use.get(name)) is dict:
                    self.fact(use[name], f"/result_use/{name}")
        self.file(data)

    def agency(self, agency: Mapping[str, Any]) -> None:
        """What empowers the agency, and the days of a delegation."""
        if "authorised_by" in agency:
            self.citations(agency, "/agency", "authorised_by")
        delegation = agency.get("delegation")
        if type(delegation) is dict:
            first, last = delegation.get("from"), delegation.get("until")
            if _is_date(first) and _is_date(last) and last < first:
                params = {"first": first, "last": last}
                at = "/agency/delegation/until"
                broken = "delegation-ends-before-it-begins", at, params
                self.found.append(broken)

    def joint(self, data: Mapping[str, Any]) -> None:
        """The agencies that decide in common, each of them once."""
        agency = data.get("agency")
        own = agency.get("name") if type(agency) is dict else None
        seen = {own: "/agency"} if type(own) is str else {}
        for at, other in _records(data, "joint_agencies"):
            name = other.get("name")
            if type(name) is not str:
                continue
            first = seen.setdefault(name, at)
            if first != at:
                params = {"found": name, "first": first}
                broken = "joint-agency-twice", f"{at}/name", params
                self.found.append(broken)

    def file(self, data: Mapping[str, Any]) -> None:
        """The timeline, earlier penalties and papers."""
        for index, event in _objects(data, "events"):
            if "parties" in event or "paper" in event:
                at = f"/events/{index}"
                self.refer(event, at, "parties", self.parties, _PARTY)
                self.refer(event, at, "paper", self.papers, _PAPER)
        for at, earlier in _records(data, "earlier_penalties"):
            self.refer(earlier, at, "party", self.parties, _PARTY)
            self.citations(earlier, at, "penalising")
        for at, paper in _records(data, "papers"):
            self.citations(paper, at, "provisions")
            self.stated(paper, at)

    def violation(self, violation: Mapping[str, Any], at: str) -> None:
        """One violation with its facts, circumstances and penalties."""
        self.refer(violation, at, "parties", self.parties, _PARTY)
        self.refer(violation, at, "evidence", self.evidence, _EVIDENCE)
        self.facts(violation, at)
        self.stated(violation, at)
        for name in ("breached", "penalising"):
            self.citations(violation, at, name)
        for place, claim in _records(violation, "circumstances", at):
            self.refer(claim, place, "party", self.parties, _PARTY)
            self.refer(claim, place, "evidence", self.evidence, _EVIDENCE)
        act = violation.get("act")
        if type(act) is dict:
            first, last = act.get("from"), act.get("to")
            # ISO dates compare as text.
            if _is_date(first) and _is_date(last) and last < first:
                params = {"first": first, "last": last}
                broken = "act-ends-before-it-begins", f"{at}/act/to", params
                self.found.append(broken)

    def stated(self, owner: Mapping[str, Any], at: str) -> None:
        """The penalties of a violation or a paper."""
        for index, penalty in _objects(owner, "penalties"):
            if "party" in penalty:
                place = f"{at}/penalties/{index}"
                self.refer(penalty, place, "party", self.parties, _PARTY)

    def duplicates(
        self, data: Mapping[str, Any], name: str, key: str, kind: str = ""
    ) -> None:
        """Two entries of a list with one id (of one kind)."""
        seen: dict[tuple[Any, str], str] = {}
        for at, entry in _records(data, name):
            value = entry.get(key)
            if type(value) is not str:
                continue
            if key == "id":
                self.short(value, f"{at}/{key}")
            group = str(entry.get(kind)) if kind else ""
            first = seen.setdefault((group, value), at)
            if first != at:
                params = {"found": value, "first": first}
                self.found.append(("duplicate-id", f"{at}/{key}", params))

    def short(self, value: str, at: str) -> None:
        """An id stands on one line, and is a short one."""
        if len(value) > MAX_ID or _UNSEEN.search(value) is not None:
            params = {"found": value, "limit": MAX_ID}
            self.found.append(("bad-id", at, params))

    def refer(
        self,
        owner: Mapping[str, Any],
        at: str,
        name: str,
        known: set[str],
        kind: Mapping[str, str],
    ) -> None:
        """The references of one field, a single one or a list of them."""
        value = owner.get(name)
        if type(value) is str:
            if value not in known:
                self.dangling(value, f"{at}/{name}", known, kind)
        elif type(value) is list and value and not _all_once(value, known):
            seen = set()
            for index, reference in enumerate(value):
                if type(reference) is not str:
                    continue
                place = f"{at}/{name}/{index}"
                if reference not in known:
                    self.dangling(reference, place, known, kind)
                elif reference in seen:
                    params = {"found": reference}
                    self.found.append(("repeated-reference", place, params))
                seen.add(reference)

    def dangling(
        self, found: str, at: str, known: set[str], kind: Mapping[str, str]
    ) -> None:
        """A reference to something that is not in the file."""
        params = {"found": found, "kind": kind, "known": sorted(known)}
        self.found.append(("dangling-reference", at, params))

    def facts(self, owner: Mapping[str, Any], at: str) -> None:
        """The facts of a violation or of the case."""
        facts = owner.get("facts")
        if type(facts) is dict:
            for name, fact in facts.items():
                if type(fact) is dict and not self.is_right(fact):
                    self.fact(fact, f"{at}/facts/{escape(name)}")

    def is_right(self, fact: Mapping[str, Any]) -> bool:
        """Whether a fact is as most are, so that nothing is made for it."""
        evidence = fact.get("evidence")
        if evidence is not None and not (
            type(evidence) is list
            and (not evidence or _all_once(evidence, self.evidence))
        ):
            return False
        return (fact.get("state") or "known") == "known" and (
            fact.get("value") is not None
        )

    def fact(self, fact: Mapping[str, Any], at: str) -> None:
        """One fact: its evidence, and a value if and only if it is known."""
        self.refer(fact, at, "evidence", self.evidence, _EVIDENCE)
        state, value = fact.get("state"), fact.get("value")
        if state == "known":
            if value is None:
                self.found.append(("fact-without-value", at, {}))
        elif type(state) is str and value is not None:
            params = {"state": state}
            broken = "fact-value-unwanted", f"{at}/value", params
            self.found.append(broken)

    def citations(self, owner: Mapping[str, Any], at: str, name: str) -> None:
        """Each citation names law and article, or is text alone."""
        for index, citation in _objects(owner, name):
            text, law = citation.get("text"), citation.get("law")
            article = citation.get("article")
            if text is None and law is not None and article is not None:
                continue  # as most are: nothing is made for it
            place = f"{at}/{name}/{index}"
            if text is not None:
                if law is not None or any(
                    citation.get(part) is not None for part in _CITATION_PARTS
                ):
                    self.found.append(("citation-mixed", place, {}))
            elif law is None:
                self.found.append(("citation-empty", place, {}))
            else:
                self.found.append(("citation-without-article", place, {}))


def _records(
    owner: Mapping[str, Any], name: str, at: str = ""
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The objects of a list, each with its pointer."""
    entries = owner.get(name)
    if type(entries) is not list:
        return iter(())
    return (
        (f"{at}/{name}/{index}", entry)
        for index, entry in enumerate(entries)
        if type(entry) is dict
    )


def _objects(
    owner: Mapping[str, Any], name: str
) -> list[tuple[int, Mapping[str, Any]]]:
    """The objects of a list, each with its position."""
    entries = owner.get(name)
    if type(entries) is not list:
        return []
    return [
        (index, entry)
        for index, entry in enumerate(entries)
        if type(entry) is dict
    ]


def _ids(data: Mapping[str, Any], name: str, key: str) -> set[str]:
    entries = data.get(name)
    if type(entries) is not list:
        return set()
    return {
        entry[key]
        for entry in entries
        if type(entry) is dict and type(entry.get(key)) is str
    }


def _all_once(references: list[Any], known: set[str]) -> bool:
    """Whether each entry is known and none stands twice."""
    try:
        once = len(references) == 1 or len(set(references)) == len(references)
        return once and known.issuperset(references)
    except TypeError:  # a list or an object among them
        return False


def _is_date(value: Any) -> TypeGuard[str]:
    try:
        read_date(value)
    except (TypeError, ValueError):
        return False
    return True
