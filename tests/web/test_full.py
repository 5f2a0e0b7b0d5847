"""A full night over HTTP: full for people who come by themselves, but not yet for the desk."""

import asyncio

import pytest

from opennight.night.messages import GUEST, Event, Recorded
from opennight.night.nights import NightStarted
from opennight.night.people import MOST_PEOPLE, PersonJoined
from opennight.night.quotas import places
from opennight.store.sqlite import SqliteLog
from tests.cast import SEVEN, setup
from tests.server import Server
from tests.web.cast import Device, refused

CODE = "FVLL22"


async def fill(server: Server) -> None:
    """Write the log of a night that only the desk can still add people to."""
    events: list[Event] = [NightStarted(setup=setup(), rehearsal=False)]
    for no in range(1, places(MOST_PEOPLE, desk=False) + 1):
        events.append(PersonJoined(no=no, name=f"Person {no}", phone=True))
    log = await SqliteLog.open(server.folder / "nights.db")
    rows = [
        Recorded(version, f"join-{version - 1}", SEVEN, GUEST, event)
        for version, event in enumerate(events, 1)
    ]
    await log.append([(CODE, row) for row in rows])
    await log.close()


@pytest.fixture(scope="module")
def full(shared_server: Server) -> Server:
    asyncio.run(fill(shared_server))
    return shared_server


def test_only_the_desk_gets_somebody_in_until_somebody_is_removed(full: Server) -> None:
    outsider, helper, host = (Device(full.url, CODE) for _device in range(3))
    helper.carry(f"desk_{CODE}", f"helper {CODE} 1 7")
    host.carry(f"desk_{CODE}", f"host {CODE} 1")
    assert refused(outsider.act(f"/j/{CODE}", name="Ada"), 409, "This night is full")
    assert helper.act("people", name="Nora").status_code == 200
    assert host.act("people/1/remove").status_code == 200
    assert refused(outsider.act(f"/j/{CODE}", name="Ada"), 409), "Nora sits there"
    assert host.act("people/2/remove").status_code == 200
    assert outsider.act(f"/j/{CODE}", name="Ada").status_code == 200
