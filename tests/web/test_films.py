"""Sound and film over HTTP: what is sent is made ready while nobody waits, and plays and seeks then."""

import pathlib
import sys

import pytest

from opennight.media.uploads import HELD
from tests.media.films import TRACES
from tests.server import Server
from tests.web.cast import Device, Evening, refused
from tests.web.films import FILM, RECORDED, SOUND, ready
from tests.web.sent_clips import WORDS, by_form

WITHOUT = """
import sys
sys.modules["av"] = sys.modules["pillow_heif"] = None
from opennight.media import kinds
kinds.is_there = lambda module: False
from opennight.cli import main
sys.exit(main())
"""
"""Starts a server that has not got the extra [media]."""


@pytest.fixture(autouse=True)
def begun(night: Evening) -> None:
    night.move("pitch")


def in_store(night: Evening) -> list[bytes]:
    folder = night.server.folder / "nights.db.media"
    kept = [*(folder / night.code).rglob("*"), *(folder / "parts").glob(f"{night.code}.*")]
    return [file.read_bytes() for file in kept if file.is_file()]


def test_a_film_plays_and_seeks_and_nothing_is_left_of_where_it_was_taken(
    night: Evening, attendee: Device, neighbour: Device
) -> None:
    """Given Ada's film of the foyer, as a phone writes it, then it is hers while it is made ready; released,
    everybody sees it move; withdrawn, nothing of it is left."""
    assert by_form(attendee, FILM, title="Five minutes").status_code == 200
    ready(attendee)
    assert attendee.act("clips/1/release").status_code == 200
    for path in ("clips/1", "clips"):
        assert '<video src="' in neighbour.get(path).text or path == "clips"
    film, poster = neighbour.get("clips/1/file"), neighbour.get("clips/1/poster")
    assert (film.headers["content-type"], poster.headers["content-type"]) == ("video/mp4", "image/jpeg")
    assert film.headers["x-content-type-options"] == "nosniff"
    assert film.headers["content-disposition"].endswith('.mp4"')
    assert "default-src 'none'; sandbox" in film.headers.get_list("content-security-policy")
    part = neighbour.get("clips/1/file", Range="bytes=100-199")
    assert (part.status_code, part.content) == (206, film.content[100:200])
    assert sorted(in_store(night)) == sorted([film.content, poster.content])
    assert [trace for trace in TRACES for file in in_store(night) if trace in file] == []
    (prepared,) = night.events("ClipPrepared")
    assert 900 < prepared["ms"] < 1200
    assert night.actors("ClipPrepared") == ["system"]
    night.move("closed")
    assert "Film 0:01" in neighbour.get("record").text
    assert "Film 0:01" in neighbour.get("record.md").text
    assert attendee.act("clips/1/withdraw").status_code == 200
    assert in_store(night) == []
    assert neighbour.get("clips/1/poster").status_code == 404


def test_sound_is_heard(attendee: Device, neighbour: Device) -> None:
    assert by_form(attendee, SOUND).status_code == 200
    ready(attendee)
    assert '<audio src="' in attendee.get("clips").text
    assert attendee.get("clips/1/file").headers["content-type"] == "audio/mp4"
    assert attendee.get("clips/1/poster").status_code == 404
    assert neighbour.get("clips/1/file").status_code == 404


def test_one_that_was_under_way_when_the_server_was_killed_gets_ready(tmp_path: pathlib.Path) -> None:
    """Given a film that is being prepared, when the server is killed, then it goes on once somebody looks at
    the night, and until then only its maker and the host know of it."""
    with Server(tmp_path) as server:
        night = Evening(server)
        ada, ben = night.enter("Ada"), night.enter("Ben")
        assert by_form(ada, FILM, title="Half made").status_code == 200
        server.kill()
        (held,) = (tmp_path / "nights.db.media" / "parts").glob(f"{night.code}.{HELD}.*")
        assert held.read_bytes() == FILM
        assert night.events("ClipPrepared") == []
        server.restart()
        ada.act("clips/1/release")
        assert ben.get("clips/1").status_code == 404
        assert "being prepared" in ada.get("clips").text
        ready(ben)
        assert not held.exists()


def test_withdrawn_while_it_is_prepared_it_is_gone(tmp_path: pathlib.Path) -> None:
    with Server(tmp_path) as server:
        night = Evening(server)
        ada = night.enter("Ada")
        assert by_form(ada, FILM).status_code == 200
        assert ada.act("clips/1/withdraw").status_code == 200
        assert in_store(night) == []
        assert by_form(ada, SOUND).status_code == 200
        ready(ada, 2)
        assert len(in_store(night)) == 1
        assert night.events("ClipFailed") == []


def test_a_refused_one_can_be_sent_again(night: Evening, attendee: Device, neighbour: Device) -> None:
    """Given the words are wrong, then what has arrived is still there for the next try."""
    sent = attendee.client.post(
        attendee.path("clips"),
        data=WORDS | {"title": " ", "form": f"/n/{attendee.code}/clips"},
        files={"file": ("film.mp4", FILM, "video/mp4")},
        headers={"Referer": f"{attendee.client.base_url}{attendee.path('clips')}".replace("//n", "/n")},
    )
    assert "Your file has arrived" in sent.text
    upload = sent.text.split('name="upload" value="')[1].split('"')[0]
    assert refused(neighbour.act("clips", **WORDS, upload=upload), 404, "not here any more")
    assert attendee.act("clips", **WORDS, upload=upload).status_code == 200
    ready(attendee)


def test_without_the_extra_what_a_browser_records_plays_as_recorded(tmp_path: pathlib.Path) -> None:
    """Given a server without PyAV, then WebM is kept as it is, less where it was taken, and all else is
    refused with what is missing."""
    server = Server(tmp_path)
    server.command = [sys.executable, "-c", WITHOUT, "serve"]
    with server:
        night = Evening(server)
        ada = night.enter("Ada")
        assert "install opennight[media]" in server.output
        assert refused(by_form(ada, FILM), 422, "has not installed opennight[media]", "file")
        assert by_form(ada, RECORDED).status_code == 200
        film = ada.get("clips/1/file")
        assert film.headers["content-type"] == "video/webm"
        assert [trace for trace in TRACES if trace in film.content] == []
        assert film.content in in_store(night)
        assert '<video src="' in ada.get("clips").text
