"""The JSON is what its schema says, and a version of the schema keeps what it once promised."""

import json
import pathlib
from typing import Any

import jsonschema
import pytest

from opennight.night.state import Night
from opennight.record import data, outcome, schema
from opennight.record.anchored import PLACE
from opennight.record.outcome import Outcome
from tests import everything

PROMISED = pathlib.Path(__file__).parent / "record-1.json"
ADDRESS = "https://night.example/n/BEES"


def valid(told: dict[str, Any]) -> None:
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    jsonschema.Draft202012Validator(schema.schema(), format_checker=checker).validate(told)


@pytest.mark.parametrize("night", [everything.full(), everything.posed(), everything.bare()])
def test_every_night_is_as_the_schema_says(night: Night) -> None:
    valid(json.loads(data.write(outcome.of(night), ADDRESS)))


def test_what_is_missing_or_misnamed_is_found(made: Outcome) -> None:
    told = json.loads(data.write(made, ADDRESS))
    told["groups"][0]["id"] = "note-1"
    with pytest.raises(jsonschema.ValidationError):
        valid(told)
    del told["groups"]
    with pytest.raises(jsonschema.ValidationError):
        valid(told)


def test_ids_are_the_anchors_of_the_page(made: Outcome) -> None:
    told = json.loads(data.write(made, ADDRESS))
    assert told["base"] == ADDRESS + PLACE
    assert told["$schema"] == "https://night.example/schema/opennight-record-1.json"
    assert [pitch["id"] for pitch in told["pitches"]] == ["pitch-1", "pitch-2", "pitch-3"]
    assert [note["id"] for note in told["groups"][0]["notes"]] == ["note-1"]


def test_without_an_address_that_lasts_it_names_none(made: Outcome) -> None:
    assert "http" not in data.write(made).replace(made.licence.url, "")


def paths(part: Any, name: str = "") -> dict[str, str]:
    """What each field of each thing is, by “thing.field”."""
    found = {
        f"{name}.{field}": json.dumps(its.get("type", ""))
        for field, its in part.get("properties", {}).items()
    }
    for thing, its in part.get("$defs", {}).items():
        found |= paths(its, thing)
    return found


def test_a_version_keeps_what_it_promised() -> None:
    """New fields may come. One that is gone, or of another type, needs a new number: delete the file then."""
    now = paths(schema.schema())
    promised = json.loads(PROMISED.read_text())
    assert {field: kind for field, kind in promised.items() if now.get(field) != kind} == {}
