"""A phone that lacks something loses no tap: what is kept is sent, what cannot be goes as a plain form."""

import asyncio

import pytest

from tests import oldest
from tests.journeys.conftest import LAPTOP, PHONE, PROJECTOR, Enter, Person
from tests.journeys.test_lineup import comes
from tests.journeys.test_whole_night import join
from tests.server import Server
from tests.web.cast import Evening

pytestmark = pytest.mark.asyncio(loop_scope="session")

OLD = """(methods) => {
  for (const kind of [Array, Object, Map, Set, String, Element, HTMLFormElement, Promise, URL, Document])
    for (const name of methods) { delete kind[name]; delete kind.prototype[name]; }
}"""
"""As a browser from before all these methods."""
BROKEN = {
    "forms": "window.FormData = class { constructor() { throw new Error('broken'); } };",
    "ids": "crypto.getRandomValues = () => { throw new Error('broken'); };",
    "marking": "Document.prototype.querySelectorAll = () => { throw new Error('broken'); };",
    "sending": "window.AbortController = class { constructor() { throw new Error('broken'); } };",
}
"""What the outbox needs, broken in the middle of it."""


def at_the_vote(server: Server) -> Evening:
    night = Evening(server)
    for title in ("Bees", "Buses"):
        night.host.act("pitches", title=title)
    night.move("vote")
    return night


async def comes_and_votes(ada: Person, server: Server, night: Evening) -> None:
    await join(ada, server, night.code)
    await ada.press("Give a dot: Bees")
    await ada.page.get_by_role("button", name="Your dot: Bees. Take it back").wait_for()
    assert [event["name"] for event in night.events("PersonJoined")] == ["Ada"]
    assert [event["pitch"] for event in night.events("Voted")] == [1]


async def test_an_old_phone_comes_in_and_votes(enter: Enter, server: Server) -> None:
    night = at_the_vote(server)
    ada = await enter("Ada", PHONE)
    methods = [name for names in oldest.METHODS.values() for name in names.split()]
    await ada.page.add_init_script(f"({OLD})({methods})")
    await comes_and_votes(ada, server, night)
    await ada.page.locator("html[data-link=on]").wait_for()


@pytest.mark.long
@pytest.mark.parametrize("what", BROKEN)
async def test_what_a_script_cannot_do_the_form_does(enter: Enter, server: Server, what: str) -> None:
    night = at_the_vote(server)
    ada = await enter("Ada", PHONE)
    await ada.page.add_init_script(BROKEN[what])
    ada.forgive("broken")
    await comes_and_votes(ada, server, night)


@pytest.mark.long
async def test_an_old_board_ranks_all_topics(enter: Enter, server: Server) -> None:
    night = Evening(server)
    for number in range(30):
        night.host.act("pitches", title=f"Topic {number}")
    night.move("vote")
    board = await enter("Board", PROJECTOR)
    methods = [name for names in oldest.METHODS.values() for name in names.split()]
    await board.page.add_init_script(f"({OLD})({methods})")
    await board.page.goto(f"{server.url}/n/{night.code}/board")
    await board.page.locator("html[data-link=on]").wait_for()
    assert (await asyncio.to_thread(night.enter("Ada").act, "pitches/30/vote")).status_code == 200
    await board.page.locator("[data-race] > :first-child", has_text="Topic 29").wait_for()


@pytest.mark.long
async def test_an_old_desk_calls_whom_the_host_means(enter: Enter, server: Server) -> None:
    """Given a browser that does not let a form's data name the button."""
    night = Evening(server)
    night.move("pitch")
    for name in ("Ada", "Ben"):
        night.enter(name).act("pitches", title=f"{name}'s topic", hosted="1")
    host = await comes(enter, "Host", LAPTOP, night.host, "/desk")
    older = "window.FormData = class extends FormData { constructor(form) { super(form); } };"
    await host.page.add_init_script(older)
    await host.page.reload()
    await host.press("Call up: Ben's topic")
    await host.page.locator(".at-front-title", has_text="Ben's topic").wait_for()
