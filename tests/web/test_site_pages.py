"""What a zip takes of a record's clips."""

import hashlib
import io
import pathlib
import zipfile
from types import SimpleNamespace

import pytest

from opennight.media.store import Folder
from opennight.record.files import zips
from opennight.web import site_pages
from opennight.web.core.within import Got
from opennight.web.site_pages import Kept, Look
from tests import everything

ROOT = f"/n/{everything.CODE}"
LASTING = f"https://night.example{ROOT}"
PHOTO, FILM = b"\xff\xd8\xff" + b"1" * 100, b"\x1aE\xdf\xa3" + b"2" * 900
PAGE = "".join(
    f'<a href="{ROOT}/clips/{no}?t=2500">{no}</a><video src="{ROOT}/clips/{no}/file"></video>'
    for no in (1, 6, 7)
)


def look(folder: pathlib.Path, address: str) -> Look:
    """A record with a photo, a film, and a film that is not in the store."""
    media = Folder(folder)
    for number, content in enumerate((PHOTO, FILM)):
        part = media.parts / str(number)
        part.write_bytes(content)
        media.keep(everything.CODE, part)
    app = SimpleNamespace(state=SimpleNamespace(uploads=SimpleNamespace(media=media)))
    its = Look(app, everything.bare(), "en", address)  # type: ignore[arg-type]
    its.got[f"{ROOT}/record"] = Got(200, "text/html", PAGE.encode())
    hashes = [hashlib.sha256(content).hexdigest() for content in (PHOTO, FILM, b"lost")]
    for no, hash, sort in zip((1, 6, 7), hashes, ("photo", "film", "film"), strict=True):
        its.kept[f"{ROOT}/clips/{no}/file"] = Kept(hash, sort)
    return its


def read(its: Look) -> tuple[list[str], str]:
    """The names of the clips in it, and the page."""
    with zipfile.ZipFile(io.BytesIO(b"".join(zips.stream(its.packed())))) as made:
        assert made.testzip() is None
        names = [name.partition("/")[2] for name in made.namelist()]
        page = made.read(f"{its.folder}/index.html").decode()
    return [name for name in names if name.startswith("clips/")], page


def test_links_to_a_moment_of_a_clip_lead_to_its_file(tmp_path: pathlib.Path) -> None:
    names, page = read(look(tmp_path, ""))
    assert names == ["clips/1.jpg", "clips/6.webm"]
    assert '<a href="clips/6.webm#t=2.5">6</a><video src="clips/6.webm"></video>' in page
    assert page.endswith("<span>7</span>")  # which is nowhere


def test_what_is_too_much_stays_on_the_server(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Photos come first; who misses a film is led to it, if the address will last."""
    monkeypatch.setattr(site_pages, "MOST_BYTES", 500)
    names, page = read(look(tmp_path, LASTING))
    assert names == ["clips/1.jpg"]
    assert f'<a href="{LASTING}/clips/6?t=2500">6</a><a' in page
