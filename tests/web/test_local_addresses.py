"""An address of the local network says that it is one, and no file carries it for ever."""

import pathlib
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from opennight.web.core.links import is_local
from tests.server import Server
from tests.web.cast import Device, Evening

HERE = "Wi-Fi"
PUBLIC = "https://night.example.org"
AT_HOME = "http://192.168.1.5:8000"
SAID = ("board", "desk", "links")


@contextmanager
def at(folder: pathlib.Path, url: str) -> Iterator[Evening]:
    """A night on a server that was told its address."""
    with Server(folder, OPENNIGHT_URL=url) as server:
        yield Evening(server)


@pytest.mark.parametrize(
    ("address", "local"),
    [
        (AT_HOME, True),
        ("http://10.0.0.7", True),
        ("http://172.20.10.2:8000", True),
        ("http://127.0.0.1:8000", True),
        ("http://localhost:8000", True),
        ("http://laptop:8000", True),
        ("http://laptop.local:8000", True),
        ("http://night.home.arpa", True),
        ("http://[fe80::1]:8000", True),
        ("https://night.example.org", False),
        ("http://night.example:8000", False),
        ("http://[2a00:1450:4001:82a::200e]", False),
        ("http://8.8.8.8", False),
    ],
)
def test_which_addresses_are_local(address: str, local: bool) -> None:
    assert is_local(address) is local


def test_a_local_address_says_so(night: Evening, host: Device) -> None:
    """The board in each scene that shows an address, the desk, and the sheet for the door."""
    for page in SAID:
        assert HERE in host.get(page).text, page
    for scene in ("pitch", "closed"):
        host.act("scene", scene=scene)
        assert HERE in host.get("board").text, scene


def said_at_the_close(night: Evening) -> str:
    """What the desk has the host say once the night is closed."""
    night.move("closed")
    return night.host.get("desk").text.partition('class="say"')[2].partition("</p>")[0]


def test_the_closing_words_promise_no_more_than_the_address_keeps(
    night: Evening, tmp_path: pathlib.Path
) -> None:
    """Nobody can take a link home that works on this Wi-Fi only."""
    said = said_at_the_close(night)
    assert HERE in said
    assert "take the link home" not in said
    with at(tmp_path, PUBLIC) as elsewhere:
        said = said_at_the_close(elsewhere)
        assert HERE not in said
        assert "take the link home" in said


def test_an_evening_is_passed_on_by_an_address_that_lasts(night: Evening, tmp_path: pathlib.Path) -> None:
    """Else by a file."""
    with at(tmp_path, PUBLIC) as elsewhere:
        for one in (night, elsewhere):
            ada = one.enter("Ada")
            one.move("closed")
            for page in ("", "evening"):
                text = ada.get(page).text
                record = f"/n/{one.code}/record"
                mail = f"mailto:?subject=Bees%20and%20books&amp;body=https%3A//night.example.org{record}"
                assert (f'href="{record}.html"' in text) == (one is night), page
                assert (mail in text) == (one is elsewhere), page


def test_a_public_address_needs_no_warning(tmp_path: pathlib.Path) -> None:
    with at(tmp_path, PUBLIC) as night:
        for page in SAID:
            assert HERE not in night.host.get(page).text, page
        for scene in ("pitch", "closed"):
            night.host.act("scene", scene=scene)
            assert HERE not in night.host.get("board").text, scene


def test_a_file_carries_the_public_address(tmp_path: pathlib.Path) -> None:
    with at(tmp_path, PUBLIC) as night:
        written(night)
        file = night.host.get("record.html").text
        assert f'href="{PUBLIC}/n/{night.code}/record#pitch-1"' in file
        assert f">{PUBLIC}/n/{night.code}/record</a>" in file


def test_from_a_wiki_each_link_leads_to_what_was_said(tmp_path: pathlib.Path) -> None:
    with at(tmp_path, PUBLIC) as night:
        ada = night.enter("Ada")
        night.talk_about_bees(ada)
        ada.act("groups/1/headline", text="Swifts need holes")
        ada.act("groups/1/notes", kind="action", text="Drill holes", due="Friday")
        ada.act("groups/1/notes", kind="quote", text="They never will", who="Max")
        night.host.act("pitches", title="Buses", hosted="1")
        night.move("closed")
        pasted = night.device().get("record.wiki").text
        links = dict.fromkeys(re.findall(rf"\[{PUBLIC}([^ \]]+)", pasted))
        assert len(links) >= 4
        for link in links:
            page = night.device().client.get(link, follow_redirects=True)
            assert page.status_code == 200, link
            assert not page.url.fragment or f'id="{page.url.fragment}"' in page.text, link
        assert {"note-1", "note-2"} <= {link.rpartition("/")[2] for link in links}


def test_the_address_may_hold_the_word_record(tmp_path: pathlib.Path) -> None:
    with at(tmp_path, "https://record.example.org") as night:
        written(night)
        page = night.host.get("record").text
        assert f'content="https://record.example.org/n/{night.code}/preview.png"' in page


def test_a_file_carries_no_local_address(night: Evening, tmp_path: pathlib.Path) -> None:
    """Whether nobody has said what the public address is, or somebody has named one of the local network."""
    with at(tmp_path, AT_HOME) as at_home:
        for one in (night, at_home):
            written(one)
            for name in ("record.html", "record.md", "record.csv", "record.json", "record"):
                # The head of a page says to programs where it is now; what people read and save does not.
                text = one.host.get(name).text
                text = text.partition("<body")[2] if name == "record" else text
                assert "http://" not in text, name
                assert f":{one.server.port}" not in text, name
            assert 'href="#pitch-1"' in one.host.get("record.html").text


def test_nor_one_that_a_host_has_come_by(night: Evening, host: Device) -> None:
    """It may be gone tomorrow: only OPENNIGHT_URL is meant to last."""
    written(night)
    assert "night.example" in host.get("links", Host="night.example").text
    assert "night.example" not in host.get("record.html", Host="night.example").text


def written(night: Evening) -> None:
    night.host.act("pitches", title="Bees", hosted="1")
