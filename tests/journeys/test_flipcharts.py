"""A flip chart is straightened on a phone: its corners are dragged and moved with the keys."""

import os

import pytest
from playwright.async_api import expect

from tests.journeys.conftest import PHONE, Enter, Person
from tests.journeys.test_lineup import check_both_themes, visits
from tests.media.flipcharts import SMALL, as_jpeg, shot
from tests.server import Server
from tests.web.cast import Evening
from tests.web.sent_clips import by_form

pytestmark = pytest.mark.asyncio(loop_scope="session")
Point = tuple[float, float]
LOW = {"width": 390, "height": 700}
"""A phone on which the page has more than fits."""


async def numbers(person: Person, corner: int) -> tuple[float, float]:
    x, y = (person.page.locator(f"#{axis}{corner}") for axis in "xy")
    return float(await x.input_value()), float(await y.input_value())


@pytest.mark.long
async def test_corners_are_dragged_and_moved_with_keys(enter: Enter, server: Server) -> None:
    """Given the photo of a flip chart, when Ada moves its corners with a finger and with the keyboard, then
    the numbers follow, and after her press she sees the sheet, and the photo as she took it behind a link."""
    night = Evening(server)
    device = night.enter("Ada")
    night.move("pitch")
    assert by_form(device, as_jpeg(shot(15, SMALL)), title="What we want").status_code == 200
    ada = await visits(enter, "Ada", PHONE, device, "/clips")
    await ada.page.get_by_role("link", name="Straighten a flip chart").click()
    corner = ada.page.get_by_role("button", name="Top left: drag it")
    await expect(corner).to_be_visible()
    await check_both_themes(ada)
    if folder := os.environ.get("SHOTS"):
        await ada.page.screenshot(path=f"{folder}/straighten.png", full_page=True)
    before = await numbers(ada, 1)
    box = await corner.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    await ada.page.mouse.move(x, y)
    await ada.page.mouse.down()
    await ada.page.mouse.move(x + 20, y + 10)
    await expect(ada.page.locator(".loupe")).to_be_visible()
    if folder:
        await ada.page.screenshot(path=f"{folder}/loupe.png")
    await ada.page.mouse.up()
    await expect(ada.page.locator(".loupe")).to_be_hidden()
    dragged = await numbers(ada, 1)
    assert dragged[0] > before[0] + 2
    assert dragged[1] > before[1]
    await corner.focus()
    await ada.page.keyboard.press("ArrowLeft")
    await ada.page.keyboard.press("Shift+ArrowDown")
    moved = await numbers(ada, 1)
    assert moved == pytest.approx((dragged[0] - 1, dragged[1] + 0.1))
    await ada.page.get_by_text("Corners as numbers").click()
    await ada.page.locator("#x1").fill(str(before[0]))
    await ada.page.locator("#y1").fill(str(before[1]))
    place = await corner.evaluate("(corner) => [corner.style.left, corner.style.top]")
    assert place == [f"{before[0]:g}%", f"{before[1]:g}%"]
    right = str((await numbers(ada, 2))[0])
    await ada.page.locator("#x2").fill("1")
    await ada.press("Straighten it")
    await ada.sees("These cannot be the corners of a sheet.")
    await ada.page.locator("#x2").fill(right)
    await ada.press("Straighten it")
    await ada.page.get_by_role("link", name="The photo as it was taken").wait_for()
    await ada.check_access()
    if folder:
        await ada.page.screenshot(path=f"{folder}/straight.png", full_page=True)


@pytest.mark.long
async def test_corners_are_dragged_with_a_finger_while_the_page_stays(enter: Enter, server: Server) -> None:
    """Given a phone with a touch screen, when Ada drags each corner, also past the edge of the photo and with
    a second finger on the glass, then it goes where her finger goes, and the page does not move; a finger on
    the photo itself moves the page."""
    night = Evening(server)
    device = night.enter("Ada")
    night.move("pitch")
    assert by_form(device, as_jpeg(shot(15, SMALL)), title="What we want").status_code == 200
    ada = await visits(enter, "Ada", LOW, device, "/clips/1/straighten", has_touch=True, is_mobile=True)
    await expect(ada.page.get_by_role("button", name="Top left: drag it")).to_be_visible()
    glass = await ada.page.context.new_cdp_session(ada.page)

    async def touch(kind: str, *fingers: Point) -> None:
        points = [{"x": x, "y": y, "id": no} for no, (x, y) in enumerate(fingers)]
        await glass.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    async def drag(start: Point, by: Point, *others: Point) -> None:
        (x, y), (across, down) = start, by
        await touch("touchStart", start)
        if others:
            await touch("touchStart", start, *others)
        for step in range(1, 6):
            await touch("touchMove", (x + across * step / 5, y + down * step / 5), *others)
        await touch("touchEnd")

    photo = await ada.page.locator(".sheet img").bounding_box()
    assert photo
    for no, by in enumerate(((-9, -14), (7, 22), (-15, 60), (12, -8)), 1):
        box = await ada.page.locator(f"[data-corner='{no}']").bounding_box()
        assert box
        middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        before = await numbers(ada, no)
        await drag(middle, by, *([(photo["x"] + 5, photo["y"] + 5)] if no == 2 else []))
        expected = [
            min(max(was + 100 * moved / side, 0), 100)
            for was, moved, side in zip(before, by, (photo["width"], photo["height"]), strict=True)
        ]
        assert await numbers(ada, no) == pytest.approx(expected, abs=0.7), no
        assert await ada.page.evaluate("scrollY") == 0
        await expect(ada.page.locator(".loupe")).to_be_hidden()
    await drag((photo["x"] + photo["width"] / 2, photo["y"] + photo["height"] / 2), (0, -200))
    await ada.page.wait_for_function("() => scrollY > 50")
