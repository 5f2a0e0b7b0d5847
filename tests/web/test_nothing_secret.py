"""Pages and pushes contain no secret, and no id of a logged command, for any audience."""

import json
from collections.abc import AsyncIterator, Iterator

import pytest

from tests.live.test_socket import hear, line
from tests.server import SECRET, Server
from tests.web.cast import Device
from tests.web.stage import PHASES, Stage

PAGES = {
    "host": (
        *("desk", "assembly/desk", "asked/all", "propositions/all", "setup", "overview"),
        *("helper", "remote", "board", "record"),
    ),
    "helper": ("helper", "remote", "board", "groups/1"),
    "attendee": (
        *("", "me", "thanks", "choosing", "assembly", "asked", "propositions"),
        *(
            "groups/1",
            "groups/1/connections",
            "why",
            "pitches/1/edit",
            "board",
        ),
    ),
    "outsider": ("", "board", "/", "/j/CODE", "about", "now", "now.atom", "record", "record.json"),
}
"""The pages of each, except `links`, which shows the host the night's keys."""
AUDIENCES = {
    "host": ("desk", "steering", "remote", "helper", "board", "phone", "group&group=1"),
    "attendee": ("phone", "choosing", "assembly", "board", "group&group=1"),
    "outsider": ("board", "now", "board"),
}
"""The last one of each applies only once there are groups."""


def words(value: object) -> Iterator[str]:
    """Every key and every value in it, as text."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from words(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from words(inner)
    else:
        yield str(value)


async def pushed(device: Device, audience: str) -> AsyncIterator[str]:
    """Everything that a new screen is told, and what it is told when it then asks from version 1."""
    async with line(device, f"as={audience}&since=0") as socket:
        heard = await hear(socket, '"v"')
        await socket.send(json.dumps({"since": 1}))
        heard += await hear(socket, '"v"')
    for frame in heard:
        for word in words(frame):
            yield word


@pytest.mark.parametrize("phase", PHASES)
async def test_no_page_and_no_frame_tells_it(shared_server: Server, phase: str) -> None:
    stage = Stage(shared_server, phase)
    night = stage.night
    stage.cast["host"].act("announcement", text="Soup")
    stage.cast["host"].act("about", licence="cc-by-4.0", follow="1")
    if phase in ("groups", "talk"):
        stage.cast["host"].act("rooms", name="Attic", seats="3")
    told = [
        stage.cast[who].get(page.replace("CODE", night.code)).text
        for who, pages in PAGES.items()
        for page in pages
    ]
    for who, audiences in AUDIENCES.items():
        for audience in audiences[: None if PHASES.index(phase) > 2 else -1]:
            told += [word async for word in pushed(stage.cast[who], audience)]
    ids = {command for command, _kind, _fields in night.log}
    assert len(ids) >= 4
    secrets = {
        *(SECRET, shared_server.start_key, night.desk_key(), night.helper_key()),
        *(stage.cast["attendee"].cookies.values()),
        night.personal(2),
    }
    for secret in ids | secrets:
        assert not [text for text in told if secret in text], secret
