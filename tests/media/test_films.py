"""Sound and film: what is kept was made anew, plays everywhere, and has no place in it."""

import pathlib
import struct
from typing import Any

import av
import pytest

from opennight.media import films
from opennight.media.filming import answer, made_from
from opennight.media.films import Unfit
from opennight.media.kinds import Made
from tests.media.films import MAKER, PLACE, TRACES, film, placed, tone
from tests.media.pictures import SCRIPT

MOST = 90_000


def made(folder: pathlib.Path, sent: bytes, most: int = MOST) -> tuple[Made, bytes, bytes]:
    """What the process says, and what it makes."""
    source, target, poster = folder / "sent", folder / "made", folder / "poster"
    source.write_bytes(sent)
    said = made_from(source, most, target, poster)
    return said, target.read_bytes(), poster.read_bytes() if poster.exists() else b""


def why(folder: pathlib.Path, sent: bytes, most: int = MOST) -> str:
    (folder / "sent").write_bytes(sent)
    with pytest.raises((Unfit, av.error.FFmpegError)) as raised:
        made_from(folder / "sent", most, folder / "made", folder / "poster")
    return str(raised.value.args[0]) if isinstance(raised.value, Unfit) else "damaged"


def traces(*files: bytes) -> list[bytes]:
    return [trace for trace in TRACES for file in files if trace in file]


def streams(file: pathlib.Path) -> list[str]:
    with av.open(str(file)) as opened:
        return [one.codec_context.name for one in opened.streams]


def webm(**fields: Any) -> bytes:
    return film(kind="webm", codec="libvpx", voice="libopus", **fields)


@pytest.mark.parametrize("kind", ["mov", "mp4"])
def test_a_film_of_a_phone_has_no_place_in_it(tmp_path: pathlib.Path, kind: str) -> None:
    sent = placed(film(kind=kind))
    assert set(traces(sent)) == set(TRACES)
    said, film_made, poster = made(tmp_path, sent)
    assert traces(film_made, poster) == []
    assert (said.sort, said.width, said.height, said.size) == ("film", 160, 120, len(film_made))
    assert 950 < said.ms < 1100
    assert streams(tmp_path / "made") == ["h264", "aac"]
    assert film_made.index(b"moov") < film_made.index(b"mdat"), "it plays before all of it has come"
    assert poster.startswith(b"\xff\xd8\xff")


@pytest.mark.parametrize("kind", ["webm", "matroska"])
def test_what_a_browser_recorded_has_its_length(tmp_path: pathlib.Path, kind: str) -> None:
    """Chromium's webm says of itself that it is endless, and another may say where it was."""
    sent = film(
        kind=kind,
        codec="libvpx-vp9",
        voice="libopus",
        live=True,
        tags=(("LOCATION", PLACE.decode()), ("MAKE", MAKER.decode())),
    )
    assert PLACE in sent
    with av.open(str(written(tmp_path, sent))) as opened:
        assert not opened.duration
    said, film_made, poster = made(tmp_path, sent)
    assert traces(film_made, poster) == []
    assert 950 < said.ms < 1100
    assert streams(tmp_path / "made") == ["h264", "aac"]


def written(folder: pathlib.Path, sent: bytes) -> pathlib.Path:
    (folder / "sent").write_bytes(sent)
    return folder / "sent"


@pytest.mark.parametrize(
    ("kind", "codec"),
    [("ipod", "aac"), ("mp3", "libmp3lame"), ("ogg", "libopus"), ("wav", "pcm_s16le"), ("adts", "aac")],
)
def test_sound_becomes_m4a(tmp_path: pathlib.Path, kind: str, codec: str) -> None:
    said, sound, poster = made(tmp_path, tone(kind=kind, codec=codec, tags=(("comment", PLACE.decode()),)))
    assert (said.sort, said.width, poster) == ("sound", 0, b"")
    assert 980 < said.ms < 1060
    assert streams(tmp_path / "made") == ["aac"]
    assert traces(sound) == []
    assert sound[4:11] == b"ftypM4A"


def test_a_film_that_lies_on_its_side_stands_upright_and_is_not_too_large(tmp_path: pathlib.Path) -> None:
    """Given a phone that was held upright: red is at the top, and turns to the left side."""
    said, _film, _poster = made(tmp_path, film(0.2, size=(1600, 1200), turned=90, rate=10))
    assert (said.width, said.height) == (960, 1280)
    with av.open(str(tmp_path / "made")) as opened:
        shown = next(opened.decode(video=0)).to_ndarray(format="rgb24")
    red, _green, blue = shown[600, 20]
    assert red > 150 > blue
    assert shown[600, 900][0] < 100


def test_a_second_has_at_most_thirty_pictures(tmp_path: pathlib.Path) -> None:
    made(tmp_path, film(rate=60, voice=""))
    with av.open(str(tmp_path / "made")) as opened:
        assert len(list(opened.decode(video=0))) == 30


def test_what_stands_behind_a_film_is_not_kept(tmp_path: pathlib.Path) -> None:
    _said, film_made, _poster = made(tmp_path, film() + SCRIPT + b"PK\x03\x04")
    assert SCRIPT not in film_made


def five_hours() -> bytes:
    """Two pictures, five hours apart: little to send, and much to watch."""
    return film(2, rate=1, voice="", apart=5 * 3600)


def crowded() -> bytes:
    return tone(0.1, kind="matroska", codec="aac", streams=films.MOST_STREAMS + 3)


def vast(side: int) -> bytes:
    """A film of a few kilobytes that says it has so many dots in either direction."""
    sent = film(0.2, codec="mjpeg", voice="", kind="mov")
    small, large = struct.pack(">HH", 120, 160), struct.pack(">HH", side, side)
    return sent.replace(b"\x08" + small, b"\x08" + large).replace(struct.pack(">HH", 160, 120), large)


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        (film()[:-2500], "damaged"),
        (webm()[:300], "damaged"),
        (b"\x00\x00\x00\x18ftypisom" + SCRIPT, "damaged"),
        (b"OggS" + bytes(500), "damaged"),
        (five_hours(), "long"),
        (crowded(), "damaged"),
        (vast(9_000), "large"),
        (vast(30_000), "damaged"),
        (film(kind="matroska", codec="ffv1", voice=""), "kind"),
        (b"#EXTM3U\n#EXTINF:9,\n/etc/passwd\n", "kind"),
        (b"ffconcat version 1.0\nfile '/etc/passwd'\n", "kind"),
    ],
    ids=[
        "truncated",
        "half",
        "script",
        "empty",
        "hours",
        "streams",
        "large",
        "vast",
        "codec",
        "playlist",
        "list",
    ],
)
def test_what_is_refused(tmp_path: pathlib.Path, sent: bytes, reason: str) -> None:
    assert why(tmp_path, sent) == reason


def test_length_is_what_it_is_not_what_is_said(tmp_path: pathlib.Path) -> None:
    assert why(tmp_path, tone(3), most=1000) == "long"
    assert why(tmp_path, tone(3, kind="webm", codec="libopus", live=True), most=1000) == "long"


def test_a_cover_is_no_film(tmp_path: pathlib.Path) -> None:
    with_cover = b"ID3\x03\x00\x00" + id3_size(len(cover())) + cover() + tone(kind="mp3", codec="libmp3lame")
    assert made(tmp_path, with_cover)[0].sort == "sound"


def id3_size(length: int) -> bytes:
    return bytes(length >> shift & 0x7F for shift in (21, 14, 7, 0))


def cover() -> bytes:
    from tests.media.pictures import photo

    picture = photo(40, 30)
    body = b"\x00image/jpeg\x00\x03\x00" + picture
    return b"APIC" + len(body).to_bytes(4, "big") + bytes(2) + body


def test_the_process_says_what_is_wrong(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("opennight.media.filming.restrain", lambda seconds: None)
    assert answer("look", str(written(tmp_path, film())), "90000").sort == "film"
    assert answer("look", str(written(tmp_path, film()[:-2500])), "90000").why == "damaged"
    assert answer("look", str(written(tmp_path, five_hours())), "90000").why == "long"
