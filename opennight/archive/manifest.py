"""What an archive says about itself, and the names of what is in it.

manifest.json     this, first
log.jsonl         the rows of the log, one JSON object a line, with their hashes
acts.jsonl        acts that changed nothing and are still remembered (see store/log.py)
media/3f9a…       what people uploaded, each by the SHA-256 of its content
"""

import re
from hashlib import sha256

import msgspec

NAME = "opennight-archive"
FORM = 1
"""Goes up when an older opennight could not read it any more."""
MANIFEST, LOG, ACTS, MEDIA = "manifest.json", "log.jsonl", "acts.jsonl", "media/"
MEMBER = re.compile(r"manifest\.json|log\.jsonl|acts\.jsonl|media/[0-9a-f]{64}")
"""Everything that can be in an archive of ours; no name of it ever becomes a path on a disk."""


class Unfit(Exception):
    """The file cannot be taken in; the text is a sentence that says why."""


class File(msgspec.Struct, frozen=True):
    """`sha256` is hexadecimal."""

    bytes: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """`opennight` is the version of the program that wrote it, `made` when (RFC 3339, UTC). `version` is the
    night's last version, `hash` that of its last row. `files` has all but the manifest, by name. `missing`
    are clips whose content was not in the store, by hash. `left_out` are sentences.
    """

    format: str = f"{NAME}/{FORM}"
    opennight: str
    made: str
    code: str
    title: str
    date: str
    version: int
    hash: str
    files: dict[str, File]
    missing: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


LEFT_OUT = (
    "What two people passed to each other, such as a phone number: both said yes to each other, "
    "not to a file that travels. It stays on the server where they said it.",
    "Links and codes: the desk link, links for helpers and reporters, personal codes and slips follow from "
    "the secret key of a server. Where the night is imported, its host gets a new desk link.",
    "Answers without a name that were not mixed yet: they are in the log, sealed, and only the server "
    "that sealed them can open them.",
    "Uploads that were still on their way, and clips that were withdrawn.",
)


class Line(msgspec.Struct, frozen=True):
    """A row of the log as a line of the archive: see `store/envelope.Row`. The night is the manifest's."""

    version: int
    command: str
    at: int
    actor: str
    kind: str
    data: str
    personal: str | None
    salt: str | None
    seal: str | None
    hash: str


class ActLine(msgspec.Struct, frozen=True):
    """An act that changed nothing: see `store/log.Idle`."""

    key: str
    version: int
    at: int


def file_of(content: bytes) -> File:
    return File(len(content), sha256(content).hexdigest())
