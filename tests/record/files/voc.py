"""What apps that follow conferences expect of a timetable: their own schemas (see tests/vendor/README.md),
and our own reading of the format, as those do not say all of it."""

import datetime as dt
import functools
import json
import pathlib
import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import jsonschema
import xmlschema

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
TEXTS = ("title", "subtitle", "track", "type", "language", "abstract", "description", "slug", "url")
THEIRS = pathlib.Path(__file__).parents[2] / "vendor" / "voc"


@functools.cache
def theirs() -> tuple[xmlschema.XMLSchema, jsonschema.Draft6Validator]:
    told = json.loads((THEIRS / "schema.json").read_text())
    checker = jsonschema.Draft6Validator.FORMAT_CHECKER
    return (
        xmlschema.XMLSchema(THEIRS / "schedule.xml.xsd"),
        jsonschema.Draft6Validator(told, format_checker=checker),
    )


def check(xml: str, told: str) -> None:
    """Raises `AssertionError`, or what the validators raise, for whatever an app would stumble over."""
    check_xml(fromstring(xml.encode()))  # noqa: S314 - our own
    check_json(json.loads(told))
    assert list(of_xml(xml)) == list(of_json(told))
    of_xsd, of_schema = theirs()
    of_xsd.validate(xml)
    of_schema.validate(json.loads(told))


def text(element: Element, name: str) -> str:
    found = element.findall(name)
    assert len(found) == 1, name
    return found[0].text or ""


def check_xml(root: Element) -> None:
    assert [child.tag for child in root][:4] == ["generator", "url", "version", "conference"]
    assert {child.tag for child in root[4:]} == {"day"}
    conference = root[3]
    assert re.fullmatch("[a-z0-9_-]{4,}", text(conference, "acronym"))
    assert text(conference, "title")
    assert text(conference, "days") == str(len(root.findall("day")))
    for index, day in enumerate(root.findall("day"), 1):
        assert day.attrib["index"] == str(index)
        dt.date.fromisoformat(day.attrib["date"])
        start, end = (dt.datetime.fromisoformat(day.attrib[name]) for name in ("start", "end"))
        assert start.tzinfo
        assert start < end
        for room in day.findall("room"):
            assert room.attrib["name"]
            assert UUID.fullmatch(room.attrib["guid"])
            for event in room.findall("event"):
                check_event(event, room.attrib["name"], start, end)
    events = root.findall("day/room/event")
    for ids in ([one.attrib["guid"] for one in events], [one.attrib["id"] for one in events]):
        assert len(set(ids)) == len(ids)


def check_event(event: Element, room: str, start: dt.datetime, end: dt.datetime) -> None:
    assert UUID.fullmatch(event.attrib["guid"])
    assert int(event.attrib["id"]) > 0
    assert text(event, "room") == room
    begins = dt.datetime.fromisoformat(text(event, "date"))
    hours, minutes = map(int, text(event, "duration").split(":"))
    assert TIME.fullmatch(text(event, "start"))
    assert text(event, "start") == f"{begins:%H:%M}"
    assert 0 < hours * 60 + minutes < 24 * 60
    assert start <= begins < begins + dt.timedelta(hours=hours, minutes=minutes) <= end
    assert all(text(event, name) is not None for name in TEXTS)
    assert text(event, "title")
    assert re.fullmatch(r"[a-z0-9_]{4,}-[a-z0-9\-_]{4,}", text(event, "slug"))


def check_json(told: dict[str, Any]) -> None:
    assert list(told)[:2] == ["$schema", "generator"]
    conference = told["schedule"]["conference"]
    guids = {room["name"]: room["guid"] for room in conference["rooms"]}
    assert all(map(UUID.fullmatch, guids.values()))
    assert len(conference["days"]) == conference["daysCount"]


Row = tuple[str, str, str, str, str, str, tuple[str, ...]]


def of_xml(xml: str) -> Iterator[Row]:
    """(guid, title, room, date, duration, abstract, persons) of each event."""
    for event in fromstring(xml.encode()).iter("event"):  # noqa: S314
        told = (text(event, name) for name in ("title", "room", "date", "duration", "abstract"))
        yield (event.attrib["guid"], *told, tuple(one.text or "" for one in event.iter("person")))  # type: ignore[misc]


def of_json(told: str) -> Iterator[Row]:
    for day in json.loads(told)["schedule"]["conference"]["days"]:
        for events in day["rooms"].values():
            for one in events:
                texts = (one[name] for name in ("guid", "title", "room", "date", "duration", "abstract"))
                yield (*texts, tuple(person["name"] for person in one["persons"]))
