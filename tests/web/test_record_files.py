"""The record's files over HTTP, and the timetable, which is there while the night runs."""

import io
import json
import zipfile

from opennight.record.schema import PATH
from tests.web.cast import Device, Evening

KINDS = {
    "md": "text/markdown",
    "wiki": "text/plain",
    "csv": "text/csv",
    "csv.zip": "application/zip",
    "json": "application/json",
    "html": "text/html",
    "ics": "text/calendar",
}


def test_each_has_its_type_and_its_name(night: Evening, host: Device) -> None:
    for ending, kind in KINDS.items():
        answer = host.get(f"record.{ending}")
        assert answer.status_code == 200, ending
        assert answer.headers["content-type"].partition(";")[0] == kind
        assert f"opennight-{night.code}.{ending}" in answer.headers["content-disposition"]


def test_whoever_has_it_does_not_get_it_again(night: Evening, host: Device) -> None:
    """The JSON says of which version of the log it is, so it is another one after each act."""
    night.move("closed")
    first = host.get("record.csv")
    tag = first.headers["etag"]
    for known in (tag, f"W/{tag}", f'"another", {tag}'):
        assert host.get("record.csv", **{"If-None-Match": known}).status_code == 304, known
    night.move("share")
    host.act("announcement", text="Soup")  # which is in no record
    assert host.get("record.csv", **{"If-None-Match": tag}).status_code == 304


def test_it_comes_packed_to_whoever_can_unpack_it(host: Device) -> None:
    gzip = {"Accept-Encoding": "gzip"}
    for file in ("record.json", "schedule.xml"):
        plain, packed = host.get(file, **{"Accept-Encoding": "identity"}), host.get(file, **gzip)
        assert "content-encoding" not in plain.headers
        assert packed.headers["content-encoding"] == "gzip"
        assert plain.content == packed.content
    assert "content-encoding" not in host.get("record.csv.zip", **gzip).headers


def test_all_of_them_are_on_the_page(night: Evening, host: Device) -> None:
    page = host.get("record").text
    for file in (*(f"record.{ending}" for ending in KINDS), "schedule.xml", "schedule.json"):
        assert f'href="/n/{night.code}/{file}"' in page


def test_what_changed_is_in_them_at_once(night: Evening, host: Device, attendee: Device) -> None:
    night.move("pitch")
    attendee.act("pitches", title="Swifts", hosted="1")
    assert "Swifts" in host.get("record.json").text
    attendee.act("pitches/1/withdraw")
    assert "Swifts" not in host.get("record.json").text
    tables = zipfile.ZipFile(io.BytesIO(host.get("record.csv.zip").content))
    assert b"Swifts" not in tables.read("pitches.csv")


def test_the_schema_is_there_for_everybody(outsider: Device) -> None:
    answer = outsider.get(PATH)
    assert answer.headers["content-type"] == "application/schema+json"
    assert answer.json()["$id"] == "urn:opennight:record:1"
    assert outsider.get("/schema/other.json").status_code == 404


def test_the_timetable_follows_the_night(
    night: Evening, host: Device, attendee: Device, outsider: Device
) -> None:
    night.move("pitch")
    attendee.act("pitches", title="Swifts", hosted="1")
    night.move("vote")
    attendee.act("pitches/1/vote")
    host.act("lineup/make")
    assert "Swifts" not in attendee.get("schedule.xml").text
    night.move("groups")
    answer = attendee.get("schedule.xml")
    assert "<title>Swifts</title>" in answer.text
    tag = answer.headers["etag"]
    assert attendee.get("schedule.xml", **{"If-None-Match": tag}).status_code == 304
    host.act("lineup/1/drop")
    told = attendee.get("schedule.json", **{"If-None-Match": tag})
    assert not any(json.loads(told.text)["schedule"]["conference"]["days"][0]["rooms"].values())


def test_it_is_for_those_who_are_there_until_the_night_is_published(
    night: Evening, host: Device, attendee: Device, outsider: Device
) -> None:
    for device in (host, attendee):
        assert device.get("schedule.xml").status_code == 200
    assert outsider.get("schedule.xml").status_code == 403
    assert attendee.get("schedule.pdf").status_code == 404
    night.move("closed")
    assert outsider.get("schedule.xml").status_code == 200


def test_a_timetable_that_people_followed_goes_with_its_record(
    night: Evening, host: Device, attendee: Device, outsider: Device
) -> None:
    """Given a night that others may follow from outside, when its record is withdrawn, then they read who
    pitched what no more: neither here nor as programs do."""
    host.act("about", licence="cc-by-4.0", follow="1")
    night.talk_about_bees(attendee)
    addresses = ("schedule.xml", "schedule.json", f"/api/n/{night.code}/schedule")
    for state, status in (("talk", 200), ("closed", 200), ("withdrawn", 403)):
        if state == "closed":
            night.move("closed")
        elif state == "withdrawn":
            host.act("record/withdraw")
        assert {outsider.get(address).status_code for address in addresses} == {status}, state
