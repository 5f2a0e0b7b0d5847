"""A page may have a form twice, as above its list and below it. Its refusal has one id all the same."""

import httpx

from tests import everything
from tests.everything import CODE
from tests.visited import ADDRESS, Shelf, server, visitors


async def test_a_refusal_has_one_id_however_often_its_form_is_on_the_page() -> None:
    app, night = server(), everything.at(everything.full(), "groups")
    app.state.writers = Shelf(night)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ADDRESS) as client:
        client.cookies = httpx.Cookies(visitors(app, night)["host"])
        fields = {"form": "scene-connections", "scene": "nowhere", "back": f"/n/{CODE}/desk"}
        page = (await client.post(f"/n/{CODE}/scene", data=fields)).text
    assert page.count('name="form" value="scene-connections"') == 2
    assert page.count('role="alert" id="refused"') == page.count('id="refused"') == 1
