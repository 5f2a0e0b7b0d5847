"""With forced colours only edges and the system's colours tell things apart: what is chosen is still seen."""

import httpx
import pytest
from playwright.async_api import Page

from tests.journeys.conftest import LAPTOP, PHONE, Enter
from tests.journeys.test_board import start
from tests.server import Server

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.long]

GROUND = """([selector, before]) => {
  const ground = (one, part) => getComputedStyle(one, part).backgroundColor;
  return [ground(document.querySelector(selector), before), ground(document.documentElement)];
}"""

SAME = """(names) => {
  const [one, other] = names.map((name) => getComputedStyle(document.body).getPropertyValue(name).trim());
  return one && one === other;
}"""


async def stands_out(page: Page, selector: str, part: str | None = None) -> bool:
    one, ground = await page.evaluate(GROUND, [selector, part])
    return bool(one != ground and one != "rgba(0, 0, 0, 0)")


async def test_dots_and_what_is_now_stand_out(enter: Enter, server: Server) -> None:
    phone = await enter("Phone", PHONE, forced_colors="active")
    desk = await enter("Desk", LAPTOP, forced_colors="active")
    async with httpx.AsyncClient(base_url=server.url, timeout=30) as host:
        night = f"/n/{await start(server, host)}"
        await host.post(f"{night}/people", data={"name": "Person"})
        await host.post(f"{night}/pitches", data={"title": "Buses", "hosted": "1", "for": "1"})
        await host.post(f"{night}/phase", data={"to": "vote"})
        cookies = [
            {"name": one.name, "value": one.value or "", "url": server.url} for one in host.cookies.jar
        ]
    await phone.page.goto(f"{server.url}{night}")
    await phone.page.get_by_label("name", exact=False).first.fill("Ada")
    await phone.page.keyboard.press("Enter")
    await phone.page.locator("button.give").first.click()
    await phone.sees("Your dot")
    assert await stands_out(phone.page, ".given .sticker")
    assert await stands_out(phone.page, ".glow")
    await desk.page.context.add_cookies(cookies)  # type: ignore[arg-type]
    await desk.page.goto(f"{server.url}{night}/desk")
    assert await stands_out(desk.page, ".bulb[aria-current]", "::before")
    assert not await stands_out(desk.page, ".bulb:not([aria-current])", "::before")
    assert await stands_out(desk.page, ".chip.here", "::before")
    await desk.page.emulate_media(forced_colors="none", contrast="more")
    for line, ink in (("--line", "--ink"), ("--dusk-line", "--chalk")):
        assert await desk.page.evaluate(SAME, [line, ink]), (
            f"with more contrast, {line} is as strong as words"
        )
