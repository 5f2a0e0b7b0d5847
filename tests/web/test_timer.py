"""The timer and the bell over HTTP."""

import pytest

from tests.web.cast import Device, Evening, refused


@pytest.mark.parametrize("minutes", ["", "0", "721", "-5", "x", "1.5", "9" * 12])
def test_no_such_time(night: Evening, host: Device, minutes: str) -> None:
    before = night.version
    assert refused(host.act("timer/start", minutes=minutes), 422, field="minutes")
    assert night.version == before


def test_started_stopped_and_prolonged(night: Evening, host: Device) -> None:
    assert refused(host.act("timer/add", minutes="1"), 409, "Start the timer first")
    host.act("timer/start", minutes="20")
    assert refused(host.act("timer/add", minutes="0"), 422, field="minutes")
    host.act("timer/add", minutes="5")
    host.act("timer/pause")
    paused = night.events("TimerSet")[-1]["timer"]
    assert 0 < paused["left"] <= 25 * 60_000
    assert host.act("timer/pause").json()["version"] == night.version, "paused once"
    host.act("timer/stop")
    assert night.events("TimerSet")[-1]["timer"]["ends"] is None


def test_after_the_night(night: Evening, host: Device) -> None:
    night.move("closed")
    assert refused(host.act("timer/start", minutes="5"), 409, "closed")
    assert refused(host.act("timer/bell"), 409, "closed")


def test_without_javascript(host: Device) -> None:
    answer = host.submit("timer/start", "desk", minutes="0")
    assert answer.status_code == 422
    assert "A timer can run" in answer.text
