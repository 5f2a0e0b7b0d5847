"""The queue and the front over HTTP."""

import pytest

from tests.web.cast import Device, Evening, refused


@pytest.fixture(autouse=True)
def queueing(night: Evening, attendee: Device, neighbour: Device) -> None:
    """Ada waits with bees, Ben with books."""
    night.move("pitch")
    attendee.act("pitches", title="Bees", hosted="1")
    neighbour.act("pitches", title="Books", hosted="1")


def test_a_turn(night: Evening, host: Device) -> None:
    assert host.act("speaker/call", seconds="30").status_code == 200
    assert host.act("speaker/extend", seconds="-10").status_code == 200
    assert host.act("speaker/thank").status_code == 200
    assert (night.events("SpeakerCalled")[0]["pitch"], night.events("SpeakerExtended")[0]["seconds"]) == (
        1,
        20,
    )
    assert host.act("speaker/call", pitch="2").status_code == 200
    assert night.events("SpeakerCalled")[1]["pitch"] == 2
    assert refused(host.act("speaker/call"), 409, "Nobody is waiting")


@pytest.mark.parametrize("seconds", ["x", "1.5", "--5", "1" * 10, "4", "901", "-5"])
def test_no_such_length_of_a_turn(night: Evening, host: Device, seconds: str) -> None:
    before = night.version
    assert refused(host.act("speaker/call", seconds=seconds), 422, field="seconds")
    assert night.version == before


def test_more_time_for_nobody(host: Device) -> None:
    assert refused(host.act("speaker/extend", seconds="30"), 409, "Nobody is at the front")
    host.act("speaker/call")
    assert refused(host.act("speaker/extend"), 422, "whole number", "seconds")
    assert refused(host.act("speaker/extend", seconds="9999"), 422, field="seconds")


def test_the_order(night: Evening, host: Device) -> None:
    assert host.act("queue/2/move", place="0").status_code == 200
    assert night.events("QueueOrdered")[0]["pitches"] == [2, 1]
    assert host.act("queue/2/move", place="999").status_code == 200
    assert refused(host.act("queue/2/move", place="top"), 422, field="place")
    assert refused(host.act("queue/9/move", place="0"), 409, "not in the queue")


def test_a_place_up_or_down(night: Evening, host: Device) -> None:
    """Counted from where it is, so that a queue that has moved on meanwhile does no harm."""
    assert host.act("queue/2/move", by="-1").status_code == 200
    assert night.events("QueueOrdered")[-1]["pitches"] == [2, 1]
    assert host.act("queue/2/move", by="1").status_code == 200
    assert night.events("QueueOrdered")[-1]["pitches"] == [1, 2]
    for pitch, by in (("1", "-1"), ("2", "1")):  # already at the end
        assert host.act(f"queue/{pitch}/move", by=by).status_code == 200
    assert len(night.events("QueueOrdered")) == 2
    assert refused(host.act("queue/1/move", by="up"), 422, field="by")
    assert refused(host.act("queue/9/move", by="1"), 409, "not in the queue")


def test_not_now(night: Evening, attendee: Device, host: Device) -> None:
    attendee.act("queue/1/leave")
    night.move("talk")
    assert refused(attendee.act("queue/1/join"), 409, "over for tonight")
    night.move("closed")
    assert refused(host.act("speaker/call"), 409, "closed")
    assert refused(host.act("queue/9/join"), 404)


def test_without_javascript_the_host_stays_at_the_desk(host: Device) -> None:
    answer = host.submit("speaker/call", "desk", seconds="1")
    assert answer.status_code == 422
    assert "A turn can last" in answer.text
    assert host.submit("speaker/call", "desk").headers["location"].endswith("/desk")
