"""See it live: board, a joined phone in a phone's width beside it, and the desk."""

import pytest

from tests.journeys.conftest import LAPTOP, PHONE, PROJECTOR, Enter
from tests.server import Server

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.long
async def test_a_joined_phone_beside_the_board(own_server: Server, enter: Enter) -> None:
    """Given somebody who holds the start link, when they press “See it live”, then a phone that has joined
    stands beside the board, no wider than a phone is.
    """
    host = await enter("Host", LAPTOP)
    await host.page.goto(own_server.start_link)
    await host.press("See it live")
    phone = host.page.frame_locator(".view-phone iframe")
    await phone.locator("body.phone:not(.door)").wait_for()
    for size in (LAPTOP, PROJECTOR):
        await host.page.set_viewport_size(size)  # type: ignore[arg-type]
        board = await host.page.locator(".view-board iframe").bounding_box()
        held = await host.page.locator(".view-phone iframe").bounding_box()
        assert board
        assert held
        assert 360 <= held["width"] <= 430, size
        assert held["height"] >= 600, size
        assert held["x"] > board["x"] + board["width"] - 1, size
        assert held["y"] <= board["y"] + 1, size
        assert held["y"] + 550 <= size["height"], f"most of it is in sight at {size}"
    await host.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert await host.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    await host.check_access()
