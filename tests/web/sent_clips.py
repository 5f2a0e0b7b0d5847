"""Clips that the cast sends, by a plain form and in parts."""

import re

import httpx

from tests.media.pictures import photo
from tests.web.cast import Device, Evening

TUS = {"Tus-Resumable": "1.0.0"}
WORDS = {"title": "The flip chart", "who": "Nobody", "consent": "1"}
PHOTO = photo()
CORNERS = {
    **{"x1": "10", "y1": "10", "x2": "90", "y2": "10"},
    **{"x3": "90.5", "y3": "90", "x4": "10", "y4": "95"},
}


def by_form(device: Device, content: bytes = PHOTO, **fields: str) -> httpx.Response:
    """As a browser without JavaScript sends it, asking for an answer that a test can read."""
    return device.client.post(
        device.path("clips"),
        data=WORDS | fields,
        files={"file": ("C:\\photo.jpg", content, "image/jpeg")},
        headers={"Accept": "application/json"},
    )


def begin(device: Device, length: object) -> httpx.Response:
    return device.client.post(device.path("uploads"), headers=TUS | {"Upload-Length": str(length)})


def add(device: Device, where: str, at: int, content: bytes, **headers: str) -> httpx.Response:
    pieces = TUS | {"Upload-Offset": str(at), "Content-Type": "application/offset+octet-stream"} | headers
    return device.client.patch(where, content=content, headers=pieces)


def look(device: Device, where: str) -> httpx.Response:
    return device.client.head(where, headers=TUS)


def in_parts(device: Device, content: bytes = PHOTO) -> str:
    """Send it whole, and return the id that a form names."""
    where = str(begin(device, len(content)).headers["location"])
    assert add(device, where, 0, content).status_code == 204
    return where.split("/")[-1]


def link_of(device: Device, page: str) -> str:
    """The link for those who can be seen in the first photo of the page."""
    found = re.search(r'href="https?://[^/"]+(/n/[^"]+/clips/\d+\?key=\w+)"', device.get(page).text)
    assert found, "no link"
    return found[1]


def in_store(night: Evening) -> list[bytes]:
    """The bytes of all files that are kept of the night."""
    folder = night.server.folder / "nights.db.media" / night.code
    return [file.read_bytes() for file in folder.rglob("*") if file.is_file()]
