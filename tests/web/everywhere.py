"""All addresses at which everybody reads what came of a night, from the table of addresses: a page or a file
that somebody adds to the record is looked at, too, or is named here."""

import io
import zipfile
from collections.abc import Iterable, Iterator

from starlette.routing import Route

from opennight.record.plots import NAMES
from opennight.routes import ROUTES
from opennight.web import record_files, schedule
from tests.web.cast import Device

BEGINNINGS = ("/n/{code}/record", "/n/{code}/schedule", "/n/{code}/about", "/n/{code}/now", "/api/n/{code}")
ELSEWHERE = {
    "/n/{code}/record/draft": "for the host and helpers",
    "/n/{code}/record/mend/{anchor:str}": "for them, and whose words they are",
    "/n/{code}/record/own": "for those who were there",
    "/n/{code}/record/to/{anchor:str}": "leads to a page",
    "/n/{code}/record/cards/{no:no}/write": "a form, with the card's own words above it",
    "/n/{code}/record/posts/{no:no}": "for whoever handed it in",
    "/n/{code}/about/edit": "for the host",
    "/api/n/{code}/ballots": "only if the host has published them",
}
FILLED: dict[str, Iterable[str]] = {
    "/n/{code}/record.{ending:str}": record_files.FORMATS,
    "/n/{code}/schedule.{ending:str}": schedule.FORMATS,
    "/n/{code}/record/pictures/{name:str}.svg": NAMES,
    "/n/{code}/record/quote/{anchor:str}": ("note-1",),
    "/n/{code}/record/g/{no:no}": ("1",),
    "/n/{code}/record/g/{no:no}/write": ("1",),
    "/n/{code}/record/cards/{no:no}": ("1",),
    "/n/{code}/record/take/{anchor:str}": ("card-1",),
    "/n/{code}/record/take/{anchor:str}.json": ("card-1",),
    "/n/{code}/record/actions/{no:no}.ics": ("2",),
}
"""What stands in the place of what is left open."""
BINARY = (".woff2", ".png", ".jpg")


def addresses(code: str) -> Iterator[str]:
    for route in ROUTES:
        reads = isinstance(route, Route) and "GET" in (route.methods or ())
        if not reads or not route.path.startswith(BEGINNINGS) or route.path in ELSEWHERE:
            continue
        before, _brace, rest = route.path.replace("{code}", code).partition("{")
        for one in FILLED[route.path] if rest else ("",):
            yield before + one + rest.partition("}")[2]


def read(device: Device, address: str) -> str:
    """What is there; of a zip, what is in each of its files. A night may do without some pictures."""
    answer = device.client.get(address)
    assert answer.status_code == (200 if "/pictures/" not in address or answer.is_success else 404), address
    zipped = answer.headers["content-type"] == "application/zip"
    return "\n".join(unpacked(answer.content)) if zipped else answer.text


def unpacked(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for name in packed.namelist():
            if name.endswith(".zip"):
                yield from unpacked(packed.read(name))
            elif not name.endswith(BINARY):
                yield packed.read(name).decode()
