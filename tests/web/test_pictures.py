"""The evening in pictures over HTTP: each as a file, too."""

import xml.etree.ElementTree as ET

from tests.server import Server
from tests.web.cast import Device, Evening


def test_each_is_a_file_that_says_of_which_night_it_is(
    night: Evening, attendee: Device, outsider: Device
) -> None:
    assert outsider.get("record/pictures/evening.svg").status_code == 409
    night.move("closed")
    answer = outsider.get("record/pictures/evening.svg")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    root = ET.fromstring(answer.text)  # noqa: S314 - our own
    source = root.find("{http://www.w3.org/2000/svg}desc")
    assert source is not None
    assert (source.text or "").startswith("Bees and books · ")
    page = outsider.get("record/pictures").text
    assert f'href="/n/{night.code}/record/pictures/evening.svg"' in page
    for name in ("met", "nothing", "__class__"):
        assert outsider.get(f"record/pictures/{name}.svg").status_code == 404


def test_two_groups_that_share_a_person_have_not_written_the_same(shared_server: Server) -> None:
    """Ada is in both, and nobody wrote anything."""
    slots = {"slot_id": ["1", "2"], "slot_start": ["19:30", "20:30"], "slot_end": ["20:15", "21:15"]}
    night = Evening(shared_server, **slots, room_id=["1"], room_name=["Hall"], room_seats=["4"])
    ada = night.enter("Ada")
    night.move("pitch")
    for title in ("Bees", "Trams"):
        ada.act("pitches", title=title, hosted="1")
    assert night.host.act("lineup/make").status_code == 200
    night.move("talk")
    assert night.host.act("connections/look").status_code == 200
    night.move("closed")
    page = ada.get("record").text
    assert "1 pair of groups belongs together." in page
    assert "wrote." not in page
    assert "Near in words" not in page


def test_the_board_thanks_for_what_there_was(night: Evening, attendee: Device) -> None:
    """Not for nothing: an open night has no dots."""
    night.move("closed")
    board = attendee.get("board").text
    assert "<b>1</b> person" in board
    assert "<li><b>0</b>" not in board
