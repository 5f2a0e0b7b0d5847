"""The media store: files by the hash of their content, each night's in a folder of its own.

    media/CODE/3f/3f9a…   kept for good: written elsewhere, then moved here, so it is whole or not there
    media/parts/          uploads under way (see uploads.py)

An object store would have the same few functions. All of them may wait for a disk: call them in a thread.
"""

import hashlib
import os
import pathlib
import re
import shutil
import tempfile
from collections.abc import Iterator

HASH = re.compile(r"[0-9a-f]{64}")
CODE = re.compile(r"[0-9A-Z]{1,12}")
PARTS = "parts"
SPARE = 300_000_000
"""Bytes that stay free on the disk: uploads stop before the log has no room for votes."""
PIECE = 1024 * 1024


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


class MediaStore:
    """A folder, made with the first file. `code` arguments are a night's code, `hash` that of a content."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.folder = folder

    @property
    def parts(self) -> pathlib.Path:
        """The folder of what is not whole yet; made if need be."""
        made = self.folder / PARTS
        made.mkdir(parents=True, exist_ok=True)
        return made

    def path(self, code: str, hash: str) -> pathlib.Path:
        """Where this content is, or would be."""
        if not (CODE.fullmatch(code) and HASH.fullmatch(hash)):
            raise ValueError("no name of ours")
        return self.folder / code / hash[:2] / hash

    def keep(self, code: str, file: pathlib.Path) -> str:
        """Keep the content of a file, and return its hash. The file must be on the same disk: it is moved."""
        hash = digest(file)
        kept = self.path(code, hash)
        kept.parent.mkdir(parents=True, exist_ok=True)
        on_disk(file)
        os.replace(file, kept)
        on_disk(kept.parent)
        return hash

    def remove(self, code: str, hash: str) -> None:
        """Delete this content, if it is there."""
        self.path(code, hash).unlink(missing_ok=True)

    def remove_night(self, code: str) -> None:
        if CODE.fullmatch(code):
            shutil.rmtree(self.folder / code, ignore_errors=True)
            for part in self.parts.glob(f"{code}.*"):
                part.unlink(missing_ok=True)

    def has_room(self, more: int = 0) -> bool:
        """Whether the disk would still have room for the log after so many bytes more."""
        there = next(one for one in (self.folder, *self.folder.parents) if one.exists())
        return shutil.disk_usage(there).free - more > SPARE

    def all(self) -> Iterator[tuple[str, str]]:
        """The (code, hash) of everything that is kept."""
        for file in sorted(self.folder.glob("*/??/*")):
            code, hash = file.parent.parent.name, file.name
            if CODE.fullmatch(code) and HASH.fullmatch(hash):
                yield code, hash

    def copy_to(self, target: pathlib.Path) -> int:
        """Copy all that is kept into another folder, each file whole or not at all; returns how many."""
        other, count = MediaStore(target), 0
        for code, hash in self.all():
            kept = other.path(code, hash)
            kept.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=other.parts, delete=False) as made:
                try:
                    with self.path(code, hash).open("rb") as source:
                        shutil.copyfileobj(source, made, PIECE)
                except FileNotFoundError:  # withdrawn since it was listed
                    os.unlink(made.name)
                    continue
            on_disk(pathlib.Path(made.name))
            os.replace(made.name, kept)
            count += 1
        return count
