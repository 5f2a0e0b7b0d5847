"""The media store: files by the hash of their content, each night's apart, in a folder or in a bucket (see
bucket.py). What is kept is whole or not there.

    media/CODE/3f/3f9a…   kept for good: written elsewhere, then moved here
    media/parts/          uploads under way (see uploads.py), always in a folder

All of this may wait for a disk or a network: call it in a thread.
"""

import contextlib
import hashlib
import os
import pathlib
import re
import secrets
import shutil
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Iterator

HASH = re.compile(r"[0-9a-f]{64}")
CODE = re.compile(r"[0-9A-Z]{1,12}")
PARTS = "parts"
SPARE = 300_000_000
"""Bytes that stay free on the disk: uploads stop before the log has no room for votes."""
PIECE = 256 * 1024
"""Bytes that are read at a time."""


def digest(file: pathlib.Path) -> str:
    """The SHA-256 of its content, in hexadecimal."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def on_disk(path: pathlib.Path) -> None:
    """Have the system write this file, or the names in this folder, to the disk now."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def name_of(code: str, hash: str) -> str:
    """Below the store, where this content is, or would be."""
    if not (CODE.fullmatch(code) and HASH.fullmatch(hash)):
        raise ValueError("no name of ours")
    return f"{code}/{hash[:2]}/{hash}"


class Media(ABC):
    """`code` arguments are a night's code, `hash` that of a content. `folder` is made with the first file."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.folder = folder

    @property
    def parts(self) -> pathlib.Path:
        """The folder of what is not whole yet; made if need be."""
        made = self.folder / PARTS
        made.mkdir(parents=True, exist_ok=True)
        return made

    def has_room(self, more: int = 0) -> bool:
        """Whether the disk would still have room for the log after so many bytes more."""
        there = next(one for one in (self.folder, *self.folder.parents) if one.exists())
        return shutil.disk_usage(there).free - more > SPARE

    @abstractmethod
    def keep(self, code: str, file: pathlib.Path) -> str:
        """Keep the content of a file of `parts`, which is gone then, and return its hash. Raises `Refused`
        if the store is away."""

    def prove(self) -> None:  # noqa: B027 - a folder is made only once something is written
        """Raises `OSError` if nothing can be written."""

    @abstractmethod
    def size(self, code: str, hash: str) -> int | None:
        """Bytes of this content; None if it is not there. This and all below raise `OSError` if the store is
        away."""

    @abstractmethod
    def read(self, code: str, hash: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """The bytes from `start` up to `end`, in pieces. Raises `FileNotFoundError`."""

    @abstractmethod
    def remove(self, code: str, hash: str) -> None:
        """Delete this content, if it is there."""

    @abstractmethod
    def remove_kept(self, code: str) -> None:
        """Delete all that is kept of a night."""

    def remove_night(self, code: str) -> None:
        """Delete all of a night, also what is on its way."""
        if CODE.fullmatch(code):
            self.remove_kept(code)
            for part in (self.folder / PARTS).glob(f"{code}.*"):
                part.unlink(missing_ok=True)

    @abstractmethod
    def all(self) -> Iterator[tuple[str, str]]:
        """The (code, hash) of everything that is kept."""

    @abstractmethod
    def where(self, code: str, hash: str) -> str:
        """Where this content is, or would be, in an operator's words."""

    @abstractmethod
    def at_hand(self, code: str, hash: str) -> contextlib.AbstractAsyncContextManager[pathlib.Path]:
        """A file with this content, for a process that works on it. Raises `FileNotFoundError`."""

    def digest(self, code: str, hash: str) -> str:
        """The hash of what is there: another one if it is damaged."""
        found = hashlib.sha256()
        for piece in self.read(code, hash):
            found.update(piece)
        return found.hexdigest()

    def scratch(self, name: str = "") -> pathlib.Path:
        """A name for a file of ours that somebody is about to write, and to delete; the same again with the
        same `name`."""
        return self.parts / f"scratch-{name or secrets.token_hex(8)}"

    def copied(self, code: str, hash: str, target: pathlib.Path) -> None:
        """Write this content into a file. Raises `FileNotFoundError`."""
        with target.open("wb") as file:
            for piece in self.read(code, hash):
                file.write(piece)

    def copy_to(self, other: "Media") -> int:
        """Copy all that is kept into another store, each file whole or not at all; returns how many."""
        count = 0
        for code, hash in self.all():
            made = other.scratch()
            try:
                self.copied(code, hash, made)
                other.keep(code, made)
                count += 1
            except FileNotFoundError:  # withdrawn since it was listed
                continue
            finally:
                made.unlink(missing_ok=True)
        return count


class Folder(Media):
    """Files in a folder, on a disk that all processes of the server share."""

    def path(self, code: str, hash: str) -> pathlib.Path:
        return self.folder / name_of(code, hash)

    def keep(self, code: str, file: pathlib.Path) -> str:
        hash = digest(file)
        kept = self.path(code, hash)
        kept.parent.mkdir(parents=True, exist_ok=True)
        on_disk(file)
        os.replace(file, kept)
        on_disk(kept.parent)
        return hash

    def size(self, code: str, hash: str) -> int | None:
        try:
            return self.path(code, hash).stat().st_size
        except FileNotFoundError:
            return None

    def read(self, code: str, hash: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        with self.path(code, hash).open("rb") as file:
            file.seek(start)
            while piece := file.read(PIECE if end is None else min(PIECE, end - file.tell())):
                yield piece

    def remove(self, code: str, hash: str) -> None:
        self.path(code, hash).unlink(missing_ok=True)

    def remove_kept(self, code: str) -> None:
        shutil.rmtree(self.folder / code, ignore_errors=True)

    def all(self) -> Iterator[tuple[str, str]]:
        for file in sorted(self.folder.glob("*/??/*")):
            code, hash = file.parent.parent.name, file.name
            if CODE.fullmatch(code) and HASH.fullmatch(hash):
                yield code, hash

    def where(self, code: str, hash: str) -> str:
        return str(self.path(code, hash))

    @contextlib.asynccontextmanager
    async def at_hand(self, code: str, hash: str) -> AsyncIterator[pathlib.Path]:
        path = self.path(code, hash)
        if not path.is_file():
            raise FileNotFoundError(path)
        yield path
