"""The JSON Schema (draft 2020-12) of the case file, made from the classes.

It says what one field must be; what fields must be to each other (ids that
exist, an end after its beginning) no schema can say, and
:mod:`penaltykit.case._links` checks. One rule is lost in it: JSON Schema
holds ``5000.0`` for an integer, a case file does not.
"""

import inspect
from pathlib import Path
from typing import Any

from penaltykit.case import _values
from penaltykit.case._model import SCHEMA_VERSION
from penaltykit.case._shape import (
    Count,
    Date,
    FactValue,
    Listing,
    Money,
    Record,
    Shape,
    Slot,
    Table,
    Text,
    Time,
    Truth,
    Words,
    case_shape,
)

SCHEMA_PATH = Path(__file__).parent / "schema" / "case-1.json"

# The end of text in every dialect; "$" lets a line end through in some.
_END = r"(?![\s\S])"
_INTEGER = {
    "type": "integer",
    "minimum": -_values.MAX_INTEGER,
    "maximum": _values.MAX_INTEGER,
}
_DEFINITIONS: dict[str, dict[str, Any]] = {
    "text": {
        "title": "文字",
        "description": "Text that is not blank and can be printed.",
        "type": "string",
        "pattern": r"\S",
        "not": {"pattern": _values.UNPRINTABLE},
    },
    "key": {
        "title": "名称",
        "description": "A name that can be printed.",
        "not": {"pattern": _values.UNPRINTABLE},
    },
    "money": {
        "title": "金额（元）",
        "description": "Yuan: a string with at most two decimals, or whole.",
        "anyOf": [
            {"type": "string", "pattern": f"^{_values.MONEY.pattern}{_END}"},
            {
                "type": "integer",
                "minimum": 0,
                "maximum": _values.MAX_MONEY,
            },
        ],
    },
    "date": {
        "title": "日期",
        "description": "A date of the calendar, year-month-day.",
        "type": "string",
        "format": "date",
        "pattern": f"^{_values.DATE.pattern}{_END}",
    },
    "time": {
        "title": "时间",
        "description": "A time of day, hours:minutes or with seconds.",
        "type": "string",
        "pattern": f"^(?:{_values.TIME.pattern}){_END}",
    },
    "truth": {
        "title": "是否",
        "description": "True or false.",
        "type": "boolean",
    },
    "count": {
        "title": "正整数",
        "description": "A whole number from 1.",
        "type": "integer",
        "minimum": 1,
        "maximum": _values.MAX_INTEGER,
    },
    "fact-value": {
        "title": "事实取值",
        "description": "Text (amounts and dates too), whole number or truth.",
        "anyOf": [
            {"$ref": "#/$defs/text"},
            _INTEGER,
            {"type": "boolean"},
        ],
    },
}
_NAMES: dict[type, str] = {
    Text: "text",
    Money: "money",
    Date: "date",
    Time: "time",
    Count: "count",
    FactValue: "fact-value",
    Truth: "truth",
}


def json_schema() -> dict[str, Any]:
    """The schema of a case file."""
    records: dict[str, dict[str, Any]] = {}
    root = _shape_schema(case_shape(), records)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:" + SCHEMA_VERSION.replace("/", ":"),
        "title": "行政处罚案件文件",
        "description": (
            "One administrative penalty case. Amounts are yuan, written as "
            "strings; dates are year-month-day; unknown fields are refused. "
            "A number with a decimal point is refused even where it is "
            "whole, which a JSON Schema cannot say."
        ),
        **root,
        "$defs": {**_DEFINITIONS, **dict(sorted(records.items()))},
    }


def schema_bytes() -> bytes:
    """The file ``case-1.json`` as it is shipped."""
    import json

    text = json.dumps(json_schema(), ensure_ascii=False, indent=2)
    return f"{text}\n".encode()


def _shape_schema(
    shape: Shape, records: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    match shape:
        case Record():
            name = shape.cls.__name__
            if name not in records:
                records[name] = {}  # a class may name itself
                records[name] = _record(shape, records)
            return {"$ref": f"#/$defs/{name}"}
        case Listing():
            schema: dict[str, Any] = {
                "type": "array",
                "items": _shape_schema(shape.of, records),
            }
            if shape.at_least:
                schema["minItems"] = shape.at_least
            return schema
        case Table():
            return {
                "type": "object",
                "propertyNames": {"$ref": "#/$defs/key"},
                "additionalProperties": _shape_schema(shape.of, records),
            }
        case Words():
            return {"enum": list(shape.words)}
        case _:
            return {"$ref": f"#/$defs/{_NAMES[type(shape)]}"}


def _record(
    shape: Record, records: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    about = inspect.cleandoc(shape.cls.__doc__ or "").partition("\n\n")[0]
    return {
        "description": " ".join(about.split()),
        "type": "object",
        "properties": {
            slot.name: _slot(slot, records) for slot in shape.slots.values()
        },
        "required": [
            slot.name for slot in shape.slots.values() if slot.required
        ],
        "additionalProperties": False,
    }


def _slot(slot: Slot, records: dict[str, dict[str, Any]]) -> dict[str, Any]:
    schema = _shape_schema(slot.shape, records)
    if slot.nullable:
        schema = {"anyOf": [schema, {"type": "null"}]}
    return {
        "title": slot.label["zh"],
        "description": slot.label["en"],
        **schema,
    }
