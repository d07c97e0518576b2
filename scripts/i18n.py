"""Message catalogues from the sources.

Extracts the English msgids, merges them into the Chinese catalogue, and
compiles it. ``i18n.py --check`` writes nothing and fails where something
would change, or a message has no translation.
"""

import datetime as dt
import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "penaltykit"
LOCALES = SOURCE / "locales"
TEMPLATE = LOCALES / "penaltykit.pot"
CHINESE = LOCALES / "zh" / "LC_MESSAGES" / "penaltykit.po"
CLICK = LOCALES / "zh" / "LC_MESSAGES" / "click.po"
KEYWORDS = {"_": None, "N_": None, "both": None, "tell": None}
LONG_AGO = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
HEADER = "# Messages of penaltykit.\n"


def extract() -> Catalog:
    """Every message of the sources, in the order of the alphabet.

    Line numbers are left out: they would change the file with every edit.
    """
    catalog = Catalog(
        project="penaltykit",
        charset="utf-8",
        header_comment=HEADER.strip(),
        fuzzy=False,
    )
    found = extract_from_dir(
        SOURCE,
        method_map=[("**.py", "python")],
        keywords=KEYWORDS,
        comment_tags=("i18n:",),
        strip_comment_tags=True,
    )
    for file, _line, message, comments, context in found:
        catalog.add(
            message,
            locations=[(Path(file).as_posix(), None)],
            auto_comments=comments,
            context=context,
        )
    return catalog


def merged(template: Catalog) -> Catalog:
    """The Chinese catalogue with exactly the messages of the template."""
    chinese = _read(CHINESE) if CHINESE.is_file() else Catalog(locale="zh")
    result = Catalog(
        locale="zh",
        project="penaltykit",
        charset="utf-8",
        header_comment=HEADER.strip(),
        fuzzy=False,
    )
    for message in template:
        if not message.id:
            continue
        known = chinese.get(message.id)
        result.add(
            message.id,
            known.string if known else "",
            locations=message.locations,
            auto_comments=message.auto_comments,
        )
    return result


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="zh")


def po_bytes(catalog: Catalog) -> bytes:
    """The catalogue as text, without the date on which it was made."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=79, sort_output=True, omit_header=True)
    header = (
        f'{HEADER}msgid ""\nmsgstr ""\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
    )
    return header.encode() + buffer.getvalue()


def mo_bytes(path: Path, text: bytes) -> bytes:
    """The compiled form of a catalogue's text."""
    catalog = read_po(io.BytesIO(text), locale="zh")
    if not len(catalog):
        message = f"{path}: no message"
        raise SystemExit(message)
    # Fixed dates: the compiled file must not depend on the day.
    stamped = Catalog(
        locale="zh",
        charset="utf-8",
        fuzzy=False,
        creation_date=LONG_AGO,
        revision_date=LONG_AGO,
    )
    for entry in catalog:
        if entry.id:
            stamped.add(entry.id, entry.string)
    buffer = io.BytesIO()
    write_mo(buffer, stamped)
    return buffer.getvalue()


def outputs() -> tuple[dict[Path, bytes], list[str]]:
    """Every file that this script writes, and the untranslated messages."""
    template = extract()
    chinese = merged(template)
    text = po_bytes(chinese)
    click = CLICK.read_bytes()
    untranslated = [
        str(entry.id) for entry in chinese if entry.id and not entry.string
    ]
    return {
        TEMPLATE: po_bytes(template),
        CHINESE: text,
        CHINESE.with_suffix(".mo"): mo_bytes(CHINESE, text),
        CLICK.with_suffix(".mo"): mo_bytes(CLICK, click),
    }, untranslated


def main() -> int:
    """Write the files, or check them."""
    files, untranslated = outputs()
    stale = [
        path
        for path, data in files.items()
        if not path.is_file() or path.read_bytes() != data
    ]
    if "--check" not in sys.argv[1:]:
        for path in stale:
            path.write_bytes(files[path])
            print(f"wrote {path.relative_to(ROOT)}")
    else:
        for path in stale:
            print(f"stale: {path.relative_to(ROOT)}; run make i18n")
    for message in untranslated:
        print(f"no Chinese for: {message}")
    failed = bool(untranslated) or ("--check" in sys.argv[1:] and stale)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
