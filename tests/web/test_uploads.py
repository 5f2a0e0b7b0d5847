"""Uploads in parts, as the protocol says (tus 1.0), and their limits."""

import os
import pathlib
import time

import pytest

from opennight.media.store import Folder
from opennight.media.uploads import DAY, MOST_EACH, QUIET, Busy, Uploads
from tests.server import Server
from tests.web.cast import Device, Evening
from tests.web.sent_clips import PHOTO, TUS, WORDS, add, begin, look


def test_a_photo_arrives_in_parts(
    night: Evening, attendee: Device, neighbour: Device, outsider: Device
) -> None:
    made = begin(attendee, len(PHOTO))
    where = made.headers["location"]
    assert (made.status_code, made.headers["tus-resumable"]) == (201, "1.0.0")
    assert add(attendee, where, 0, PHOTO[:1000]).headers["upload-offset"] == "1000"
    known = look(attendee, where)
    assert (known.headers["upload-offset"], known.headers["upload-length"]) == ("1000", str(len(PHOTO)))
    assert known.headers["cache-control"] == "no-store"
    assert add(attendee, where, 999, PHOTO[999:]).status_code == 409
    for other in (neighbour, night.host):
        assert look(other, where).status_code == 404
        assert add(other, where, 1000, b"not mine").status_code == 404
    assert look(outsider, where).status_code == 403
    assert attendee.act("clips", **WORDS, upload=where.split("/")[-1]).status_code == 404
    assert add(attendee, where, 1000, PHOTO[1000:]).status_code == 204
    assert attendee.act("clips", **WORDS, upload=where.split("/")[-1]).status_code == 200
    assert look(attendee, where).status_code == 404


def test_what_the_protocol_refuses(attendee: Device, outsider: Device) -> None:
    client, path = attendee.client, attendee.path("uploads")
    assert client.post(path, headers={"Upload-Length": "5"}).status_code == 412
    assert client.options(path).headers["tus-max-size"] == "20000000"
    assert begin(attendee, "many").status_code == 400
    assert begin(attendee, 2_000_000_000).status_code == 413
    assert begin(outsider, 5).status_code == 403
    where = begin(attendee, 5).headers["location"]
    assert add(attendee, where, 0, b"bees", **{"Content-Type": "text/plain"}).status_code == 415
    assert add(attendee, where, 0, b"more than five").status_code == 413
    assert add(attendee, path + "/../../x", 0, b"").status_code in (404, 405)
    assert look(attendee, f"{path}/{'0' * 32}").status_code == 404
    assert client.post(where, headers=TUS).status_code == 405
    assert client.post(where, headers=TUS | {"X-HTTP-Method-Override": "DELETE"}).status_code == 204
    assert look(attendee, where).status_code == 404


async def test_a_piece_on_a_dead_link_is_taken_over(tmp_path: pathlib.Path) -> None:
    """Given a request that adds to an upload, when a second one comes, then it has to wait; but not once the
    first has been quiet for a while, and what that one still brings is not taken."""
    its = Uploads(Folder(tmp_path), 100)
    made = its.begin(("BEES", "1"), 9)
    with its.adding(made) as first:
        await first.write(b"bees ")
        with pytest.raises(Busy), its.adding(made):
            pass
        first.heard -= QUIET
        with its.adding(made) as second:
            assert second.at == 5
            with pytest.raises(Busy):
                await first.write(b"bu")
            await second.write(b"buzz")
    assert (made.whole, made.path.read_bytes()) == (True, b"bees buzz")
    assert its.added_to == {}


def test_a_page_of_somebody_else_begins_nothing(attendee: Device, neighbour: Device) -> None:
    """Given Ada's page is still open on a device that is Ben's by now, then it sends nothing as him."""
    made = neighbour.client.post(neighbour.path("uploads?me=1"), headers=TUS | {"Upload-Length": "5"})
    assert made.status_code == 410


def test_many_at_once_are_refused_and_nobody_elses(attendee: Device, neighbour: Device) -> None:
    answers = [begin(attendee, 5).status_code for _time in range(40)]
    assert (answers[0], answers[-1]) == (201, 429)
    assert begin(neighbour, 5).status_code == 201


def test_one_that_was_cut_goes_on_after_a_restart(tmp_path: pathlib.Path) -> None:
    with Server(tmp_path) as server:
        night = Evening(server)
        ada = night.enter("Ada")
        where = begin(ada, len(PHOTO)).headers["location"]
        assert add(ada, where, 0, PHOTO[:1500]).status_code == 204
        server.kill()
        server.restart()
        at = int(look(ada, where).headers["upload-offset"])
        assert at == 1500
        assert add(ada, where, at, PHOTO[at:]).status_code == 204
        assert ada.act("clips", **WORDS, upload=where.split("/")[-1]).status_code == 200
        assert ada.get("clips/1/file").content.startswith(b"\xff\xd8\xff")


def test_the_oldest_of_many_gives_way_and_a_day_later_all_are_gone(tmp_path: pathlib.Path) -> None:
    its = Uploads(Folder(tmp_path), 100)
    made = [its.begin(("BEES", "1"), 5) for _time in range(MOST_EACH)]
    os.utime(made[0].path, (0, time.time() - 60))
    made.append(its.begin(("BEES", "1"), 5))
    assert its.find(("BEES", "1"), made[0].id) is None
    assert its.find(("BEES", "1"), made[1].id) == made[1]
    assert its.find(("BEES", "2"), made[1].id) is None
    for upload in made[1:]:
        os.utime(upload.path, (0, time.time() - DAY - 1))
    its.sweep()
    assert its.of("BEES") == []


def test_one_that_is_worked_on_does_not_give_way(tmp_path: pathlib.Path) -> None:
    its = Uploads(Folder(tmp_path), 100)
    first = its.begin(("BEES", "1"), 5)
    with its.working_on(first):
        for _time in range(MOST_EACH + 1):
            its.begin(("BEES", "1"), 5)
        assert its.find(("BEES", "1"), first.id) == first
    assert not its.worked_on


@pytest.mark.parametrize("id", ["*", "../nights", "0" * 31, ""])
def test_no_id_leads_elsewhere(tmp_path: pathlib.Path, id: str) -> None:
    its = Uploads(Folder(tmp_path), 100)
    its.begin(("BEES", "1"), 5)
    assert its.find(("BEES", "1"), id) is None
