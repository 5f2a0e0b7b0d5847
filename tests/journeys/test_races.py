"""A push and the answer to what somebody sent may come in either order: their words never look unsent."""

import asyncio

import pytest
from playwright.async_api import Page, Route, WebSocketRoute, expect

from tests.journeys.conftest import PHONE, Enter
from tests.journeys.test_connections import ALLOTMENTS, BANKS, at_tables
from tests.journeys.test_lineup import comes
from tests.server import Server
from tests.web.cast import Device, Evening

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.long]

ASKED, SAID = "Have you any land?", "Six plots, and no hands"


def question(server: Server) -> tuple[Evening, dict[str, Device]]:
    """Ada's group has asked Bo's something. The form for the answer is gone once there is one."""
    night, people = at_tables(server)
    people["Ada"].act(f"groups/{BANKS}/question", other=str(ALLOTMENTS), text=ASKED)
    return night, people


async def answers(page: Page) -> None:
    await page.get_by_label("Your answer").fill(SAID)
    await page.get_by_role("button", name="Answer", exact=True).click()


async def nothing_unsent(page: Page) -> None:
    await expect(page.locator("html")).to_have_attribute("data-waiting", "0")
    await expect(page.locator("#links .reply")).to_contain_text(SAID)
    assert await page.locator(".kept").count() == 0


async def test_the_push_comes_first(enter: Enter, server: Server) -> None:
    _night, people = question(server)
    bo = await comes(enter, "Bo", PHONE, people["Bo"], f"/groups/{ALLOTMENTS}/connections")
    pushed = asyncio.Event()

    async def hold_the_answer(route: Route) -> None:
        response = await route.fetch()
        await pushed.wait()
        await route.fulfill(response=response)

    await bo.page.route("**/passed/*/answer", hold_the_answer)
    await answers(bo.page)
    await bo.page.get_by_label("Your answer").wait_for(state="detached")
    assert await bo.page.locator(".kept").count() == 0, "it is on its way"
    pushed.set()
    await nothing_unsent(bo.page)


async def test_the_answer_comes_first(enter: Enter, server: Server) -> None:
    _night, people = question(server)
    bo = await comes(enter, "Bo", PHONE, people["Bo"], f"/groups/{ALLOTMENTS}/connections")
    answered = asyncio.Event()
    tasks: list[asyncio.Future[None]] = []

    def hold_the_pushes(socket: WebSocketRoute) -> None:
        server_end = socket.connect_to_server()

        async def pass_on(message: str | bytes) -> None:
            await answered.wait()
            socket.send(message)

        server_end.on_message(lambda message: tasks.append(asyncio.ensure_future(pass_on(message))))

    await bo.page.route_web_socket("**/live*", hold_the_pushes)
    await bo.page.reload()
    await answers(bo.page)
    await expect(bo.page.locator("html")).to_have_attribute("data-waiting", "0")
    assert await bo.page.get_by_label("Your answer").input_value() == ""
    assert await bo.page.locator(".kept").count() == 0
    answered.set()
    await nothing_unsent(bo.page)


async def test_a_form_that_goes_the_plain_way(enter: Enter, server: Server) -> None:
    """What was refused is still there; what was taken is neither in the form nor called unsent."""
    night = Evening(server)
    device = night.enter("Ada")
    night.host.act("asked", text="What's your metaphor?", each="1")
    ada = await comes(enter, "Ada", PHONE, device, "/asked")
    field = ada.page.get_by_label("Your line")
    await field.evaluate("(field) => field.removeAttribute('maxlength')")
    await field.fill("A beehive " * 40)
    await ada.press("Put it on the board")
    await ada.page.locator(".problem:visible").wait_for()
    await ada.page.goto(f"{server.url}/n/{night.code}/asked")
    await expect(field).to_have_value("A beehive " * 40)
    await field.fill("A beehive")
    await ada.press("Put it on the board")
    await ada.sees("Now look up: the lines are on the board.")
    await ada.page.locator("html[data-link=on]").wait_for()
    assert await ada.page.locator(".kept").count() == 0
