"""What a browser recorded, kept as it is: without what is neither seen nor heard."""

import pathlib

import av
import pytest

from opennight.media.kinds import Made
from opennight.media.webm import kept_from
from tests.media.films import MAKER, PLACE, TRACES, film, tone
from tests.media.pictures import SCRIPT

TAGS = (("LOCATION", PLACE.decode()), ("MAKE", MAKER.decode()), ("title", "GPSLatitude 52,31"))


def kept(folder: pathlib.Path, sent: bytes, most: int = 90_000) -> tuple[Made, bytes]:
    (folder / "sent").write_bytes(sent)
    made = kept_from(folder / "sent", most, folder / "kept")
    return made, (folder / "kept").read_bytes()


def counted(file: pathlib.Path) -> dict[str, int]:
    """How many pictures and pieces of sound can be decoded."""
    with av.open(str(file), metadata_errors="strict") as opened:
        assert not opened.metadata.keys() & {"LOCATION", "MAKE", "title"}
        found: dict[str, int] = {one.type: 0 for one in opened.streams}
        for packet in opened.demux():
            found[packet.stream.type] += len(list(packet.decode()))
        return found


@pytest.mark.parametrize("live", [True, False], ids=["endless", "with its length"])
@pytest.mark.parametrize("codec", ["libvpx", "libvpx-vp9"])
def test_it_plays_as_before_and_says_nothing_of_where(tmp_path: pathlib.Path, codec: str, live: bool) -> None:
    sent = film(kind="webm", codec=codec, voice="libopus", live=live, tags=TAGS)
    assert PLACE in sent
    made, bytes_kept = kept(tmp_path, sent)
    assert (made.sort, made.width, made.height, made.why) == ("film", 160, 120, "")
    assert 900 < made.ms < 1050
    assert made.size == len(bytes_kept) == len(sent)
    assert [trace for trace in TRACES if trace in bytes_kept] == []
    assert counted(tmp_path / "kept") == counted_in(tmp_path, sent)
    with av.open(str(tmp_path / "kept")) as opened:
        assert 900_000 < (opened.duration or 0) < 1_050_000


def counted_in(folder: pathlib.Path, sent: bytes) -> dict[str, int]:
    (folder / "plain").write_bytes(sent)
    with av.open(str(folder / "plain")) as opened:
        found: dict[str, int] = {one.type: 0 for one in opened.streams}
        for packet in opened.demux():
            found[packet.stream.type] += len(list(packet.decode()))
        return found


def test_sound_is_sound(tmp_path: pathlib.Path) -> None:
    made, _kept = kept(tmp_path, tone(kind="webm", codec="libopus", live=True))
    assert (made.sort, made.width) == ("sound", 0)


WEBM = film(0.5, kind="webm", codec="libvpx", voice="libopus")


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (WEBM[:-100], "damaged"),
        (WEBM[:300], "damaged"),
        (WEBM + SCRIPT, "damaged"),
        (b"\x1aE\xdf\xa3" + SCRIPT, "damaged"),
        (b"\x1aE\xdf\xa3", "damaged"),
        (film(0.5, kind="matroska", voice="libopus"), "kind"),
        (WEBM.replace(b"A_OPUS", b"A_FLAC"), "kind"),
        (tone(3, kind="webm", codec="libopus"), "long"),
    ],
    ids="cut head script mark nothing matroska flac long".split(),  # noqa: SIM905
)
def test_what_is_refused(tmp_path: pathlib.Path, sent: bytes, why: str) -> None:
    assert kept(tmp_path, sent, most=1000)[0].why == why
