"""Writes the archive of a night: its log as it stands, without what the log is about to forget."""

import asyncio
import datetime as dt
import os
import pathlib
import zipfile
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import IO

import msgspec

from opennight import __version__
from opennight.archive.manifest import (
    ACTS,
    LEFT_OUT,
    LOG,
    MANIFEST,
    MEDIA,
    ActLine,
    File,
    Line,
    Manifest,
    Unfit,
    file_of,
)
from opennight.media.store import Media
from opennight.night.fold import fold
from opennight.night.state import Night
from opennight.store.envelope import Row, unpack
from opennight.store.log import CheckedLog, Idle

encode = msgspec.json.encode
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of all that is in it: the same night makes the same file, except for when it was made."""


async def write(log: CheckedLog, code: str, media: Media | None, target: pathlib.Path) -> Manifest:
    """Write the archive of this night into a new file. A running server may go on writing to the night.

    Raises `Unfit` if there is no such night or the file is there, `Unavailable` if the store is away, and
    `OSError`; then there is no new file.
    """
    rows = await log.rows(code)
    if not rows:
        raise Unfit(f"There is no night with the code {code}.")
    night = fold(code, map(unpack, rows))
    if night.copy_of:
        raise Unfit(f"{code} is only a rehearsal of {night.copy_of}. Archive that night.")
    acts = await log.idle(code)
    return await asyncio.to_thread(put, target, night, forgotten(rows, night), acts, media)


def put(
    target: pathlib.Path, night: Night, rows: Sequence[Row], acts: Iterable[Idle], media: Media | None
) -> Manifest:
    """Write the file beside its place, for its owner's eyes alone, and put it there once it is whole."""
    if target.exists():
        raise Unfit(f"{target} already exists; name a new file.")
    fresh = target.with_name(f".{target.name}.part")
    try:
        with os.fdopen(os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as file:
            manifest = pack(file, night, rows, acts, media)
            file.flush()
            os.fsync(file.fileno())
        os.replace(fresh, target)
    finally:
        fresh.unlink(missing_ok=True)
    return manifest


def forgotten(rows: Sequence[Row], night: Night) -> list[Row]:
    """The rows without what nobody needs any more: the log blanks that after a write, and this may come
    between the two."""
    gone = set(night.forgettable)
    blank = msgspec.structs.replace
    return [blank(row, personal=None, salt=None) if row.version in gone else row for row in rows]


def pack(
    file: IO[bytes], night: Night, rows: Sequence[Row], acts: Iterable[Idle], media: Media | None
) -> Manifest:
    """Write all of it into this file, open for writing."""
    log = b"".join(encode(line(row)) + b"\n" for row in rows)
    idle = b"".join(encode(ActLine(act.key, act.version, act.at)) + b"\n" for act in acts)
    with zipfile.ZipFile(file, "w") as archive:
        kept, missing = clips(archive, night, media)
        texts = {LOG: log, ACTS: idle}
        manifest = Manifest(
            opennight=__version__,
            made=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            code=night.code,
            title=night.setup.title,
            date=night.setup.date,
            version=rows[-1].version,
            hash=rows[-1].hash,
            files={name: file_of(content) for name, content in texts.items()} | kept,
            missing=missing,
            left_out=LEFT_OUT,
        )
        texts[MANIFEST] = msgspec.json.format(encode(manifest), indent=1)
        for name, content in texts.items():
            archive.writestr(entry(name, zipfile.ZIP_DEFLATED), content)
    return manifest


def line(row: Row) -> Line:
    return Line(*msgspec.structs.astuple(row)[1:])


def clips(
    archive: zipfile.ZipFile, night: Night, media: Media | None
) -> tuple[dict[str, File], tuple[str, ...]]:
    """Write what clips consist of. Returns the files that are there, and the hashes of those that are not."""
    kept: dict[str, File] = {}
    missing = []
    for hash in hashes(night):
        try:
            if media is None or media.digest(night.code, hash) != hash:
                raise FileNotFoundError(hash)
            kept[MEDIA + hash] = copied(archive, night.code, hash, media)
        except FileNotFoundError:
            missing.append(hash)
    return kept, tuple(missing)


def hashes(night: Night) -> list[str]:
    """Of all files that clips of this night are made of, each once."""
    its = (clip.hashes for clip in night.clips.values() if not clip.withdrawn)
    return list(dict.fromkeys(hash for several in its for hash in several))


def copied(archive: zipfile.ZipFile, code: str, hash: str, media: Media) -> File:
    size, found = 0, sha256()
    with archive.open(entry(MEDIA + hash, zipfile.ZIP_STORED), "w", force_zip64=True) as target:
        for piece in media.read(code, hash):
            target.write(piece)
            found.update(piece)
            size += len(piece)
    return File(size, found.hexdigest())


def entry(name: str, how: int) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name, EPOCH)
    made.compress_type = how
    made.external_attr = 0o600 << 16
    return made
