"""See it live: a rehearsal night with its crowd; and rehearsing one's own night, in a copy of it."""

import contextlib
import pathlib
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests import postgres
from tests.many.conftest import moved, processes
from tests.server import Server
from tests.turned import Turned
from tests.web.cast import Device, Evening, refused


@pytest.fixture
def two(tmp_path: pathlib.Path) -> Iterator[list[Server]]:
    """Two processes on one PostgreSQL."""
    url = postgres.new_database(postgres.shared())
    with processes(tmp_path, url, 2) as servers:
        yield servers
    postgres.drop(url)


def test_a_crowd_comes_once_and_not_too_many(server: Server) -> None:
    host = Device(server.url)
    host.carry("start", f"start {server.start_key}")
    with ThreadPoolExecutor() as hands:
        twins = [host.copy() for _hand in range(3)]
        answers = list(hands.map(lambda twin: twin.act("/rehearsals", command="rehearse-0001"), twins))
    assert len({answer.json()["go"] for answer in answers}) == 1
    host.client.cookies.update(twins[0].client.cookies)
    assert host.get(answers[0].json()["go"]).status_code == 200
    second = host.submit("/rehearsals", "/", command="rehearse-0002")
    assert second.status_code == 303
    assert second.headers["location"].endswith("/overview")
    assert refused(
        host.act("/rehearsals", command="rehearse-0003"), 409, "Two rehearsals are already running"
    )
    page = host.submit("/rehearsals", "/", command="rehearse-0003")
    assert page.status_code == 409
    assert "Two rehearsals are already running" in page.text
    assert host.get("/").text.count("/overview") <= 2, "no night was started for what was refused"


FEW = {"people": "8", "pace": "fast"}


def until(what: Callable[[], object]) -> None:
    for _look in range(2400):  # a busy machine takes its time
        if what():
            return
        time.sleep(0.05)
    raise AssertionError("it did not happen")


def crowds_of(server: Server) -> list[str]:
    """The crowds that this server has sent out: the processes below its own."""
    assert server.process
    found = []
    pid = server.process.pid
    for child in pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        with contextlib.suppress(FileNotFoundError):
            found.append(pathlib.Path(f"/proc/{child}/cmdline").read_text().replace("\0", " "))
    return [line for line in found if " rehearse " in line]


def rehearse(night: Evening, **fields: str) -> Evening:
    """The host presses “Rehearse”: the copy, seen from its desk."""
    answer = night.host.act("rehearsal", **(FEW | fields))
    assert answer.status_code == 200, answer.text
    copy = night.host.copy()
    night.host.client.cookies.update(copy.client.cookies)
    seen = Evening.__new__(Evening)
    seen.server, seen.joined, seen.host = night.server, {}, copy
    seen.code = copy.code = answer.json()["go"].split("/")[2]
    return seen


@pytest.mark.long
def test_a_copy_of_my_night(server: Server) -> None:
    """Given a night with a topic on its wall, when the host rehearses it, then a crowd comes into a copy of
    it and follows the host, who is at the copy's desk; and nothing happens in the night itself. Thrown away,
    the copy is gone, with its crowd.
    """
    night = Evening(server)
    night.host.act("pitches", title="Moths")
    before = night.version
    copy = rehearse(night, command="rehearse-my-night")
    assert copy.code != night.code
    assert rehearse(night, command="rehearse-my-night").code == copy.code, "sent twice, it is one"
    assert copy.events("NightStarted")[0] == night.events("NightStarted")[0] | {"rehearsal": True}
    assert copy.events("NightCopied") == [{"of": night.code}]
    assert [pitch["title"] for pitch in copy.events("PitchMade")] == ["Moths"]
    assert "--people 8 --seconds 180" in crowds_of(server)[0]
    assert "--drive" not in crowds_of(server)[0]
    assert "key=" not in crowds_of(server)[0], "whoever lists processes sees no desk link"
    until(lambda: len(copy.events("PersonJoined")) >= 2)
    assert copy.events("PhaseMoved") == [], "the crowd waits for the host"
    copy.move("pitch")
    until(lambda: len(copy.events("PitchMade")) >= 2)
    assert night.version == before
    page = night.host.get("rehearsal").text
    assert f'href="/n/{copy.code}/desk"' in page
    assert "Throw this rehearsal away" in copy.host.get("desk").text

    answer = copy.host.submit("rehearsal/end", "rehearsal")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/n/{night.code}/desk")
    assert copy.log == []
    assert crowds_of(server) == []
    assert copy.host.get("desk").status_code == 404
    assert f"desk_{copy.code}" not in copy.host.cookies
    assert 'name="people"' in night.host.get("rehearsal").text, "and it can be rehearsed again"
    assert night.version == before


def test_only_its_host_rehearses_a_night(
    night: Evening, host: Device, helper: Device, attendee: Device, outsider: Device
) -> None:
    before = night.version
    for device in (helper, attendee, outsider):
        assert device.get("rehearsal").status_code == 403
        assert refused(device.act("rehearsal", **FEW), 403)
        assert refused(device.act("rehearsal/end"), 403)
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}):
        for path in ("rehearsal", "rehearsal/end"):
            answer = host.client.post(f"/n/{night.code}/{path}", data=FEW, headers=headers)
            assert answer.status_code == 403
    assert refused(host.act("/n/NOSUCH/rehearsal", **FEW), 404)
    assert night.version == before


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"people": "9999"}, "people"),
        ({"people": "-8"}, "people"),
        ({"people": ""}, "people"),
        ({"pace": "0"}, "pace"),
        ({"pace": "--drive"}, "pace"),
        ({"command": "a;drop--table"}, "command"),
    ],
)
def test_a_crowd_that_cannot_be(host: Device, fields: dict[str, str], field: str) -> None:
    assert refused(host.act("rehearsal", **(FEW | fields)), 422, field=field)


def test_a_night_is_not_thrown_away(night: Evening, host: Device) -> None:
    assert refused(host.act("rehearsal/end"), 422, "Only a rehearsal can be thrown away")
    assert night.version == 1
    assert "Throw" not in host.get("rehearsal").text


def test_one_at_a_time_and_not_too_many(server: Server) -> None:
    """One copy of each night, none of a copy; and only so many on the server."""
    nights = [Evening(server) for _night in range(5)]
    copies = [rehearse(night) for night in nights[:4]]
    assert refused(nights[0].host.act("rehearsal", **FEW), 409, "already rehearsing this night")
    assert refused(copies[0].host.act("rehearsal", **FEW), 409, "This is already a rehearsal")
    assert refused(nights[4].host.act("rehearsal", **FEW), 409, "4 nights are already being rehearsed")
    page = nights[4].host.submit("rehearsal", "rehearsal", people="150", pace="real")
    assert page.status_code == 409
    assert "4 nights are already being rehearsed" in page.text
    assert 'value="150" checked' in page.text, "what was chosen is still there"
    live = nights[4].host.act("/rehearsals")
    assert live.status_code == 200, "“See it live” has places of its own"
    for copy in copies:
        assert copy.host.act("rehearsal/end").status_code == 200
    assert len(crowds_of(server)) == 1
    assert rehearse(nights[4]).code


@pytest.mark.long
def test_a_forgotten_one_is_thrown_away(tmp_path: pathlib.Path) -> None:
    """Given a copy in which nothing has happened for long, also one that an earlier process has left behind,
    then it is thrown away; and no other night ever is.
    """
    with Server(tmp_path) as first:
        night = Evening(first)
        left = rehearse(night)
        until(lambda: len(left.events("PersonJoined")) >= 2)
    turned = Turned(tmp_path, {"opennight.crowds.IDLE": 2000, "opennight.crowds.LOOK": 0.2})
    with turned as second:
        night.server = left.server = second
        until(lambda: left.log == [])
        other = Evening(second)
        copy = rehearse(other)
        until(lambda: copy.log == [])
        until(lambda: crowds_of(second) == [])
        assert night.version == other.version == 1


@pytest.mark.long
def test_on_two_processes(two: list[Server]) -> None:
    """Given a rehearsal begun on one process, when it is thrown away on the other, then it is gone on both,
    and its crowd goes home.
    """
    night = Evening(two[0])
    copy = rehearse(night)
    until(lambda: len(copy.events("PersonJoined")) >= 2)
    there = moved(copy.host, two[1])
    night.host.code = night.code
    assert refused(moved(night.host, two[1]).act("rehearsal", **FEW), 409, "already rehearsing this night")
    assert there.act("rehearsal/end").status_code == 200
    until(lambda: crowds_of(two[0]) == [])
    assert copy.log == []
    boards = [moved(copy.host, server) for server in two]
    until(lambda: [board.get("board").status_code for board in boards] == [404, 404])
