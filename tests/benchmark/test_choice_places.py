"""Choosing where regions have changed, issuers are not known, and power was
handed down: told, never guessed.
"""

import datetime as dt
from pathlib import Path
from typing import Any

import attrs
import pytest

from penaltykit.agency import Change, Level, Region, Regions
from penaltykit.benchmark import (
    Choice,
    Document,
    Library,
    Question,
    Refusal,
    RegionChange,
    Status,
    Table,
)
from penaltykit.benchmark._term import Term
from penaltykit.errors import RuleError
from penaltykit.facts import Vocabulary

WASH = "water.wash-toxic-vehicle"
SOURCE, NUMBER = "guangdong-eco-2021", "2.14"
BEFORE, AFTER = dt.date(2022, 6, 1), dt.date(2023, 6, 1)
MERGED = dt.date(2022, 12, 31)


def region(code: str, name: str, **given: Any) -> Region:
    level = Level.CITY if code.endswith("00") else Level.COUNTY
    level = Level.PROVINCE if code.endswith("0000") else level
    above = {Level.COUNTY: "461100", Level.CITY: "460000"}
    return Region(
        code=code,
        zh=name,
        en=name,
        level=given.pop("level", level),
        parent=given.pop("parent", above.get(level, "100000")),
        **given,
    )


TREE = Regions(
    [
        Region(
            code="100000",
            zh="国",
            en="nation",
            level=Level.NATION,
            parent=None,
        ),
        region("460000", "province"),
        region("461100", "city"),
        region(
            "461101",
            "East",
            until=MERGED,
            change=Change.MERGED,
            successors=("461105",),
        ),
        region("461105", "New", from_=MERGED + dt.timedelta(1)),
        region(
            "461181",
            "North City",
            until=MERGED,
            change=Change.RENAMED,
            successors=("461104",),
        ),
        region("461104", "North", from_=MERGED + dt.timedelta(1)),
        region("461105001", "Town", level=Level.TOWNSHIP, parent="461105"),
    ]
)


def made(library: Library, *documents: dict[str, Any]) -> Library:
    """Documents like Guangdong's, each with its table for the item."""
    table = library.table(f"{SOURCE}/{NUMBER}")
    heads: dict[str, Document] = {}
    tables: dict[str, Table] = {}
    for given in documents:
        own = given.pop("table", {})
        head = attrs.evolve(library.document(SOURCE), expires=None, **given)
        heads[head.id] = head
        one = attrs.evolve(table, id=f"{head.id}/1", document=head, **own)
        tables[one.id] = one
    return Library(heads, tables)


def ask(library: Library, place: str, on: dt.date, **given: Any) -> Choice:
    return library.ask(
        Question(
            item=WASH,
            chain=(place,),
            acted=on,
            decided=given.pop("decided", on),
            regions=TREE,
            **given,
        )
    )


def chosen(choice: Choice) -> str | None:
    return None if choice.document is None else choice.document.id


def codes(choice: Choice) -> dict[str, Refusal]:
    return {one.document: one.code for one in choice.rejected}


def test_a_renamed_region_keeps_its_document(library: Library) -> None:
    own = made(library, {"id": "north", "region": "461181"})
    choice = ask(own, "461104", AFTER)
    assert chosen(choice) == "north"
    (note,) = choice.notes
    assert "North City became North on 2023-01-01" in note["en"]
    assert "2023年1月1日" in note["zh"]


@pytest.mark.parametrize(
    ("rule", "place", "found", "code"),
    [
        # Nothing is said: nothing is presumed.
        (None, "461105", None, Refusal.REGION_CHANGED),
        (None, "461101", None, Refusal.REGION_CHANGED),
        (RegionChange.LAPSES, "461105", None, Refusal.EXPIRED),
        (RegionChange.SUCCESSOR, "461105", "east", None),
        # It goes on in its former territory, which the old code names.
        (
            RegionChange.FORMER_TERRITORY,
            "461105",
            None,
            Refusal.REGION_CHANGED,
        ),
        (RegionChange.FORMER_TERRITORY, "461101", "east", None),
    ],
)
def test_a_merged_region_keeps_its_document_as_it_says(
    library: Library,
    rule: RegionChange | None,
    place: str,
    found: str | None,
    code: Refusal | None,
) -> None:
    own = made(
        library, {"id": "east", "region": "461101", "region_change": rule}
    )
    choice = ask(own, place, AFTER)
    assert chosen(choice) == found
    assert codes(choice).get("east") is code
    if found is None:
        # The reason itself names what stood in the way.
        assert "merged into New" in choice.reason["en"]
    else:
        assert "merged into New" in choice.notes[0]["en"]
    # Before the change nothing is to be told.
    before = ask(own, "461101", BEFORE)
    assert chosen(before) == "east"
    assert before.notes == ()


def test_the_chain_is_taken_on_the_day_that_matters(library: Library) -> None:
    # By act: in 2022 the act lay in East or elsewhere of what is New now.
    own = made(library, {"id": "east", "region": "461101"})
    choice = ask(own, "461105", BEFORE, decided=AFTER)
    assert chosen(choice) is None
    assert codes(choice)["east"] is Refusal.REGION_CHANGED
    assert "whether the act lay there" in choice.rejected[0].text["en"]


def test_a_file_that_names_the_document_opens_it(library: Library) -> None:
    own = made(library, {"id": "east", "region": "461101"})
    choice = ask(own, "461105", AFTER, named="east/1")
    assert chosen(choice) == "east"
    assert choice.caution is not None
    assert "to be confirmed" in choice.caution["en"]
    assert choice.rejected == ()


def test_an_unknown_issuer_is_never_found_by_place(library: Library) -> None:
    head = {
        "id": "someone",
        "region": None,
        "level": None,
        "status": Status.TO_BE_CONFIRMED,
    }
    own = made(library, dict(head))
    choice = ask(own, "461105", AFTER)
    assert chosen(choice) is None
    assert codes(choice)["someone"] is Refusal.ISSUER_NOT_KNOWN
    assert "Who issued" in choice.reason["en"]
    # The file names it, by its title in book marks: used, and said.
    title = own.documents["someone"].name["zh"]
    choice = ask(own, "461105", AFTER, named=f"《{title}》")
    assert chosen(choice) == "someone"
    assert choice.caution is not None
    assert "to be confirmed" in choice.caution["en"]
    # It never goes before one that is found by place.
    both = made(library, {"id": "new", "region": "461105"}, dict(head))
    choice = ask(both, "461105", AFTER, named="someone/1")
    assert chosen(choice) == "new"
    assert codes(choice)["someone"] is Refusal.ISSUER_NOT_KNOWN
    assert "which is not used" in choice.notes[0]["en"]


def test_an_unknown_first_day_is_never_found_by_date(library: Library) -> None:
    own = made(
        library,
        {
            "id": "undated",
            "region": "461105",
            "effective": None,
            "status": Status.TO_BE_CONFIRMED,
        },
    )
    choice = ask(own, "461105", AFTER)
    assert codes(choice)["undated"] is Refusal.TERM_NOT_KNOWN
    assert chosen(ask(own, "461105", AFTER, named="undated")) == "undated"


def test_naming_opens_nothing_that_has_ended(library: Library) -> None:
    own = made(library, {"id": "old", "region": "461105"})
    document = attrs.evolve(own.documents["old"], expires=BEFORE)
    table = attrs.evolve(own.tables["old/1"], document=document)
    ended = Library({"old": document}, {table.id: table})
    choice = ask(ended, "461105", AFTER, named="old")
    assert chosen(choice) is None
    assert codes(choice)["old"] is Refusal.EXPIRED


def test_a_table_retires_before_its_document(library: Library) -> None:
    term = Term(
        effective=dt.date(2022, 3, 1),
        expires=dt.date(2022, 12, 31),
        retired={
            "zh": "所依据的条款已删除。",
            "en": "Its article was deleted.",
        },
    )
    own = made(
        library, {"id": "new", "region": "461100", "table": {"term": term}}
    )
    days = {
        dt.date(2022, 2, 28): Refusal.TABLE_NOT_YET_EFFECTIVE,
        dt.date(2022, 3, 1): None,
        dt.date(2022, 12, 31): None,
        dt.date(2023, 1, 1): Refusal.TABLE_EXPIRED,
    }
    for day, code in days.items():
        choice = ask(own, "461100", day)
        assert codes(choice).get("new") is code
        assert (chosen(choice) is None) == (code is not None)
    assert "Its article was deleted." in choice.reason["en"]


def test_issuer_and_enforcer_are_two(library: Library) -> None:
    # 行政处罚法 art. 24: a power of a county's department in a township.
    own = made(library, {"id": "new", "region": "461105", "level": "county"})
    asked: dict[str, Any] = {
        "field": "town-affairs",
        "enforcer": Level.TOWNSHIP,
        "kinds": ("ecology",),
    }
    choice = ask(own, "461105001", AFTER, **asked)
    assert chosen(choice) == "new"
    (note,) = choice.notes
    assert "art. 24" in note["en"]
    assert "the agency must state both" in note["en"]
    # A document that says so itself.
    says = made(
        library,
        {
            "id": "new",
            "region": "461105",
            "level": "county",
            "enforcers": ("county", "township"),
        },
    )
    (note,) = ask(says, "461105001", AFTER, **asked).notes
    assert "says that it holds for townships" in note["en"]
    # One that is made for counties alone.
    alone = made(
        library,
        {"id": "new", "region": "461105", "enforcers": ("county",)},
    )
    choice = ask(alone, "461105001", AFTER, **asked)
    assert chosen(choice) is None
    assert codes(choice)["new"] is Refusal.OTHER_ENFORCER
    # A county's office of another field is not let in so.
    asked["enforcer"] = Level.COUNTY
    choice = ask(own, "461105", AFTER, **asked)
    assert codes(choice)["new"] is Refusal.OTHER_FIELD


def test_the_agencys_own_kind_goes_first(library: Library) -> None:
    own = made(
        library,
        {"id": "far-own", "region": "461100", "field": "urban-management"},
        {"id": "near-other", "region": "461105"},
    )
    kinds = ("ecology", "urban-management")
    choice = ask(own, "461105", AFTER, field="urban-management", kinds=kinds)
    assert chosen(choice) == "far-own"
    assert codes(choice)["near-other"] is Refusal.OTHER_FIELD
    del own.documents["far-own"]
    choice = ask(own, "461105", AFTER, field="urban-management", kinds=kinds)
    assert chosen(choice) == "near-other"
    assert "another kind of agency" in choice.notes[0]["en"]


def test_two_issuers_of_one_region_are_a_conflict(library: Library) -> None:
    newer = {"id": "b", "region": "461105", "effective": dt.date(2022, 4, 1)}
    one = made(library, {"id": "a", "region": "461105"}, dict(newer))
    choice = ask(one, "461105", AFTER)
    # Of one issuer the newer goes first.
    assert chosen(choice) == "b"
    assert codes(choice)["a"] is Refusal.REPLACED
    newer["issuer"] = {"zh": "另一机关", "en": "another office"}
    two = made(library, {"id": "a", "region": "461105"}, newer)
    choice = ask(two, "461105", AFTER)
    assert chosen(choice) is None
    assert set(codes(choice).values()) == {Refusal.AMBIGUOUS}


def copied(root: Path, folder: Path, old: str, new: str) -> Path:
    """The head of Guangdong's document alone, with one line changed."""
    text = (
        root / "discretion_tables/guangdong-eco/2021/document.yaml"
    ).read_text(encoding="utf-8")
    assert old in text
    (folder / "document.yaml").write_text(
        text.replace(old, new, 1), encoding="utf-8"
    )
    return folder


def test_what_a_document_says_of_enforcers_and_of_mergers(
    root: Path, tmp_path: Path, vocabulary: Vocabulary
) -> None:
    folder = copied(
        root,
        tmp_path,
        "level: province\n",
        "level: province\n"
        "enforcers: [city, county]\n"
        "region_change: {rule: former-territory, citation: {article: 25}}\n",
    )
    head = Library.load(folder, vocabulary).documents[SOURCE]
    assert head.enforcers == ("city", "county")
    assert head.region_change is RegionChange.FORMER_TERRITORY
    assert head.region_change_citation[0].article == 25


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("level: province", "level: country", "table-not-one-of"),
        (
            "level: province",
            "level: province\nregion_change: {rule: stays}",
            "table-not-one-of",
        ),
        ("effective: 2022-01-01", "effective: null", "table-unknown-not-open"),
        ('region: "440000"\n', "", "table-missing-key"),
    ],
)
def test_a_head_that_cannot_be_used(
    root: Path,
    tmp_path: Path,
    vocabulary: Vocabulary,
    old: str,
    new: str,
    code: str,
) -> None:
    folder = copied(root, tmp_path, old, new)
    with pytest.raises(RuleError) as caught:
        Library.load(folder, vocabulary)
    found = [fault.code for fault in caught.value.faults]
    assert found == [code]
    assert caught.value.faults[0].place.line
    for lang in ("zh", "en"):
        assert caught.value.text(lang)


def test_a_head_without_its_schema_says_what_to_write(
    root: Path, tmp_path: Path, vocabulary: Vocabulary
) -> None:
    written = "schema: penaltykit/benchmark/1\n"
    folder = copied(root, tmp_path, written, "")
    with pytest.raises(RuleError, match=written.strip()):
        Library.load(folder, vocabulary)


def test_an_agency_whose_region_has_ended_is_told(library: Library) -> None:
    """Divided on 2022-12-31: its code finds nothing of what came after. One
    that has merged is followed."""
    tree = Regions(
        [
            *TREE.all(),
            region(
                "461102",
                "West",
                until=MERGED,
                change=Change.DIVIDED,
                successors=("461104", "461105"),
            ),
        ]
    )
    documents = made(library, {"id": "new", "region": "461105"})
    after = documents.ask(
        Question(
            item=WASH,
            chain=("461102",),
            acted=AFTER,
            decided=AFTER,
            regions=tree,
        )
    )
    assert chosen(after) is None
    (note,) = after.notes
    assert "West" in note["en"]
    assert "North, New" in note["en"]
    assert not ask(documents, "461101", AFTER).notes
    assert not ask(documents, "461105", AFTER).notes
