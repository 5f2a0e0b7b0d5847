"""A setup kept as a file: small readable JSON, from which other nights start.

{"opennight": "setup", "version": 1, "name": "…", "about": "…", "deck": "…", "setup": {…}}

`setup` has the fields of a `Setup`; one that is left out is as in a new night. What belongs to one night
alone (OF_ONE_NIGHT) is not written, and nothing of its people, its links or what was said there is in a
setup. The title may be empty, for others to fill in. `deck` is the name of a deck of cards on the server's
shelf; it may be left out.
"""

from collections.abc import Iterator

import msgspec

from opennight.night.bylines import FIRST
from opennight.night.kept.setups import Setup
from opennight.night.messages import Refused, _, clean
from opennight.night.tidy import tidy_setup

KIND = "setup"
VERSION = 1
"""Goes up when a field changes its meaning. New fields need not: a server that does not know one says so."""
MOST = 64 * 1024
"""Bytes of a file."""
FIELD = "file"
OF_ONE_NIGHT = ("place", "zone", "date")
BOM = b"\xef\xbb\xbf"


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A setup with what it is called, and in a sentence what it is good for. `zone` is empty if the file says
    none, `date` always. `deck`: the name of the deck of cards that it is played with; empty for none."""

    name: str
    about: str = ""
    deck: str = ""
    setup: Setup


def write(kept: Kept) -> bytes:
    """The file, in UTF-8."""
    fields = {name: value for name, value in plain(kept.setup).items() if name not in OF_ONE_NIGHT}
    whole = {"opennight": KIND, "version": VERSION, "name": kept.name, "about": kept.about}
    whole |= ({"deck": kept.deck} if kept.deck else {}) | {"setup": fields}
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"


def plain(setup: Setup) -> dict[str, object]:
    fields: dict[str, object] = msgspec.to_builtins(setup)
    return fields


def read(content: bytes) -> Kept:
    """What a file says, checked as a form is. Raises `Refused` with a sentence for whoever gave it."""
    whole = decoded(content)
    fields = whole.get("setup")
    if whole.get("opennight") != KIND or not isinstance(fields, dict):
        raise Refused(_("This is not a setup file from opennight. Pick another file."), field=FIELD)
    version = whole.get("version")
    if not isinstance(version, int) or version > VERSION:
        raise Refused(_("This file was made by a newer opennight than the one on this server."), field=FIELD)
    setup = converted(fields)
    known = {
        "opennight": KIND,
        "version": VERSION,
        "name": "",
        "about": "",
        "deck": "",
        "setup": plain(setup),
    }
    for name in strange(whole, known):
        raise Refused(
            _("This server does not know what “%(name)s” means. The file may come from a newer opennight."),
            field=FIELD,
            name=name[:40],
        )
    kept = checked(str(whole.get("name") or setup.title), str(whole.get("about") or ""), setup)
    return msgspec.structs.replace(kept, deck=clean(str(whole.get("deck") or ""), 80, FIELD, least=0))


def decoded(content: bytes) -> dict[str, object]:
    """The JSON object in the file."""
    if len(content) > MOST:
        raise Refused(
            _("This file is too large: a setup has at most %(most)s kB."),
            "too much",
            field=FIELD,
            most=MOST // 1024,
        )
    try:
        whole = msgspec.json.decode(content.removeprefix(BOM))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Refused(
            _("This file cannot be read: it is not JSON, or a part of it is missing."), field=FIELD
        ) from None
    return whole if isinstance(whole, dict) else {}


def converted(fields: dict[str, object]) -> Setup:
    try:
        return msgspec.convert({"title": "", "zone": "", "byline": FIRST, **fields}, Setup)
    except msgspec.ValidationError as error:
        where = str(error).rpartition("`$.")[2].rstrip("`")
        raise Refused(
            _("Something in this file is of the wrong kind: “%(where)s”."), field=FIELD, where=where[:40]
        ) from None


def strange(given: object, known: object) -> Iterator[str]:
    """The names in `given` that `known`, which was made from it, has not."""
    if isinstance(given, dict) and isinstance(known, dict):
        for name, value in given.items():
            if name in known:
                yield from strange(value, known[name])
            else:
                yield str(name)
    elif isinstance(given, list) and isinstance(known, list | tuple):
        for one, other in zip(given, known, strict=True):
            yield from strange(one, other)


def checked(name: str, about: str, setup: Setup) -> Kept:
    """The setup as it will be kept, except what the host of the new night has yet to say."""
    filled = msgspec.structs.replace(
        setup, title=setup.title or "?", zone=setup.zone or "UTC", date="2000-01-01"
    )
    try:
        tidy = tidy_setup(filled)
        name, about = clean(name or "?", 80, FIELD), clean(about, 200, FIELD, least=0)
    except Refused as refused:
        refused.field = FIELD
        raise
    open_ = {"title": tidy.title if setup.title else "", "zone": setup.zone, "date": ""}
    return Kept(name=name, about=about, setup=msgspec.structs.replace(tidy, **open_))
