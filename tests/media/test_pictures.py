"""Pictures: what is shown is a new picture, and whatever is none is refused."""

import io
import pathlib
import subprocess
import sys

import pytest
from PIL import Image

from opennight.media import developing, pictures
from opennight.night.messages import Refused
from tests.media.pictures import HEIC, PHONE, SCRIPT, SVG, TRACES, heic, huge, photo
from tests.server import ROOT


async def developed(folder: pathlib.Path, sent: bytes) -> bytes:
    source, target = folder / "sent", folder / "made"
    source.write_bytes(sent)
    await pictures.Darkroom().make(source, target)
    return target.read_bytes()


async def test_a_photo_stands_upright_and_has_no_place_in_it(tmp_path: pathlib.Path) -> None:
    sent = photo()
    assert all(trace in sent for trace in TRACES)
    made = await developed(tmp_path, sent)
    assert [trace for trace in TRACES if trace in made] == []
    picture = Image.open(io.BytesIO(made))
    assert picture.size == (300, 400)
    red, _green, blue = picture.convert("RGB").getpixel((150, 5))  # type: ignore[misc]
    assert red > 200 > blue


def test_twelve_megapixels_become_smaller(tmp_path: pathlib.Path) -> None:
    source, target = tmp_path / "sent", tmp_path / "made"
    source.write_bytes(photo(4032, 3024))
    assert not developing.made_from(source, target).why
    made = target.read_bytes()
    assert [trace for trace in TRACES if trace in made] == []
    assert Image.open(io.BytesIO(made)).size == (1920, 2560)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF"])
def test_every_kind_becomes_a_jpeg(tmp_path: pathlib.Path, kind: str) -> None:
    source, target = tmp_path / "sent", tmp_path / "made"
    source.write_bytes(photo(80, 60, kind))
    assert not developing.made_from(source, target).why
    made = target.read_bytes()
    assert made.startswith(b"\xff\xd8\xff")
    assert [trace for trace in TRACES if trace in made] == []


def test_the_photo_of_an_iphone_has_no_place_in_it(tmp_path: pathlib.Path) -> None:
    source, target = tmp_path / "sent", tmp_path / "made"
    source.write_bytes(heic())
    assert all(trace in heic() for trace in (b"Exif", PHONE.encode(), b"GPSINFO", b"2026:11:29"))
    assert not developing.made_from(source, target).why
    made = target.read_bytes()
    assert [trace for trace in TRACES if trace in made] == []
    assert Image.open(io.BytesIO(made)).size == (400, 300)


def test_the_process_loads_little() -> None:
    """Each photo starts one: asyncio alone would be half of its work."""
    loaded = "import sys, opennight.media.developing; print('asyncio' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, check=True)
    assert said.stdout == b"False\n"


async def test_without_the_extra_one_is_told_what_to_do(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "is_there", lambda module: False)
    with pytest.raises(Refused, match="Most Compatible"):
        await developed(tmp_path, heic())


def test_what_stands_behind_a_picture_is_not_kept(tmp_path: pathlib.Path) -> None:
    source, target = tmp_path / "sent", tmp_path / "made"
    source.write_bytes(photo(80, 60) + SCRIPT + b"PK\x03\x04")
    assert not developing.made_from(source, target).why
    assert SCRIPT not in target.read_bytes()


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (SCRIPT, "not a photo"),
        (SVG, "not a photo"),
        (b"", "not a photo"),
        (b"GIF87a" + SCRIPT, "damaged"),
        (HEIC, "damaged"),
        (photo()[:3000], "damaged"),
        (huge(), "too many pixels"),
    ],
    ids=["script", "svg", "empty", "polyglot", "heic", "truncated", "huge"],
)
async def test_whatever_is_no_picture_is_refused(tmp_path: pathlib.Path, sent: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        await developed(tmp_path, sent)
