"""Rules of the user's own: added, replaced, switched off, and told."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

import penaltykit as pk
from calling import Cli

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
FOOD = FIXTURES / "01-food-past-date" / "case.json"

Own = Callable[..., Path]

OWN_CHECK = """\
- code: own-note-empty
  name: own.note
  title: {zh: 备注, en: remark}
  scope: case
  phases: [decided, served, performed, closed]
  element: null
  severity: warning
  duty: house-standard
  when: case.procedure = "ordinary"
  require: decision.days <= 30
  citation: 本局内部规定第一条
  message: {zh: "办了{decision.days}天。", en: "It took {decision.days} days."}
  mend: {zh: 请说明。, en: Say why.}
  why: {zh: 本局要求三十日内办结。, en: The office asks for thirty days.}
  examples:
    wrong:
      - {case.procedure: ordinary, decision.days: 31}
    right:
      - {case.procedure: ordinary, decision.days: 30}
"""


@pytest.fixture
def own(tmp_path: Path) -> Own:
    """An overlay of these files."""

    def make(files: dict[str, str], name: str = "own") -> Path:
        root = tmp_path / name
        root.mkdir(exist_ok=True)
        for file, text in files.items():
            path = root / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return root

    return make


def faults(root: Path) -> list[tuple[str, str | None, int | None]]:
    """Every fault: code, name of the file, line."""
    with pytest.raises(pk.RuleError) as caught:
        pk.Kit(overlay=root).rules()
    return [
        (
            fault.code,
            Path(fault.place.file).name if fault.place.file else None,
            fault.place.line,
        )
        for fault in caught.value.faults
    ]


# --- add -------------------------------------------------------------------


def test_a_check_of_ones_own_finds_and_is_listed(own: Own):
    root = own({"checks/own.yaml": OWN_CHECK})
    kit = pk.Kit(overlay=root)

    found = kit.assess(pk.load_case(FOOD)).findings

    # Filed on 18 March, decided on 26 April 2024: 13 + 26 = 39 days.
    (finding,) = [one for one in found if one.code == "own-note-empty"]
    assert finding.message["zh"] == "办了39天。"
    assert "own-note-empty" in {rule["code"] for rule in kit.rules()}
    assert "本局要求" in kit.explain_rule("own-note-empty")
    (change,) = kit.overlay.added
    assert (change.kind, change.code) == ("checks", "own-note-empty")
    assert change.file == "overlay-1/checks/own.yaml"


def test_facts_items_and_circumstances_are_added_beside_the_shipped(own: Own):
    root = own(
        {
            "facts/own.yaml": """\
- id: own.thing
  zh: 自有事实
  en: a fact of one's own
  type: truth
  scope: violation
""",
            "items/own.yaml": """\
field: food
agencies: [{kind: market-regulation, level: county}]
items:
  - id: own.item
    zh: 自有事项
    en: an item of one's own
    breached: [{law: food-safety-law, article: 33}]
    penalising: [{law: food-safety-law, provision: "124(1)(1)"}]
""",
        }
    )
    kit = pk.Kit(overlay=root)
    before = pk.Kit()
    assert "own.thing" in kit.vocabulary
    assert len(kit.vocabulary) == len(before.vocabulary) + 1
    assert kit.registry.item("own.item") is not None
    assert len(kit.registry.items()) == len(before.registry.items()) + 1
    assert "own.thing" not in before.vocabulary


def test_a_calendar_adds_a_year_and_nothing_else(own: Own):
    root = own(
        {
            "calendars/2027.yaml": "year: 2027\nsource: {zh: 试, en: test}\n"
            "holidays: [2027-01-01]\n"
        }
    )
    calendar = pk.Kit(overlay=root).calendar
    assert calendar.years == (*pk.Kit().calendar.years, 2027)
    assert calendar.source(2027) == {"zh": "试", "en": "test"}


def test_a_line_of_the_matrix_is_added_in_any_spreadsheets_habit(own: Own):
    root = own({})
    text = (
        "paper;part;element;need;when;duty;citation;scope;status;replaces;;\n"
        "decision;seal;;advised;;local-rule;本省规定第一条;;in-force;;;\n"
        ";;;;;;;;;;;\n"
    )
    (root / "elements.csv").write_bytes(text.encode("gb18030"))
    kit = pk.Kit(overlay=root)
    (change,) = kit.overlay.added
    assert (change.kind, change.code) == ("elements", "decision.seal")
    assert "本省规定第一条" in kit.explain_rule("missing-seal")


# --- one line: a figure that the agency states -----------------------------

ONE_LINE = (
    '- {id: hearing.fine.organisation, value: "120000", region: "440700", '
    "citation: 本市规定第二条}\n"
)


def _figure(kit: pk.Kit, region: str) -> Decimal | None:
    parameters = kit._data.rules.parameters
    case = pk.load_case(FOOD)
    import attrs

    agency = attrs.evolve(case.agency, region=region, field="城市管理")
    agency = attrs.evolve(agency, parameters={})
    found = parameters.known(
        "hearing.fine.organisation", agency, case.events[0].date
    )
    return found.value


def test_a_threshold_is_stated_in_one_line(own: Own):
    kit = pk.Kit(overlay=own({"parameters/own.yaml": ONE_LINE}))
    # 440703 lies in 440700; 440300 does not.
    assert _figure(kit, "440703") == Decimal(120000)
    assert _figure(kit, "440300") == _figure(pk.Kit(), "440300")


def test_a_stated_figure_goes_before_one_to_be_confirmed(own: Own):
    general = ONE_LINE.replace('region: "440700", ', "")
    kit = pk.Kit(overlay=own({"parameters/own.yaml": general}))
    shipped = pk.Kit()
    for region in ("440703", "320100", "110000"):
        if _figure(shipped, region) is None:
            assert _figure(kit, region) == Decimal(120000)
        else:
            # What is in force and more specific stays.
            assert _figure(kit, region) == _figure(shipped, region)


def test_the_same_scope_is_replaced_only_if_it_says_so(own: Own):
    jiangxi = ONE_LINE.replace("440700", "360000")
    root = own({"parameters/own.yaml": jiangxi})
    shipped = _figure(pk.Kit(), "360100")
    if shipped is None:
        pytest.skip("no figure of Jiangxi is in force any more")
    assert faults(root) == [("overlay-silent", "own.yaml", 1)]
    said = jiangxi.replace("{id", "{replaces: hearing.fine.organisation, id")
    kit = pk.Kit(overlay=own({"parameters/own.yaml": said}))
    assert _figure(kit, "360100") == Decimal(120000)
    assert [change.code for change in kit.overlay.replaced] == [
        "hearing.fine.organisation"
    ]


def test_a_term_of_the_law_is_not_lengthened_in_silence(own: Own):
    text = '- {id: decision.days, value: "300", region: "440700", citation: x}'
    root = own({"parameters/own.yaml": f"{text}\n"})
    assert faults(root) == [("overlay-silent", "own.yaml", 1)]
    said = text.replace("{id", "{replaces: decision.days, id")
    kit = pk.Kit(overlay=own({"parameters/own.yaml": f"{said}\n"}))
    (change,) = kit.overlay.replaced
    assert (change.code, change.by) == ("decision.days", "300")
    # One that is not in force would block the general one.
    later = said.replace("}", ", status: to-be-confirmed}")
    root = own({"parameters/own.yaml": f"{later}\n"})
    assert faults(root)[0][0] == "overlay-off-without-reason"


def test_an_unknown_parameter_is_named_with_the_nearest(own: Own):
    wrong = ONE_LINE.replace("organisation", "organization")
    root = own({"parameters/own.yaml": wrong})
    with pytest.raises(pk.RuleError) as caught:
        pk.Kit(overlay=root).rules()
    (fault,) = caught.value.faults
    assert fault.code == "overlay-unknown-parameter"
    assert fault.params["nearest"] == "hearing.fine.organisation"


# --- replace ---------------------------------------------------------------


def test_a_silent_replacement_is_a_fault_at_its_line(own: Own):
    text = OWN_CHECK.replace("own-note-empty", "hearing-not-offered")
    assert faults(own({"checks/own.yaml": text})) == [
        ("overlay-silent", "own.yaml", 1)
    ]


@pytest.mark.parametrize("whole", [False, True])
def test_a_replacement_that_says_so_is_used_and_told(own: Own, whole: bool):
    text = OWN_CHECK.replace("own-note-empty", "decision-late")
    if whole:
        indented = "".join(f"  {line}\n" for line in text.splitlines())
        text = f"replaces: true\nentries:\n{indented}"
    else:
        text = text.replace(
            "  name: own", "  replaces: decision-late\n  name: own"
        )
    kit = pk.Kit(overlay=own({"checks/own.yaml": text}))
    (rule,) = [r for r in kit.rules() if r["code"] == "decision-late"]
    assert rule["duty"] == "house-standard"
    (change,) = kit.overlay.replaced
    # What stood there before was a duty of the law, and that is told.
    assert (change.code, change.duty) == ("decision-late", "law")


def test_what_replaces_cannot_be_off_itself(own: Own):
    text = OWN_CHECK.replace(
        "own-note-empty", "decision-late\n  replaces: decision-late"
    ).replace("  duty:", "  status: off\n  duty:")
    assert [code for code, *_ in faults(own({"checks/own.yaml": text}))] == [
        "overlay-off-without-reason"
    ]


def test_replacing_nothing_is_a_fault(own: Own):
    text = OWN_CHECK.replace("  name: own", "  replaces: nope\n  name: own")
    assert faults(own({"checks/own.yaml": text})) == [
        ("overlay-replaces-nothing", "own.yaml", 2)
    ]


def test_a_line_of_the_matrix_is_replaced_at_its_cell(own: Own):
    head = "paper,part,element,need,when,duty,citation,scope,status,replaces\n"
    line = "decision,party-name,,required,,law,本市规定第一条,,in-force,"
    root = own({"elements.csv": head + line + "\n"})
    with pytest.raises(pk.RuleError) as caught:
        pk.Kit(overlay=root).rules()
    (fault,) = caught.value.faults
    assert (fault.code, fault.place.cell) == ("overlay-silent", "B2")
    root = own({"elements.csv": f"{head}{line}decision.party-name\n"})
    kit = pk.Kit(overlay=root)
    assert "本市规定第一条" in kit.explain_rule("missing-party-name")
    assert [(c.kind, c.duty) for c in kit.overlay.replaced] == [
        ("elements", "law")
    ]


def test_a_later_folder_goes_over_an_earlier_one(own: Own):
    first = own({"checks/own.yaml": OWN_CHECK}, "one")
    text = OWN_CHECK.replace("<= 30", "<= 20")
    second = own({"checks/own.yaml": text}, "two")
    with pytest.raises(pk.RuleError):
        pk.Kit(overlay=[first, second]).rules()
    text = text.replace("  name:", "  replaces: own-note-empty\n  name:")
    second = own({"checks/own.yaml": text}, "two")
    kit = pk.Kit(overlay=[first, second])
    assert "<= 20" in kit.explain_rule("own-note-empty")
    assert [c.file for c in kit.overlay.replaced] == [
        "overlay-2/checks/own.yaml"
    ]


# --- switch off ------------------------------------------------------------

OFF = "- {code: decision-late, reason: 由另一系统检查}\n"


def test_what_is_off_finds_nothing_and_is_told_with_its_reason(
    own: Own, cli: Cli
):
    root = own({"off.yaml": OFF})
    kit = pk.Kit(overlay=root)
    (change,) = kit.overlay.off
    assert (change.code, change.duty) == ("decision-late", "law")
    (rule,) = [r for r in kit.rules() if r["code"] == "decision-late"]
    assert rule["status"] == "off"
    code, out, _ = cli("check", FOOD, "--overlay", root, "--lang", "en")
    assert code == 0
    assert "decision-late" in out
    assert "由另一系统检查" in out
    assert "a duty of the law" in out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- {code: decision-late}\n", "rule-missing-key"),
        ('- {code: decision-late, reason: ""}\n', "rule-missing-key"),
        ('- {code: decision-late, reason: "  "}\n', "rule-missing-key"),
        ("- {code: decision-lat, reason: x}\n", "overlay-off-nothing"),
        (f"{OFF}{OFF}", "rule-twice"),
        ("code: x\n", "rule-not-list"),
        ("- x\n", "rule-not-map"),
        ("- {code: decision-late, reason: x, when: y}\n", "rule-unknown-key"),
    ],
)
def test_a_wrong_off_file_is_told(own: Own, text: str, expected: str):
    assert [code for code, *_ in faults(own({"off.yaml": text}))] == [expected]


def test_lines_of_the_matrix_are_switched_off_by_paper_or_by_part(own: Own):
    def used(kit: pk.Kit) -> set[str]:
        rows = kit._data.rules.elements.rows
        return {
            row.paper.value
            for row in rows
            if row.part.id == "party-name" and row.status != "off"
        }

    every = used(pk.Kit())
    one = own({"off.yaml": "- {code: decision.party-name, reason: x}\n"})
    assert used(pk.Kit(overlay=one)) == every - {"decision"}
    part = own({"off.yaml": "- {code: missing-party-name, reason: x}\n"})
    assert used(pk.Kit(overlay=part)) == set()


# --- faults of the folder --------------------------------------------------


def test_a_file_of_no_use_is_told_and_not_passed_over(own: Own):
    root = own({"check/own.yaml": OWN_CHECK, "parameters/x.yml": "[]\n"})
    with pytest.raises(pk.RuleError) as caught:
        pk.Kit(overlay=root).rules()
    said = [(f.code, f.params["nearest"]) for f in caught.value.faults]
    assert said == [
        ("overlay-unknown-file", "checks/"),
        ("overlay-unknown-file", "parameters/"),
    ]


ONE_FILE = (
    'parameters: [{id: hearing.fine.organisation, value: "100000",'
    ' region: "440700", citation: 《某市标准》第二条}]\n'
)


def test_one_file_is_an_overlay(own: Own):
    root = own({"own.yaml": ONE_FILE})
    for given in (root / "own.yaml", root):
        overlay = pk.Kit(overlay=given).overlay
        assert overlay is not None
        assert [(one.kind, one.code) for one in overlay.added] == [
            ("figures", "hearing.fine.organisation")
        ]
        assert list(overlay.files) == ["overlay-1/own.yaml"]


def test_a_file_of_a_folder_is_read_as_one_of_that_folder(
    own: Own, monkeypatch: pytest.MonkeyPatch
):
    root = own({"checks/own.yaml": OWN_CHECK, "parameters/own.yaml": "[]\n"})
    given = [root / "checks" / "own.yaml", Path("own.yaml")]
    monkeypatch.chdir(root / "checks")
    for path in given:
        overlay = pk.Kit(overlay=path).overlay
        assert overlay is not None
        assert [(one.kind, one.code) for one in overlay.added] == [
            ("checks", "own-note-empty")
        ]
        assert list(overlay.files) == ["overlay-1/checks/own.yaml"]


def test_a_file_holds_several_kinds_beside_the_folders(own: Own):
    text = (
        ONE_FILE
        + "checks:\n"
        + "".join(f"  {line}\n" for line in OWN_CHECK.splitlines())
        + "off: [{code: hearing-to-be-told, reason: 系统已提示}]\n"
    )
    other = OWN_CHECK.replace("own-note-empty", "own-second").replace(
        "name: own.note", "name: own.second"
    )
    root = own({"own.yaml": text, "checks/own.yaml": other})
    kit = pk.Kit(overlay=root)
    assert kit.overlay is not None
    assert {one.code for one in kit.overlay.added} == {
        "hearing.fine.organisation",
        "own-note-empty",
        "own-second",
    }
    assert [one.code for one in kit.overlay.off] == ["hearing-to-be-told"]
    tried = list(kit.test_rules(own=True))
    assert {one.check.code for one in tried} == {
        "own-note-empty",
        "own-second",
    }
    assert all(one.failure is None for one in tried)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- {id: x}\n", "overlay-no-section"),
        ("5\n", "overlay-no-section"),
        ("chekcs: []\n", "rule-unknown-key"),
        ("laws: []\n", "rule-unknown-key"),
        ("checks: 5\n", "rule-not-list"),
        ("off: {a: 1}\n", "rule-not-list"),
        ("off: [{code: no-such, reason: x}]\n", "overlay-off-nothing"),
    ],
)
def test_a_wrong_file_of_several_kinds_is_told(
    own: Own, text: str, expected: str
):
    root = own({"own.yaml": text})
    assert expected in {code for code, *_ in faults(root / "own.yaml")}


def test_remedies_of_a_sector_law_are_added_and_replaced(own: Own):
    root = own(
        {
            "basis/remedies.yaml": (
                "- {id: own, penalising: [fire-protection-law],"
                " suit_days: 15, citation: 某法第一条}\n"
                "- {id: price-penalty, replaces: price-penalty,"
                " penalising: [price-penalty-provisions],"
                " citation: 某规定第二十条}\n"
            )
        }
    )
    kit = pk.Kit(overlay=root)
    assert kit.overlay is not None
    assert [one.code for one in kit.overlay.added] == ["own"]
    assert [one.code for one in kit.overlay.replaced] == ["price-penalty"]
    # 消防 cases are told six months; under this overlay, fifteen days.
    case = pk.load_case(FIXTURES / "06-fire-four-breaches" / "case.json")
    before = {one.code for one in pk.Kit().assess(case).findings}
    after = {one.code for one in kit.assess(case).findings}
    assert after - before


def test_maps_are_added_to_and_replaced(own: Own):
    words = "drone: {zh: 无人机, en: drone}\n"
    whole = "replaces: true\nentries:\n  fire-protection-law: ['60(1)(1)']\n"
    root = own(
        {"laws/words/objects.yaml": words, "basis/catch-all.yaml": whole}
    )
    kit = pk.Kit(overlay=root)
    assert kit.overlay is not None
    assert [(one.kind, one.code) for one in kit.overlay.added] == [
        ("laws", "drone")
    ]
    assert [(one.kind, one.code) for one in kit.overlay.replaced] == [
        ("basis", "fire-protection-law")
    ]
    # Item (1) is now one for "other" acts, so that the file must say what
    # falls under it; without the overlay it is none.
    case = pk.load_case(FIXTURES / "06-fire-four-breaches" / "case.json")
    before = {one.code for one in pk.Kit().assess(case).findings}
    after = {one.code for one in kit.assess(case).findings}
    assert after - before


def test_a_map_replaces_nothing_in_silence(own: Own):
    root = own({"basis/catch-all.yaml": "fire-protection-law: ['1(1)(1)']\n"})
    ((code, _file, line),) = faults(root)
    assert (code, line) == ("overlay-silent-map", 1)
    root = own({"basis/catch-all.yaml": "x-law: ['nonsense']\n"}, "b")
    ((code, _file, line),) = faults(root)
    assert (code, line) == ("rule-place-wrong", 1)
    root = own({"basis/catch-all.yaml": "[]\n"}, "c")
    assert [code for code, *_ in faults(root)] == ["rule-not-map"]


def test_notes_and_hidden_files_are_no_rules(own: Own):
    root = own({"README.md": "x", ".git/x": "x", "off.yaml": OFF})
    assert pk.Kit(overlay=root).overlay.off


def test_an_empty_folder_a_missing_one_and_the_rules_are_refused(
    own: Own, tmp_path: Path
):
    from penaltykit._resources import rules_root

    assert faults(own({}))[0][0] == "overlay-empty"
    assert faults(tmp_path / "none")[0][0] == "overlay-no-folder"
    assert faults(rules_root())[0][0] == "overlay-is-rules"


def test_the_wrong_folder_gives_one_fault_and_not_thousands(own: Own):
    root = own({f"{number // 100}/{number}.txt": "" for number in range(2001)})
    assert [code for code, *_ in faults(root)] == ["overlay-too-many-files"]


def test_all_faults_are_told_at_once(own: Own):
    root = own(
        {
            "checks/own.yaml": OWN_CHECK.replace(
                "own-note-empty", "decision-late"
            ),
            "off.yaml": "- {code: nope, reason: x}\n",
            "parameters/own.yaml": "- {id: nope, value: '1', citation: x}\n",
        }
    )
    assert {code for code, *_ in faults(root)} == {
        "overlay-silent",
        "overlay-off-nothing",
        "overlay-unknown-parameter",
    }


def test_a_fault_of_an_entry_keeps_its_own_line(own: Own):
    text = OWN_CHECK.replace("decision.days <= 30", "decision.dayz <= 30")
    root = own(
        {
            "checks/own.yaml": f"replaces: true\nentries:\n{text}",
            "off.yaml": OFF,
        }
    )
    with pytest.raises(pk.RuleError) as caught:
        pk.Kit(overlay=root).rules()
    places = {fault.place.line for fault in caught.value.faults}
    # Two lines stand before the check, whose tenth line is "require".
    assert places == {12}


@pytest.mark.parametrize(
    "text", ["", "x", "[1, null, []]", "{}", "- [a]\n", "\0", "a: b: c"]
)
@pytest.mark.parametrize(
    "file",
    [
        "checks/x.yaml",
        "facts/x.yaml",
        "items/x.yaml",
        "parameters/x.yaml",
        "circumstances/x.yaml",
        "calendars/x.yaml",
        "requirements/parts.yaml",
        "agencies/kinds.yaml",
        "off.yaml",
        "elements.csv",
    ],
)
def test_nonsense_gives_faults_and_never_a_traceback(
    own: Own, file: str, text: str
):
    said = "no fault"
    try:
        pk.Kit(overlay=own({file: text})).rules()
    except pk.RuleError as error:
        said = error.text("en") and error.text("zh")
    assert said


# --- receipts --------------------------------------------------------------


def test_the_receipt_says_what_was_laid_over(own: Own):
    root = own(
        {
            "off.yaml": OFF,
            "checks/own.yaml": OWN_CHECK,
            "parameters/own.yaml": ONE_LINE,
        }
    )
    kit = pk.Kit(overlay=root)
    case = pk.load_case(FOOD)
    body = json.loads(kit.assess(case).receipt.to_json())["body"]

    assert set(body["overlay"]["files"]) == {
        "overlay-1/off.yaml",
        "overlay-1/checks/own.yaml",
        "overlay-1/parameters/own.yaml",
    }
    assert body["overlay"]["off"][0]["reason"] == "由另一系统检查"
    for name, digest in body["overlay"]["files"].items():
        assert body["sources"][name] == digest
    assert "overlay" not in pk.Kit().assess(case).receipt.body


def test_replay_names_a_file_of_the_overlay_that_changed(
    own: Own, cli: Cli, tmp_path: Path
):
    root = own({"off.yaml": OFF, "checks/own.yaml": OWN_CHECK})
    receipt = tmp_path / "receipt.json"
    kit = pk.Kit(overlay=root)
    receipt.write_bytes(kit.assess(pk.load_case(FOOD)).receipt.to_json())
    code, _, _ = cli("replay", receipt, FOOD, "--overlay", root)
    assert code == 0

    with (root / "checks/own.yaml").open("a", encoding="utf-8") as file:
        file.write("# read again\n")
    code, out, _ = cli("replay", receipt, FOOD, "--overlay", root)
    assert code == 1
    assert "overlay-1/checks/own.yaml" in out
    assert "off.yaml" not in out

    code, out, _ = cli("replay", receipt, FOOD)
    assert code == 1
    assert "overlay-1/off.yaml" in out


def test_the_same_overlay_elsewhere_gives_the_same_receipt(own: Own):
    files = {"off.yaml": OFF, "checks/own.yaml": OWN_CHECK}
    case = pk.load_case(FOOD)
    one, other = (
        pk.Kit(overlay=own(files, name)).assess(case).receipt.to_json()
        for name in ("here", "there")
    )
    assert one == other


def test_check_assess_and_run_say_that_an_overlay_is_in_use(
    own: Own, cli: Cli, tmp_path: Path
):
    root = own({"off.yaml": OFF})
    for arguments in (
        ["check", FOOD],
        ["assess", FOOD],
        ["run", FOOD, "-o", tmp_path / "out"],
    ):
        _, out, _ = cli(*arguments, "--overlay", root, "--lang", "en")
        assert "Rules of your own are in use" in out, arguments
    _, out, _ = cli("check", FOOD, "--json", "--overlay", root)
    assert json.loads(out)["overlay"]["off"][0]["code"] == "decision-late"
    _, _, err = cli("check", FOOD, "--format", "csv", "--overlay", root)
    assert "自有规则" in err


# --- rules test, list, explain ---------------------------------------------


def test_rules_test_runs_the_examples_of_ones_own_rules(own: Own, cli: Cli):
    root = own({"checks/own.yaml": OWN_CHECK})
    code, out, _ = cli("rules", "test", root, "--lang", "en")
    assert code == 0
    assert out.strip() == "1 checks, 2 examples: 2 pass, 0 fail."


def test_rules_test_names_a_failing_example_by_file_and_line(
    own: Own, cli: Cli
):
    text = OWN_CHECK.replace("decision.days: 30}", "decision.days: 40}")
    root = own({"checks/own.yaml": text})
    code, out, _ = cli("rules", "test", root)
    assert code == 1
    # "examples" stands on line 15; then wrong, its example, right, and on
    # line 19 the example that fails.
    assert f"{root / 'checks/own.yaml'}:19:9" in out
    code, out, _ = cli("rules", "test", root, "--json")
    body = json.loads(out)
    assert code == 1
    assert (body["passed"], body["failed"]) == (1, 1)
    assert body["examples"][1]["pass"] is False
    assert body["examples"][1]["line"] == 19


def test_rules_list_has_the_promised_keys(cli: Cli):
    _, out, _ = cli("rules", "list", "--json")
    rules = json.loads(out)
    keys = {"code", "name", "severity", "element", "citation"}
    for rule in rules:
        assert rule.keys() >= keys | {"status", "phases"}


def test_explain_tells_conditions_in_words_and_as_written(cli: Cli):
    code, out, _ = cli("rules", "explain", "decision-late", "--lang", "en")
    assert code == 0
    assert "days from filing to decision is at most" in out
    assert "    decision.days <= decision.days_limit" in out
    assert "[days from filing to decision]" in out
    assert "Wrong example" in out
    assert "Right example" in out
    _, out, _ = cli("rules", "explain", "decision-late", "--json")
    body = json.loads(out)
    assert body["requires"]["feel"].startswith("decision.days <=")
    assert {one["expected"] for one in body["examples"]} == {
        "wrong",
        "right",
        "undetermined",
    }
