"""The remote over HTTP: the host's, and what helpers get of it."""

import re

import pytest

from tests.web.cast import Device, Evening, refused

CONTROLS = ["next", "call", "timer", "announce", "board"]
Deed = tuple[str, str, dict[str, str]]
DEEDS: list[Deed] = [
    ("next", "phase", {"to": "vote", "from": "pitch"}),
    ("next", "speaker/call", {}),
    ("next", "speaker/thank", {}),
    ("next", "lineup/make", {}),
    ("next", "rounds/call", {"slot": "1"}),
    ("next", "share/1/show", {}),
    ("call", "speaker/call", {"pitch": "1"}),
    ("call", "speaker/thank", {}),
    ("call", "speaker/extend", {"seconds": "30"}),
    ("timer", "timer/start", {"minutes": "5"}),
    ("timer", "timer/pause", {}),
    ("timer", "timer/resume", {}),
    ("timer", "timer/add", {"minutes": "1"}),
    ("timer", "timer/stop", {}),
    ("timer", "timer/bell", {}),
    ("announce", "announcement", {"text": "Soup"}),
    ("board", "board/blank", {"blank": "1"}),
]
"""Which control lets a helper do it, what, and with which fields."""
HOSTS = ("undo", "scene", "door", "votes/reveal", "lineup/clear", "desk-key", "setup", "remote/helpers")
"""What no tick gives away."""
BUTTONS = {
    "next": "Open pitching",
    "call": "Who speaks",
    "timer": "Ring the bell",
    "announce": "On every screen",
    "board": ">Blank the board<",
}
"""What shows on a remote in the welcome, by control."""


def tick(host: Device, *controls: str) -> None:
    assert host.act("remote/helpers", controls=list(controls)).status_code == 200


@pytest.fixture
def pitching(night: Evening, attendee: Device) -> Evening:
    """A topic, whose pitcher waits to speak."""
    night.move("pitch")
    attendee.act("pitches", title="Bees", hosted="1")
    return night


@pytest.mark.parametrize(("control", "path", "fields"), DEEDS)
def test_a_helper_may_what_is_ticked_and_until_it_is_not(
    pitching: Evening, host: Device, helper: Device, control: str, path: str, fields: dict[str, str]
) -> None:
    """A refusal of the domain (there is no timer, say) comes to those who may."""
    for others in ([], [one for one in CONTROLS if one not in (control, "next", "call")]):
        tick(host, *others)
        assert refused(helper.act(path, **fields), 403, "has not let helpers do this")
    tick(host, control)
    assert helper.act(path, **fields).status_code != 403
    tick(host)
    assert refused(helper.act(path, **fields), 403, "has not let helpers do this")


def test_what_helpers_do_is_known_to_be_theirs_and_can_be_undone(
    night: Evening, host: Device, helper: Device
) -> None:
    tick(host, "timer")
    helper.act("timer/start", minutes="5")
    assert night.actors("TimerSet") == ["helper:481516"]
    assert refused(helper.act("undo", step=str(night.version)), 403)
    assert host.act("undo", step=str(night.version)).status_code == 200


@pytest.mark.parametrize("path", HOSTS)
def test_the_rest_stays_with_the_host(night: Evening, host: Device, helper: Device, path: str) -> None:
    tick(host, *CONTROLS)
    before = night.version
    assert refused(helper.act(path, controls="timer", step="1"), 403, "Only the host")
    assert night.version == before


@pytest.mark.parametrize(("control", "path", "fields"), DEEDS)
def test_ticks_are_for_helpers_of_this_night_alone(
    pitching: Evening,
    host: Device,
    attendee: Device,
    outsider: Device,
    stranger: Device,
    control: str,
    path: str,
    fields: dict[str, str],
) -> None:
    tick(host, *CONTROLS)
    elsewhere = Evening(pitching.server).helper()
    elsewhere.code = pitching.code
    before = pitching.version
    for device in (attendee, outsider, stranger, elsewhere):
        assert refused(device.act(path, **fields), 403, "Only the host")
    assert pitching.version == before


@pytest.mark.parametrize(("control", "path", "fields"), DEEDS)
def test_a_closed_night_has_no_controls_for_helpers(
    night: Evening, host: Device, helper: Device, control: str, path: str, fields: dict[str, str]
) -> None:
    tick(host, *CONTROLS)
    night.move("closed")
    assert refused(helper.act(path, **fields), 403)


def test_a_new_desk_link_shuts_out_helpers_with_ticks(night: Evening, host: Device, helper: Device) -> None:
    tick(host, "timer")
    host.act("desk-key")
    assert refused(helper.act("timer/bell"), 403)
    assert helper.get("remote").status_code == 403


def test_a_helper_s_remote_shows_what_is_ticked(night: Evening, host: Device, helper: Device) -> None:
    for control in CONTROLS:
        tick(host, control)
        page = helper.get("remote").text
        assert [one for one, words in BUTTONS.items() if words in page] == [control]
        assert "Undo" not in page
    tick(host)
    assert "has not given helpers any control" in helper.get("remote").text


def test_the_host_s_remote_has_everything(night: Evening, host: Device) -> None:
    page = host.get("remote").text
    assert all(words in page for words in BUTTONS.values())
    host.act("timer/start", minutes="5")
    assert "Undo: starting the timer" in host.get("remote").text


def test_nobody_else_has_a_remote(attendee: Device, outsider: Device, stranger: Device) -> None:
    for device in (attendee, outsider, stranger):
        assert device.get("remote").status_code == 403


def test_the_remote_is_opened_with_the_desk_s_key(night: Evening, host: Device, outsider: Device) -> None:
    link = re.search(r"/n/\w+/remote\?key=\w+", host.get("links").text)
    assert link
    answer = outsider.client.get(link[0])
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/n/{night.code}/remote"
    assert outsider.get("remote").status_code == 200
    assert outsider.get("desk").status_code == 200, "it is the desk's key"


def test_a_helper_s_key_does_not_open_it(night: Evening, outsider: Device) -> None:
    assert outsider.get(f"remote?key={night.helper_key()}").status_code == 403


def test_moving_on_too_early_asks_and_leads_back_to_the_remote(
    pitching: Evening, host: Device, helper: Device
) -> None:
    tick(host, "next")
    for device in (host, helper):
        link = re.search(r"/n/\w+/phase/vote\?remote", device.get("remote").text)
        assert link
        page = device.client.get(link[0]).text
        assert "One person still waits to speak" in page
        assert f'name="back" value="/n/{pitching.code}/remote"' in page
    assert helper.get("phase/talk").status_code == 403
    answer = helper.submit("phase", "phase/vote", to="vote", back=f"/n/{pitching.code}/remote")
    assert answer.headers["location"] == f"/n/{pitching.code}/remote"


def test_without_javascript(night: Evening, host: Device, helper: Device) -> None:
    """Forms lead back to the remote, with the refusal on it."""
    tick(host, "timer", "announce")
    assert helper.submit("timer/bell", "remote").headers["location"] == f"/n/{night.code}/remote"
    answer = helper.submit("announcement", "remote", text="x" * 161)
    assert answer.status_code == 422
    assert "Too long by 1" in answer.text
    tick(host, "timer")
    answer = helper.submit("announcement", "remote", text="Soup")
    assert answer.status_code == 403
    assert "has not let helpers do this" in answer.text


def test_ticks_are_a_plain_form(night: Evening, host: Device) -> None:
    answer = host.submit("remote/helpers", "links", controls=["timer", "board"])
    assert answer.headers["location"] == f"/n/{night.code}/links"
    page = host.get("links").text
    assert re.findall(r'value="(\w+)" checked', page) == ["timer", "board"]


def test_a_vote_without_pitches_leads_back_to_pitching(night: Evening, host: Device, helper: Device) -> None:
    """The line-up could only refuse; going back is the host's, and helpers read why nothing comes next."""
    tick(host, "next")
    night.move("vote")
    for page in ("desk", "remote"):
        step = host.get(page).text.partition('id="desk-next"')[2].partition("</div>")[0]
        assert "Open pitching" in step
        assert "No topic is on the wall" in step
        assert "Make the line-up" not in step
    step = helper.get("remote").text.partition('id="desk-next"')[2].partition("</div>")[0]
    assert "No topic is on the wall" in step
    assert "button" not in step
    fields = {"to": "pitch", "from": "vote"}
    assert host.act("phase", **fields).status_code == 200
    assert night.events("PhaseMoved")[-1]["to"] == "pitch"
