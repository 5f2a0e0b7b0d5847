"""Nobody becomes somebody else: what a board shows opens no door, and an id counts only for its sender."""

import json
import re
from collections.abc import Callable, Iterator

import pytest

from tests.live.test_socket import hear, line
from tests.server import Server
from tests.web.cast import SETUP, Device, Evening, refused


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One for all these nights, of which some kill it and start it again."""
    with Server(tmp_path_factory.mktemp("takeovers")) as made:
        yield made


async def told(watcher: Device) -> set[str]:
    """Everything that could be an id in what an anonymous watcher sees: the board's page and first frame."""
    page = watcher.get("board").text
    async with line(watcher, "as=board&since=0") as socket:
        frames = await hear(socket, '"v"')
    shown = re.sub(r"(?s)<svg.*?</svg>", "", page + json.dumps(frames))  # drawn from the address alone
    words = re.findall(r"[a-zA-Z0-9-]{8,64}", shown)
    return {word for word in words if re.search(r"\d", word)}


Between = Callable[[Server], None]


def nothing(server: Server) -> None:
    pass


def restart(server: Server) -> None:
    server.kill()
    server.restart()


before_and_after_a_restart = pytest.mark.parametrize("between", [nothing, restart])


@before_and_after_a_restart
async def test_the_board_makes_nobody_a_person(server: Server, between: Between) -> None:
    night = Evening(server)
    ada = night.device()
    assert ada.act(f"/j/{night.code}", command="join-of-ada-1", name="Ada").status_code == 200
    words = await told(night.device())
    between(server)
    for word in words:
        thief = night.device()
        assert thief.act(f"/j/{night.code}", command=word, name="Eve").json()["person"] > 1, word
    again = night.device().act(f"/j/{night.code}", command="join-of-ada-1", name="Ada")
    assert again.json()["person"] == 1, "who lost the answer still gets it"


@before_and_after_a_restart
async def test_the_board_gives_no_new_desk_key(server: Server, between: Between) -> None:
    night = Evening(server)
    ousted = night.host.copy()
    assert night.host.act("desk-key", command="renewal-1").status_code == 200
    words = await told(ousted)
    between(server)
    for word in words:
        assert refused(ousted.act("desk-key", command=word), 403), word
    assert ousted.get("desk").status_code == 403


@before_and_after_a_restart
async def test_the_board_gives_no_fresh_desk(server: Server, between: Between) -> None:
    night = Evening(server)
    stranger = Device(server.url, night.code)
    stranger.carry("start", f"start {server.start_key}")
    words = await told(stranger)
    between(server)
    for word in words:
        stranger.act("/nights", command=word, **(SETUP | {"title": ""}))  # a repeat's form is not looked at
    assert stranger.get("desk").status_code == 403


def stop_and_start(server: Server) -> None:
    server.stop()  # it takes its crowd along
    server.start()


@pytest.mark.parametrize("between", [nothing, stop_and_start])
async def test_the_board_gives_no_desk_of_a_rehearsal(server: Server, between: Between) -> None:
    host = Device(server.url)
    host.carry("start", f"start {server.start_key}")
    code = host.act("/rehearsals", command="rehearse-0001").json()["go"].split("/")[2]
    stranger = Device(server.url, code)
    stranger.carry("start", f"start {server.start_key}")
    words = await told(stranger)
    between(server)
    for word in words:
        for path in ("/rehearsals", "/nights"):  # a crowd or two of their own, then they are refused
            stranger.act(path, command=word, **(SETUP | {"title": ""}))
    assert stranger.get("desk").status_code == 403
    again = Device(server.url, code)
    again.carry("start", f"start {server.start_key}")
    again.act("/nights", command="rehearse-0001", **SETUP)
    assert again.get("desk").status_code == 200, "who lost the answer still gets it"


def test_an_id_of_somebody_else_means_nothing(
    night: Evening, host: Device, attendee: Device, neighbour: Device
) -> None:
    night.move("pitch")
    attendee.act("pitches", title="Bees")
    night.move("vote")
    for voter in (attendee, neighbour):
        assert voter.act("pitches/1/vote", command="the-same-id").status_code == 200
    assert [event["person"] for event in night.events("Voted")] == [1, 2]
    assert host.act("announcement", command="the-same-id", text="Soup").status_code == 200
    late = night.device().act(f"/j/{night.code}", command="the-same-id", name="Cleo")
    assert late.json()["person"] == 3
    assert [event["text"] for event in night.events("Announced")] == ["Soup"]


def test_an_id_of_ones_own_does_a_thing_once(night: Evening, attendee: Device, neighbour: Device) -> None:
    night.move("pitch")
    attendee.act("pitches", title="Bees")
    night.move("vote")
    answers = [attendee.act("pitches/1/vote", command="the-same-id") for _again in range(2)]
    attendee.act("pitches/1/unvote", command="another-id")
    answers.append(attendee.act("pitches/1/vote", command="the-same-id"))
    assert len({answer.json()["version"] for answer in answers}) == 1
    assert len(night.events("Voted")) == 1
