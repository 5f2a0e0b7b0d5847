"""Reads an archive, which may be damaged, foreign or hostile: all of it is checked before any of it is used.

Nothing in it is trusted for its size: what unpacks to more than it says, or to far more than it takes, is not
read. No name in it becomes a path.
"""

import contextlib
import pathlib
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any, TypeVar

import msgspec

from opennight.archive.manifest import (
    ACTS,
    FORM,
    LOG,
    MANIFEST,
    MEDIA,
    MEMBER,
    NAME,
    ActLine,
    Line,
    Manifest,
    Unfit,
)
from opennight.archive.writing import hashes
from opennight.media.store import CODE, HASH, PIECE
from opennight.night.fold import fold
from opennight.night.messages import key
from opennight.night.state import Night
from opennight.night.upcast import UPCAST
from opennight.record import outcome
from opennight.store.envelope import START, Damaged, Row, broken, chained, decoders, unpack
from opennight.store.log import Idle

MOST_MEMBERS = 20_000
MOST_TEXT = 1_000_000_000
"""Bytes of the log: a night of 2,500 people with everything in it has a tenth of that."""
MOST_MANIFEST = 8_000_000
FOLDED = 100
"""How many times smaller than itself a text may be packed; logs come to ten or twenty."""
SMALL = 1_000_000
"""Bytes that are read however small they were packed."""
ADDRESSES = ("url", "booking")
"""Fields of events in which an address may stand."""
WEB = re.compile("https?://", re.IGNORECASE)
T = TypeVar("T")


class Archive:
    """An archive that has been checked: see `opened`."""

    def __init__(self, file: zipfile.ZipFile, manifest: Manifest, rows: list[Row], acts: list[Idle]) -> None:
        self.file, self.manifest, self.rows, self.acts = file, manifest, rows, acts

    @property
    def media(self) -> list[str]:
        """The hashes of the files in it."""
        return [name.removeprefix(MEDIA) for name in self.manifest.files if name.startswith(MEDIA)]

    @property
    def size(self) -> int:
        """Bytes of all of it, unpacked."""
        return sum(one.bytes for one in self.manifest.files.values())

    def content(self, hash: str) -> Iterator[bytes]:
        """The bytes of a file in it, in pieces."""
        yield from pieces(self.file, MEDIA + hash)

    def rows_as(self, code: str) -> list[Row]:
        """The rows as those of a night with this code: their hashes are made anew, their seals still hold."""
        return self.rows if code == self.manifest.code else rechained(self.rows, code)


def rechained(rows: Sequence[Row], code: str) -> list[Row]:
    made, before = [], START
    for row in rows:
        said = (before, code, row.version, row.command, row.at, row.actor, row.kind, row.data, row.seal)
        before = chained(said)
        made.append(msgspec.structs.replace(row, night=code, hash=before))
    return made


@contextlib.contextmanager
def opened(path: pathlib.Path) -> Iterator[Archive]:
    """The archive in this file. Raises `Unfit`, with the sentence to say, unless all of it is whole."""
    with told(path), zipfile.ZipFile(path) as file:
        members = names_in(file, path.stat().st_size)
        manifest = manifest_of(file, members)
        for name in manifest.files:
            check(file, name, manifest)
        rows = rows_of(file, manifest)
        acts = acts_of(file, manifest, rows)
        check_night(manifest, rows)
        yield Archive(file, manifest, rows, acts)


@contextlib.contextmanager
def told(path: pathlib.Path) -> Iterator[None]:
    """Turn what the zip file does not like into sentences."""
    try:
        yield
    except FileNotFoundError:
        raise Unfit(f"There is no file {str(path)!r}.") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):
        raise Unfit(
            "This file is damaged, only part of one, or not an opennight archive. "
            "Copy it again from where it was made."
        ) from None


def names_in(file: zipfile.ZipFile, size: int) -> set[str]:
    """The names of what is in it, once that is known to be nothing but what we write."""
    infos = file.infolist()
    names = [one.filename for one in infos]
    if MANIFEST not in names:
        raise Unfit("This is a zip file, but not an opennight archive: it has no manifest.json.")
    if len(names) > MOST_MEMBERS:
        raise Unfit(f"This archive has {len(names)} files in it; the limit is {MOST_MEMBERS}.")
    if foreign := next((name for name in names if not MEMBER.fullmatch(name)), None):
        raise Unfit(f"This archive has a file in it that no opennight archive has: {foreign[:80]!r}.")
    if doubled := next((name for name, many in Counter(names).items() if many > 1), None):
        raise Unfit(f"This archive has {doubled!r} in it twice.")
    if any(one.flag_bits & 1 for one in infos):
        raise Unfit("This archive is locked with a password. Unlock it first.")
    if sum(one.compress_size for one in infos) > size or any(map(swollen, infos)):
        raise Unfit("This archive unpacks to far more than it holds, so it was not read.")
    return set(names)


def swollen(one: zipfile.ZipInfo) -> bool:
    """Whether it is, or says that it is, packed smaller than a text of ours can be. Only deflated texts are
    unpacked no further than they say: bzip2 and LZMA make gigabytes of a kilobyte at one go."""
    if one.filename.startswith(MEDIA):
        return one.compress_type != zipfile.ZIP_STORED or one.file_size != one.compress_size
    if one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return True
    most = MOST_MANIFEST if one.filename == MANIFEST else MOST_TEXT
    return one.file_size > min(most, max(SMALL, one.compress_size * FOLDED))


def manifest_of(file: zipfile.ZipFile, members: set[str]) -> Manifest:
    content = file.read(MANIFEST)
    try:
        format = str(msgspec.json.decode(content, type=dict[str, object]).get("format", ""))
    except msgspec.DecodeError:
        raise Unfit("This archive's manifest.json is damaged.") from None
    name, _slash, form = format.partition("/")
    if name != NAME or not form.isdecimal():
        raise Unfit("This is not an opennight archive: its manifest.json does not say so.")
    if int(form[:9]) > FORM:
        raise Unfit("This archive was made by a newer opennight. Bring this one up to date, then try again.")
    try:
        manifest = msgspec.json.decode(content, type=Manifest)
    except msgspec.DecodeError as error:
        raise Unfit(f"This archive's manifest.json is damaged: {error}.") from None
    if not CODE.fullmatch(manifest.code):
        raise Unfit("This archive names no night: its code is not a code.")
    if {MANIFEST, *manifest.files} != members or not {LOG, ACTS} <= members:
        raise Unfit("What is in this archive is not what its manifest.json says.")
    return manifest


def pieces(file: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """What unpacks, at most as much as it says."""
    with file.open(name) as opened:
        while piece := opened.read(PIECE):
            yield piece


def check(file: zipfile.ZipFile, name: str, manifest: Manifest) -> None:
    found, size = sha256(), 0
    for piece in pieces(file, name):
        found.update(piece)
        size += len(piece)
    said, named = manifest.files[name], name.removeprefix(MEDIA)
    whole = (size, found.hexdigest()) == (said.bytes, said.sha256)
    if not whole or (HASH.fullmatch(named) and named != said.sha256):
        raise Unfit(f"This archive is damaged: {name} is not what was written.")


def lines(file: zipfile.ZipFile, name: str, kind: type[T]) -> list[T]:
    decoder, found = msgspec.json.Decoder(kind), list[T]()
    try:
        for text in file.read(name).splitlines():
            found.append(decoder.decode(text))
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise Unfit(f"This archive is damaged: {name}, line {len(found) + 1}, cannot be read.") from None
    return found


def rows_of(file: zipfile.ZipFile, manifest: Manifest) -> list[Row]:
    """The rows of its log, once they are known to be the ones that were written."""
    its = (msgspec.structs.astuple(line) for line in lines(file, LOG, Line))
    rows = [Row(manifest.code, *one) for one in its]
    if fault := next(broken(rows), None):
        raise Unfit(f"This archive's log is damaged: {fault}.")
    if not rows or (rows[-1].version, rows[-1].hash) != (manifest.version, manifest.hash):
        raise Unfit("This archive's log does not end where its manifest.json says.")
    return rows


def acts_of(file: zipfile.ZipFile, manifest: Manifest, rows: Sequence[Row]) -> list[Idle]:
    """The acts that changed nothing, each once, and none that changed something."""
    acts = [Idle(manifest.code, one.key, one.version, one.at) for one in lines(file, ACTS, ActLine)]
    keys = {act.key for act in acts}
    doubled = len(keys) < len(acts) or keys & {key(row.actor, row.command) for row in rows}
    if doubled or not all(0 < act.version <= manifest.version for act in acts):
        raise Unfit("This archive is damaged: an act is in it twice, or after the end of its log.")
    return acts


def check_night(manifest: Manifest, rows: Sequence[Row]) -> None:
    """Fold the night and make its record: what cannot be shown must not be kept."""
    try:
        night = fold(manifest.code, map(unpack, rows))
        outcome.of(night)
    except Damaged as error:
        if unknown := next((row.kind for row in rows if not known(row.kind)), None):
            raise Unfit(
                f"This archive has something in it that this opennight does not know ({unknown[:60]}). "
                "Bring it up to date, then try again."
            ) from None
        raise Unfit(f"This archive's log cannot be read: {str(error)[:200]}.") from None
    except Exception as error:  # a log that was made up can fail anywhere
        raise Unfit(f"This archive's log makes no night: {type(error).__name__}.") from error
    check_clips(manifest, night)
    if not all(WEB.match(one) for row in rows for one in addresses(row)):
        raise Unfit("This archive's log has a link in it that does not lead to the web.")


def addresses(row: Row) -> Iterator[str]:
    """What pages would link to: somebody who made the log up may have let anything in."""

    def within(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            yield from (str(value[name]) for name in ADDRESSES if value.get(name))
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from within(inner)

    for text in filter(None, (row.data, row.personal)):
        yield from within(msgspec.json.decode(text))


def known(kind: str) -> bool:
    return kind in decoders or kind in UPCAST


def check_clips(manifest: Manifest, night: Night) -> None:
    named = set(hashes(night))
    here = {name.removeprefix(MEDIA) for name in manifest.files if name.startswith(MEDIA)}
    if not all(map(HASH.fullmatch, named)):
        raise Unfit("This archive's log names a clip by something that is not a hash.")
    if here - named:
        raise Unfit("This archive holds a file that no clip of its night names.")
    if named - here - set(manifest.missing):
        raise Unfit("This archive lacks the file of a clip that its log names.")
