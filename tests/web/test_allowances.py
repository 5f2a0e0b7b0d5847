"""What people may upload: in number, size and rate, by person and by night; and never so much that the server
runs out of memory, or the log of its disk."""

import pathlib
from collections.abc import AsyncIterator, Iterator

import pytest

from opennight.config import Allowances
from opennight.media.store import Folder
from opennight.media.uploads import Uploads
from opennight.web.core.limits import Limits
from tests.live.inside import CODE, Inside
from tests.media.films import tone
from tests.server import Server
from tests.web.cast import Device, Evening, refused
from tests.web.sent_clips import TUS, begin, by_form

MB = 1_000_000
PIECES = TUS | {"Content-Type": "application/offset+octet-stream"}


def test_a_night_and_each_of_its_people_may_send_so_much(tmp_path: pathlib.Path) -> None:
    """Given two clips each, three a night and one megabyte in all, whoever is over is told which it is, in
    parts as with a form; the desk is no person, and what was withdrawn makes room in the night."""
    with Server(
        tmp_path,
        OPENNIGHT_CLIPS_EACH="2",
        OPENNIGHT_CLIPS_A_NIGHT="3",
        OPENNIGHT_NIGHT_MB="1",
        OPENNIGHT_OFFERS_EACH="1",
        OPENNIGHT_YESES_EACH="1",
        OPENNIGHT_QUESTIONS_EACH="1",
        OPENNIGHT_NAMED_EACH="1",
    ) as server:
        night = Evening(server)
        ada, ben = night.enter("Ada"), night.enter("Ben")
        of_the_wall(night, ada, ben)
        assert refused(begin(ben, MB + 1), 409, "more than their limit of 1 MB", "file")
        assert by_form(ada).status_code == by_form(ada).status_code == 200
        assert refused(by_form(ada), 409, "at most 2 clips in a night")
        assert refused(begin(ada, 9), 409, "at most 2 clips in a night")
        assert by_form(ben).status_code == 200
        for answer in (by_form(ben), begin(ben, 9), by_form(night.host)):
            assert refused(answer, 409, "already has 3 clips")
        ada.act("clips/1/withdraw")
        assert refused(by_form(ada), 409, "at most 2 clips in a night")
        assert by_form(ben).status_code == 200


def of_the_wall(night: Evening, ada: Device, ben: Device) -> None:
    """One each: an ask, a yes, a question, and somebody named."""
    night.enter("Cleo")
    assert ada.act("offers", wants="1", text="Land", kind="").status_code == 200
    assert refused(ada.act("offers", wants="1", text="Tools", kind=""), 409, "as many on the wall")
    assert night.host.act("offers", wants="1", text="Bees", kind="", for_="3").status_code == 200
    for path, fields, sentence in (
        ("introduce", {"contact": "x"}, "keep up with"),
        ("inquire", {"text": "x"}, "enough questions"),
        ("point", {"to": "3"}, "named many"),
    ):
        assert ben.act(f"offers/1/{path}", **fields).status_code == 200
        more = fields | ({"to": "1"} if path == "point" else {})
        assert refused(ben.act(f"offers/2/{path}", **more), 409, sentence)


def test_a_recording_may_be_as_long_as_the_operator_says(tmp_path: pathlib.Path) -> None:
    with Server(tmp_path, OPENNIGHT_CLIP_SECONDS="10") as server:
        night = Evening(server)
        ada = night.enter("Ada")
        assert "10 seconds at most" in ada.get("clips").text
        assert refused(by_form(ada, tone(12)), 413, "the limit is 10 seconds", "file")
        answer = night.host.act("reading/clips", seconds="11", reporter="0")
        assert refused(answer, 422, "between 10 and 10, or 0", "seconds")


def test_a_night_s_recordings_may_be_shorter(shared_server: Server) -> None:
    night = Evening(shared_server)
    ada = night.enter("Ada")
    assert "90 seconds at most" in ada.get("clips").text
    assert night.host.act("reading/clips", seconds="10", reporter="20").status_code == 200
    assert "10 seconds at most" in ada.get("clips").text
    assert 'data-longest="10"' in ada.get("clips").text
    assert refused(by_form(ada, tone(12)), 413, "the limit is 10 seconds", "file")


def test_uploads_begin_at_a_rate() -> None:
    """A person may begin some at once, and then so many a minute; and so may all of a night together."""
    limits = Limits(Allowances(each_minute=2, night_minute=3))
    assert [limits.uploads.take("BEES 1") for _time in range(6)] == [True] * 5 + [False]
    assert limits.uploads.take("BEES 2")
    assert [limits.night_uploads.take("BEES") for _time in range(4)] == [True] * 3 + [False]


def resident(server: Server) -> int:
    """Bytes of memory that the server has."""
    assert server.process
    status = pathlib.Path(f"/proc/{server.process.pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) * 1024


def endless(*head: bytes) -> Iterator[bytes]:
    yield from (*head, *(bytes(MB) for _piece in range(60)))


def test_a_stream_of_unknown_length_takes_no_memory(tmp_path: pathlib.Path) -> None:
    """Given bodies of 60 MB that do not say how long they are, then what was claimed is kept on the disk and
    more is refused, and the server needs no more memory than before."""
    with Server(tmp_path, OPENNIGHT_UPLOAD_MB="60") as server:
        ada = Evening(server).enter("Ada")
        by_form(ada)
        where = str(begin(ada, 60 * MB).headers["location"])
        small = str(begin(ada, 1000).headers["location"])
        before = resident(server)
        kept = ada.client.patch(where, content=endless(), headers=PIECES | {"Upload-Offset": "0"})
        assert kept.status_code == 204, kept.text
        more = ada.client.patch(small, content=endless(), headers=PIECES | {"Upload-Offset": "0"})
        assert more.status_code == 413
        form = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'
        answer = ada.client.post(
            ada.path("clips"),
            content=endless(form),
            headers={"Content-Type": "multipart/form-data; boundary=x", "Accept": "application/json"},
        )
        assert refused(answer, 422)
        assert resident(server) - before < 12 * MB
        assert not list((tmp_path / "nights.db.media" / "parts").glob("scratch-*"))


@pytest.fixture
async def inside(tmp_path: pathlib.Path) -> AsyncIterator[Inside]:
    """A server's inside, with a disk that a test can fill: `filled` uploads find no room."""
    made = Inside()
    async with made:
        made.app.state.uploads = Uploads(Folder(tmp_path), 10 * MB)
        await made.start("Ada")
        made.client.headers["Cookie"] = await made.cookie(1)
        yield made


def filling(monkeypatch: pytest.MonkeyPatch, inside: Inside, *before: bytes) -> AsyncIterator[bytes]:
    """A body in whose middle the disk fills up."""

    async def body() -> AsyncIterator[bytes]:
        for piece in (*before, b"first"):
            yield piece
        monkeypatch.setattr(inside.app.state.uploads.media, "has_room", lambda more=0: False)
        yield b"second"

    return body()


async def test_a_disk_that_fills_up_stops_an_upload_under_way(
    inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given the disk fills up while Ada uploads, in parts or by a form, then she is told, nobody can begin,
    all can still act, and once there is room again what had arrived is still there."""
    begun = await inside.client.post(f"/n/{CODE}/uploads", headers=TUS | {"Upload-Length": "11"})
    where, room = begun.headers["location"], inside.app.state.uploads.media.has_room
    offset = PIECES | {"Upload-Offset": "0"}
    cut = await inside.client.patch(where, content=filling(monkeypatch, inside), headers=offset)
    assert refused(cut, 503, "no space for clips just now", "file")
    assert refused(
        await inside.client.post(f"/n/{CODE}/uploads", headers=TUS | {"Upload-Length": "11"}), 409, "no space"
    )
    renamed = await inside.client.post(
        f"/n/{CODE}/me/name", data={"name": "Adele"}, headers={"Accept": "application/json"}
    )
    assert renamed.status_code == 200
    monkeypatch.setattr(inside.app.state.uploads.media, "has_room", room)
    assert (await inside.client.head(where, headers=TUS)).headers["upload-offset"] == "5"
    form = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'
    answer = await inside.client.post(
        f"/n/{CODE}/clips",
        content=filling(monkeypatch, inside, form),
        headers={"Content-Type": "multipart/form-data; boundary=x", "Accept": "application/json"},
    )
    assert refused(answer, 503, "no space for clips just now", "file")
    assert [file.name for file in inside.app.state.uploads.media.parts.glob("scratch-*")] == []
