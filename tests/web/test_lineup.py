"""The line-up over HTTP."""

import pytest

from tests.web.cast import Device, Evening, refused


@pytest.fixture(autouse=True)
def pitched(night: Evening, attendee: Device) -> None:
    """Three pitches for two rooms, and three people."""
    night.enter("Ben"), night.enter("Cleo")
    night.move("pitch")
    for title in ("Bees", "Books", "Bats"):
        attendee.act("pitches", title=title, hosted="0")
    night.move("groups")


def cells(night: Evening) -> dict[int, tuple[int, int]]:
    last = [fields for _command, kind, fields in night.log if kind in ("LineupSet", "LineupMade")][-1]
    return {p["pitch"]: (p["slot"], p["room"]) for p in last.get("proposal", last)["placements"]}


def current(night: Evening) -> str:
    return str(night.events("LineupProposed")[-1]["proposal"]["no"])


def test_made_moved_and_dropped(night: Evening, host: Device) -> None:
    host.act("lineup/make")
    assert cells(night) == {1: (1, 1), 2: (1, 2)}
    host.act("lineup/3/place", cell="1-1")
    assert cells(night) == {2: (1, 2), 3: (1, 1)}
    host.act("lineup/2/drop")
    host.act("lineup/1/place", cell="")
    assert cells(night) == {3: (1, 1), 1: (1, 2)}
    assert refused(host.act("lineup/2/place"), 409, "Every room is taken")
    host.act("lineup/clear")
    assert cells(night) == {}


def test_proposed_and_applied_or_set_aside(night: Evening, host: Device) -> None:
    host.act("lineup/make", rule="votes")
    host.act("lineup/1/drop")
    host.act("lineup/adjust", command="mend-it-1")
    assert night.events("LineupProposed")[-1]["proposal"]["why"]["rule"] == "votes", "that of the line-up"
    assert host.act("lineup/proposal/aside", proposal=current(night)).status_code == 200
    assert refused(host.act("lineup/proposal/apply", proposal=current(night)), 409, "out of date")
    host.act("lineup/make", rule="shares", command="make-it-2")
    assert host.act("lineup/proposal/apply", proposal=current(night)).status_code == 200
    assert night.events("LineupMade")[-1]["proposal"]["why"]["rule"] == "shares"
    assert refused(host.act("lineup/make"), 409, "Nothing would change")


def test_each_phone_is_told_why(night: Evening, host: Device, attendee: Device) -> None:
    host.act("lineup/make")
    marks = attendee.act("me/name", name="Ada L").json()["mine"]["marks"]
    group = next(mark for mark in marks if mark.startswith("group:"))
    assert "why-spread:1" in marks
    page = attendee.get("")
    assert page.status_code == 200, "though nobody asks for their seat"
    assert "Your place" in page.text
    no = group.partition(":")[2]
    assert "why-none:1" in attendee.act(f"groups/{no}/leave").json()["mine"]["marks"]
    assert attendee.get("why").status_code == 200


def test_what_cannot_be_made(night: Evening, host: Device) -> None:
    assert refused(host.act("lineup/make", rule="dice"), 422, "how topics are chosen", "rule")
    assert refused(host.act("lineup/make", floor="3"), 422, "whether whoever gets least", "floor")
    assert refused(host.act("lineup/adjust"), 409, "no line-up yet")
    assert refused(host.act("lineup/proposal/apply", proposal="none"), 422, "whole number")
    assert refused(host.act("lineup/proposal/aside"), 409, "out of date")
    assert night.events("LineupMade") == []


@pytest.mark.parametrize("cell", ["9-1", "1-9", "x", "1", "1-", "-1", "1-1-1", "١-١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦٧٨٩٠"])
def test_no_such_cell(night: Evening, host: Device, cell: str) -> None:
    before = night.version
    answer = host.act("lineup/1/place", cell=cell)
    assert refused(answer, answer.status_code, "no such room or round")
    assert answer.status_code in (404, 422)
    assert night.version == before


def test_what_is_not_in_it(host: Device) -> None:
    assert refused(host.act("lineup/1/drop"), 409, "not in the line-up")
    assert refused(host.act("lineup/1/pin", pinned="1"), 409, "not in the line-up")
    assert refused(host.act("lineup/9/place"), 404, "no such pitch")


def test_nothing_to_place_and_nowhere(night: Evening, host: Device) -> None:
    host.act("setup", title="No rooms", slot_id="1", slot_start="19:30", slot_end="20:15")
    assert refused(host.act("lineup/make"), 422, "Add a room", "rooms")
    night.move("closed")
    for path in ("lineup/make", "lineup/adjust", "lineup/proposal/apply", "lineup/proposal/aside"):
        assert refused(host.act(path), 409, "closed")
    for path in ("lineup/clear", "lineup/1/place", "lineup/1/pin", "lineup/1/drop"):
        assert refused(host.act(path), 409, "closed")


def test_without_javascript(host: Device) -> None:
    answer = host.submit("lineup/1/drop", "desk")
    assert answer.status_code == 409
    assert "not in the line-up any more" in answer.text
