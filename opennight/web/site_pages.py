"""Gathers the pages of a record for a folder. They are asked of this server as a stranger would ask for them,
from the first one to all that it leads to: so whatever the record shows is there, and nothing else is."""

import asyncio
import functools
import html
import posixpath
import re
import time
import urllib.parse
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from starlette.applications import Starlette

from opennight.media.kinds import HEAD, served_as
from opennight.media.store import Media
from opennight.night import captions, clips
from opennight.night.messages import Refused, _
from opennight.night.state import Night
from opennight.record.captions import vtt
from opennight.record.files import zips
from opennight.record.files.relative import in_css, relative
from opennight.record.licences import licence_of
from opennight.web.core import static
from opennight.web.core.languages import translate
from opennight.web.core.within import Got, ask

MOST_PAGES = 500
MOST_BYTES = 2_000_000_000
"""Of all clips in it. Photos come first, then sound, then film; what is beyond that stays on the server."""
ENDINGS = {"text/html": ".html", "image/svg+xml": ".svg", "image/png": ".png", "image/jpeg": ".jpg"}
ONLINE = ("/record/quote/", "/record/to/", "/record/own", "/record/take/")
"""Pages that are of use only with a server, so that they are left out."""
LINK = re.compile(r'\b(?:href|src|poster)="([^"]+)"')
WRITE = re.compile(r"/record/cards/[0-9]+/write")
CLIP = re.compile(r"/clips/([0-9]{1,9})(?:/(file|poster|original|captions\.vtt))?")
SUFFIX = {"file": "", "poster": "-poster", "original": "-original"}
ORDER = ("photo", "sound", "film")


class Kept(NamedTuple):
    """A file of a clip in the store."""

    hash: str
    sort: str


class Looked(NamedTuple):
    crc: int
    size: int
    ending: str


@functools.lru_cache(maxsize=10_000)
def look_at(media: Media, code: str, kept: Kept) -> Looked:
    """The checksum, size and ending of what the store has. Raises `OSError`."""
    crc = size = 0
    start = b""
    for piece in media.read(code, kept.hash):
        start = start or piece[:HEAD]
        crc, size = zlib.crc32(piece, crc), size + len(piece)
    return Looked(crc, size, served_as(start, kept.sort)[1])


class Look:
    """Looks around a record. `address`: of the night on the web, if it will last."""

    def __init__(self, app: Starlette, night: Night, language: str, address: str) -> None:
        self.app, self.night, self.language, self.address = app, night, language, address
        self.root = f"/n/{night.code}"
        self.got: dict[str, Got] = {}
        """By address: pages, pictures and files of the record."""
        self.kept: dict[str, Kept] = {}
        self.texts: dict[str, str] = {}
        """By address: clips in the store, and their captions."""
        self.styles: set[str] = set()
        self.names: dict[str, str] = {}
        """By address: where everything is, below the folder."""
        uploads = app.state.uploads
        self.media: Media | None = uploads.media if uploads else None

    def path(self, link: str) -> str:
        """The address on this server, without a query and an anchor; empty for all others."""
        if self.address and (link + "/").startswith(self.address + "/"):
            link = self.root + link.removeprefix(self.address)
        parts = urllib.parse.urlsplit(link)
        return "" if parts.scheme or parts.netloc else parts.path

    async def around(self) -> None:
        """Ask for the first page, and all that it leads to."""
        waiting = [f"{self.root}/record"]
        while waiting and len(self.got) < MOST_PAGES:
            path = waiting.pop(0)
            if path in self.got:
                continue
            began = time.perf_counter()
            found = await ask(self.app, path, self.language)
            await asyncio.sleep(time.perf_counter() - began)  # votes come first: they have half of the time
            if found.status != 200:
                continue
            self.got[path] = found
            if found.kind == "text/html":
                waiting += self.leads_to(found.body.decode())
        if not self.got:
            raise Refused(_("You can download the website once the record is published."), "late")
        self.clips()

    def leads_to(self, page: str) -> list[str]:
        """More of the record. Style sheets and clips are noted."""
        those = dict.fromkeys(self.path(html.unescape(link)) for link in LINK.findall(page))
        more = []
        for path in those:
            if path.startswith("/static/"):
                self.styles.add(path)
            elif CLIP.fullmatch(path.removeprefix(self.root)):
                self.kept.setdefault(path, Kept("", ""))
            elif self.belongs(path):
                more.append(path)
        return more

    def belongs(self, path: str) -> bool:
        if path == f"{self.root}/record.zip" or path.startswith(tuple(self.root + one for one in ONLINE)):
            return False
        if WRITE.fullmatch(path.removeprefix(self.root)):
            return False
        return path.startswith((f"{self.root}/record/", f"{self.root}/record.", f"{self.root}/schedule."))

    def clip_and_part(self, path: str) -> tuple[int, str | None]:
        """The clip's number and which of its files is at this path of one. Raises `ValueError` for others."""
        if found := CLIP.fullmatch(path.removeprefix(self.root)):
            return int(found[1]), found[2]
        raise ValueError(path)

    def clips(self) -> None:
        """What everybody may see and hear of them, at this moment."""
        for path in [*self.kept]:
            no, part = self.clip_and_part(path)
            clip = self.night.clips.get(no)
            del self.kept[path]
            if clip is None or not clips.is_public(self.night, clip):
                continue
            if part == "captions.vtt":
                self.texts[path] = vtt(captions.shown(self.night, clip.no))
            elif part == "poster":
                self.kept[path] = Kept(clip.poster, "photo")
            else:
                self.kept[path] = Kept(clip.original if part == "original" else clip.hash, clip.sort)

    def packed(self) -> list[zips.Entry]:
        """Everything in its place. Only what was gathered is looked at: it works in a thread."""
        media = [*self.clip_entries()]
        self.names |= {path: self.name(path, found) for path, found in self.got.items()}
        self.names |= {path: "static/" + path.split("/", 3)[3] for path in self.styles}
        files = {self.names[path]: self.content(path, found) for path, found in sorted(self.got.items())}
        files |= {self.names[path]: text for path, text in self.texts.items()}
        files = {"index.html": files.pop("index.html"), "README.txt": self.about()} | files | self.static()
        return [*(zips.packed(f"{self.folder}/{name}", content) for name, content in files.items()), *media]

    @property
    def folder(self) -> str:
        return f"opennight-{self.night.code}"

    def clip_entries(self) -> Iterator[zips.Entry]:
        left = MOST_BYTES
        for path, text in self.texts.items():
            self.names[path] = f"clips/{path.split('/')[-2]}.vtt"
            left -= len(text)
        for path, kept in sorted(self.kept.items(), key=lambda one: ORDER.index(one[1].sort)):
            looked = self.look(kept)
            if looked is None or looked.size > left:
                continue
            left -= looked.size
            no, part = self.clip_and_part(path)
            name = f"clips/{no}{SUFFIX[part or 'file']}.{looked.ending}"
            if name not in self.names.values():
                yield self.entry(name, kept, looked)
            self.names[path] = name

    def look(self, kept: Kept) -> Looked | None:
        """None if the store has not got it."""
        if self.media is None or not kept.hash:
            return None
        try:
            return look_at(self.media, self.night.code, kept)
        except OSError:
            return None

    def entry(self, name: str, kept: Kept, looked: Looked) -> zips.Entry:
        media, code = self.media, self.night.code
        assert media  # noqa: S101 - it has just been looked into
        return zips.stored(
            f"{self.folder}/{name}", looked.crc, looked.size, lambda: media.read(code, kept.hash)
        )

    def name(self, path: str, found: Got) -> str:
        inside = path.removeprefix(self.root + "/")
        if path == f"{self.root}/record":
            return "index.html"
        if not inside.startswith("record/"):
            return inside  # a file: “record.json”
        place = inside.removeprefix("record/").strip("/")
        ending = ENDINGS.get(found.kind, "")
        return place if place.endswith(ending) else place + ending

    def content(self, path: str, found: Got) -> str | bytes:
        if found.kind != "text/html" or not self.names[path].endswith(".html") or self.is_file(path):
            return found.body
        return relative(self.names[path], found.body.decode(), self.find)

    def is_file(self, path: str) -> bool:
        return not path.startswith(f"{self.root}/record/") and path != f"{self.root}/record"

    def find(self, link: str) -> str | None:
        """Where this is, from the folder."""
        path, parts = self.path(link), urllib.parse.urlsplit(link)
        if not path:
            return link
        anchor = f"#{parts.fragment}" if parts.fragment else ""
        if path in self.names:
            return self.names[path] + (anchor or self.moment(parts.query))
        if CLIP.fullmatch(path.removeprefix(self.root)) and f"{path}/file" in self.names:
            return self.names[f"{path}/file"] + self.moment(parts.query)
        host = self.address.removesuffix(self.root)
        return host + path + (f"?{parts.query}" if parts.query else "") + anchor if host else None

    @staticmethod
    def moment(query: str) -> str:
        """From when on a clip is to be played, as a browser plays a file."""
        since = urllib.parse.parse_qs(query).get("t", [""])[0]
        return f"#t={int(since) / 1000:g}" if since.isdecimal() and since.isascii() else ""

    def static(self) -> dict[str, str | bytes]:
        """The style sheets and the icon, and what they load."""
        found: dict[str, str | bytes] = {}
        waiting = sorted(path.split("/", 3)[3] for path in self.styles)
        while waiting:
            name = waiting.pop(0)
            file = static.files().get(name)
            if file is None or file.kind == "text/javascript" or f"static/{name}" in found:
                continue
            found[f"static/{name}"] = file.body
            if file.kind == "text/css":
                here = posixpath.dirname(name)
                waiting += [
                    posixpath.normpath(posixpath.join(here, one)) for one in in_css(file.body.decode())
                ]
        return found

    def about(self) -> str:
        """What somebody reads who finds the folder in a year."""
        gettext, its = translate(self.language), licence_of(self.night)
        said = (
            f"{self.night.setup.title}, {self.night.setup.date}",
            gettext("Open index.html in a browser. Nothing here needs the network."),
            " ".join(filter(None, (gettext("Licence: %(name)s") % {"name": gettext(its.name)}, its.url))),
            f"{self.address}/record" if self.address else "",
        )
        return "\n\n".join(filter(None, said)) + "\n"
