"""The record over HTTP: public once the night is closed, only for the host before that."""

import io
import re
import zipfile
from urllib.parse import urlsplit

import pytest

from tests.web.cast import Device, Evening

FILES = ["record", "record/pictures", "record.md", "record.csv", "record.json", "record.html", "record.wiki"]
FILES += ["record.ics"]


@pytest.mark.parametrize("page", FILES)
def test_it_opens_when_the_night_closes(
    night: Evening, host: Device, attendee: Device, outsider: Device, page: str
) -> None:
    for device in (attendee, outsider):
        assert device.get(page).status_code == 409
    assert host.get(page).status_code == 200
    night.move("closed")
    assert outsider.get(page).status_code == 200


@pytest.mark.parametrize("page", FILES)
def test_once_public_it_stays_public(night: Evening, host: Device, outsider: Device, page: str) -> None:
    """People have taken the link home: neither opening the night again nor an undo takes the record away."""
    night.move("closed")
    night.move("share")
    assert outsider.get(page).status_code == 200
    night.move("closed")
    host.act("undo", step=str(night.version))
    assert outsider.get(page).status_code == 200


def test_a_record_that_may_still_change_says_so(night: Evening, host: Device, outsider: Device) -> None:
    assert "Draft: only you and your helpers can read this record." in host.get("record").text
    night.move("closed")
    for sentence in ("Draft:", "is still going on"):
        assert sentence not in outsider.get("record").text
    night.move("share")
    assert "The night is still going on: more may come." in outsider.get("record").text


def test_as_a_file(night: Evening, host: Device) -> None:
    answer = host.get("record.md")
    assert answer.headers["content-disposition"] == f'attachment; filename="opennight-{night.code}.md"'
    assert host.get("record.exe").status_code == 404
    assert host.get("/n/NOSUCH/record.md").status_code == 404


def test_what_is_withdrawn_is_in_no_record_and_no_file(
    night: Evening, host: Device, attendee: Device, neighbour: Device, outsider: Device
) -> None:
    """Given a pitch that somebody took back, then only they read it, on their own pages."""
    night.move("pitch")
    for title in ("Bees", "Second thoughts"):
        attendee.act("pitches", title=title, hosted="1")
    attendee.act("pitches/2/withdraw")
    night.move("closed")
    for device in (outsider, neighbour, host):
        for page in (*FILES, "", "board"):
            assert "Second thoughts" not in device.get(page).text, page
    for page in ("me", "evening"):
        assert "Second thoughts" in attendee.get(page).text


TOLD = re.compile(r'(?:property="og:(?:url|image)" content|rel="canonical" href)="([^"]*)"')
"""What a page says of its own address, and of its picture's."""


def test_what_is_shared_of_it_has_whole_addresses(night: Evening, attendee: Device, outsider: Device) -> None:
    """A program that shows a link knows no other page of the night; none of them is one that a stranger made
    up, by asking for it under another name. In the files, which stay when the address does not, is none."""
    night.talk_about_bees(attendee)
    attendee.act("groups/1/headline", text="Swifts need holes")
    night.move("closed")
    for page, end in (("record", "/record"), ("record/g/1", "/record/g/1")):
        for host in ({}, {"Host": "evil.example"}):
            addresses = TOLD.findall(outsider.get(page, **host).text)
            assert len(addresses) == 3, page
            assert {urlsplit(one).scheme for one in addresses} == {"http"}
            assert not any("evil.example" in one for one in addresses)
            assert [urlsplit(one).path for one in addresses] == [
                f"/n/{night.code}{path}" for path in (end, "/preview.png", end)
            ]
    for page in ("record/quote/headline-1", "record/take/group-1.json"):
        text = outsider.get(page, Host="evil.example").text
        assert re.search(rf"http://[^/]+/n/{night.code}/record", text), "it names its source"
        assert "evil.example" not in text, page
    assert 'og:description" content="Swifts need holes"' in outsider.get("record/g/1").text
    with zipfile.ZipFile(io.BytesIO(outsider.get("record.zip").content)) as site:
        pages = [site.read(name).decode() for name in site.namelist() if name.endswith(".html")]
    assert len(pages) > 1
    assert not [one for page in pages for one in TOLD.findall(page)]


def test_a_group_s_page_says_of_which_night_it_is(night: Evening, attendee: Device, outsider: Device) -> None:
    """Whoever was sent it alone, or printed it."""
    night.talk_about_bees(attendee)
    night.move("closed")
    answer = outsider.get("record/g/1").text
    title = night.host.get("record.json").json()["title"]
    assert f"From the record of “{title}”, Library, " in answer
    assert 'rel="license"' in answer
