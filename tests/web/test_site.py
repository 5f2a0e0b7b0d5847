"""The record as a website in a zip: all of it, and nothing that not everybody may see."""

import io
import posixpath
import re
import urllib.parse
import zipfile
from collections import Counter

import httpx
import pytest

from opennight.web import site
from tests import everything
from tests.everything import CODE
from tests.visited import ADDRESS, Shelf, server
from tests.web.cast import Device, Evening
from tests.web.sent_clips import by_form


@pytest.fixture
def closed(night: Evening, attendee: Device) -> Evening:
    """A night about bees, with a photo that is released and one that is not."""
    night.talk_about_bees(attendee)
    for title in ("Five bees", "Shy bees"):
        by_form(attendee, group="1", title=title)
    attendee.act("clips/1/release")
    attendee.act("groups/1/notes", text="Swifts need holes", kind="quote", who="Ada")
    night.move("closed")
    return night


def taken(device: Device) -> dict[str, bytes]:
    """What is in it, without the folder around it."""
    answer = device.get("record.zip")
    assert answer.status_code == 200, answer.text
    assert len(answer.content) == int(answer.headers["content-length"])
    with zipfile.ZipFile(io.BytesIO(answer.content)) as made:
        assert made.testzip() is None
        return {name.partition("/")[2]: made.read(name) for name in made.namelist()}


def addresses(page: str) -> set[str]:
    return set(re.findall(r'\b(?:href|src|poster|action)="([^"]*)"', page))


def test_all_of_it_is_there_and_leads_nowhere_else(closed: Evening, outsider: Device) -> None:
    site = taken(outsider)
    assert [*site][:2] == ["index.html", "README.txt"]
    assert any("Swifts need holes" in text.decode() for name, text in site.items() if name.endswith(".html"))
    assert site["clips/1.jpg"] == outsider.get("clips/1/file").content
    assert "record.json" in site
    pages = {
        name: text.decode() for name, text in site.items() if name.endswith(".html") and "record." not in name
    }
    for name, page in pages.items():
        assert not re.search(r"<(script|form|template)\b", page)
        for link in addresses(page):
            parts = urllib.parse.urlsplit(link)
            if parts.scheme or not parts.path:
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), parts.path))
            assert target in site, (name, link)


async def test_one_address_does_not_take_all_places(monkeypatch: pytest.MonkeyPatch) -> None:
    """Given somebody who reads as many copies as one address may, very slowly, then others still get one."""
    app, night = server(), everything.named("name")
    app.state.writers = Shelf(night)
    monkeypatch.setattr(site.Site, "taking", Counter({"192.0.2.1": site.FROM_ONE_PLACE}))
    answers = {}
    for where in ("192.0.2.1", "192.0.2.2"):
        transport = httpx.ASGITransport(app, client=(where, 1))
        async with httpx.AsyncClient(transport=transport, base_url=ADDRESS) as client:
            answers[where] = (await client.get(f"/n/{CODE}/record.zip")).status_code
    assert answers == {"192.0.2.1": 503, "192.0.2.2": 200}
    assert dict(site.Site.taking) == {"192.0.2.1": site.FROM_ONE_PLACE}


def test_what_not_everybody_may_see_is_not_in_it(closed: Evening, outsider: Device) -> None:
    site = taken(outsider)
    assert [name for name in site if name.startswith("clips/")] == ["clips/1.jpg"]
    assert all(b"Shy" not in content for name, content in site.items() if name.endswith("html"))


def test_what_is_withdrawn_is_gone_from_the_next_one(
    closed: Evening, attendee: Device, outsider: Device
) -> None:
    assert "clips/1.jpg" in taken(outsider)
    attendee.act("clips/1/withdraw")
    site = taken(outsider)
    assert [name for name in site if name.startswith("clips/")] == []
    assert b"Five bees" not in site["index.html"]


def test_it_is_the_same_for_whoever_takes_it(closed: Evening, host: Device, outsider: Device) -> None:
    """Also for the host, who sees more on the pages."""
    first = outsider.get("record.zip")
    assert host.get("record.zip").content == first.content
    tag = first.headers["etag"]
    assert outsider.get("record.zip", **{"If-None-Match": tag}).status_code == 304


def test_before_it_is_published_nobody_gets_it(night: Evening, host: Device, outsider: Device) -> None:
    assert [device.get("record.zip").status_code for device in (outsider, host)] == [409, 409]
