"""Archives that are damaged, foreign, hostile or of another time: a sentence, and nothing of them is here."""

import io
import pathlib
import re
import zipfile
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from opennight.archive import arriving, reading, writing
from opennight.archive.manifest import ACTS, LOG, MANIFEST, MEDIA, Unfit, file_of
from opennight.media.store import Folder
from opennight.store.envelope import START, chained
from opennight.store.log import CheckedLog, Unavailable
from opennight.web.core.keys import letters
from tests.archive.conftest import written
from tests.cast import a_night

Members = dict[str, bytes]


@pytest.fixture
async def whole(log: CheckedLog, file: pathlib.Path) -> Members:
    """What is in the archive of a night that has been deleted here since."""
    night = await written(log, a_night())
    await writing.write(log, night.code, None, file)
    await log.delete(night.code, 0)
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(
    members: Members,
    *,
    how: int = zipfile.ZIP_DEFLATED,
    more: Callable[[zipfile.ZipFile], Any] = lambda archive: None,
) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", how) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
        more(archive)
    return made.getvalue()


def said(members: Members, **fields: Any) -> Members:
    """The same with other things in its manifest, which agrees with what is there."""
    its = msgspec.json.decode(members[MANIFEST]) | fields
    others = {name: content for name, content in members.items() if name != MANIFEST}
    its["files"] = {name: msgspec.to_builtins(file_of(content)) for name, content in others.items()}
    return members | {MANIFEST: msgspec.json.encode(its)}


def rewritten(members: Members, change: Callable[[list[dict[str, Any]]], None]) -> Members:
    """The same with other rows, by somebody who has made the whole chain anew."""
    rows = [msgspec.json.decode(line) for line in members[LOG].splitlines()]
    change(rows)
    before, code = START, msgspec.json.decode(members[MANIFEST])["code"]
    for row in rows:
        its = [row[name] for name in ("version", "command", "at", "actor", "kind", "data", "seal")]
        before = row["hash"] = chained((before, code, *its))
    log = b"".join(msgspec.json.encode(row) + b"\n" for row in rows)
    return said(members | {LOG: log}, hash=before, version=rows[-1]["version"])


def last(name: str, value: Any) -> Callable[[list[dict[str, Any]]], None]:
    def change(rows: list[dict[str, Any]]) -> None:
        rows[-1] |= {name: value}

    return change


def leads_to(url: str) -> Callable[[list[dict[str, Any]]], None]:
    def change(rows: list[dict[str, Any]]) -> None:
        rows[-1]["data"] = msgspec.json.encode(msgspec.json.decode(rows[-1]["data"]) | {"url": url}).decode()

    return change


def no_such_vote(rows: list[dict[str, Any]]) -> None:
    """Somebody who is not there votes for what was never pitched."""
    rows[-1] |= {"kind": "vote-cast/1", "data": '{"person": 9, "pitch": 9}'}
    rows[-1] |= {"personal": None, "salt": None, "seal": None}


def twice(archive: zipfile.ZipFile) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(LOG, b"")


PATH = MEDIA + "../../etc/passwd"
BAD: dict[str, tuple[Callable[[Members], bytes], str]] = {
    "no zip": (lambda its: b"These are only notes. " * 99, "or not an opennight archive"),
    "empty": (lambda its: b"", "damaged, only part"),
    "a part": (lambda its: zipped(its)[:-99], "damaged, only part"),
    "another's": (lambda its: zipped({"readme.txt": b"Hello"}), "not an opennight archive"),
    "a foreign manifest": (lambda its: zipped({MANIFEST: b'{"format": "x/1"}'}), "not an opennight archive"),
    "no manifest": (lambda its: zipped(its | {MANIFEST: b"[1, 2"}), "manifest.json is damaged"),
    "newer": (lambda its: zipped(said(its, format="opennight-archive/2")), "made by a newer opennight"),
    "a changed byte": (
        lambda its: zipped(its | {LOG: its[LOG].replace(b"Ada", b"Eve")}),
        "log.jsonl is not what was written",
    ),
    "a changed name": (
        lambda its: zipped(said(its | {LOG: its[LOG].replace(b"Ada", b"Eve")})),
        "log is damaged: BEES, version 2",
    ),
    "one row less": (
        lambda its: zipped(said(its | {LOG: b"".join(its[LOG].splitlines(True)[:-1])})),
        "does not end where",
    ),
    "a version twice": (
        lambda its: zipped(rewritten(its, last("version", 3))),
        "version 4 was expected",
    ),
    "no row": (lambda its: zipped(said(its | {LOG: b"not JSON\n"})), "log.jsonl, line 1, cannot be read"),
    "an unknown kind": (
        lambda its: zipped(rewritten(its, last("kind", "lift-offered/7"))),
        "does not know (lift-offered/7)",
    ),
    "a link that is code": (
        lambda its: zipped(rewritten(its, leads_to("javascript:alert(1)"))),
        "does not lead to the web",
    ),
    "no event": (lambda its: zipped(rewritten(its, last("data", "{}"))), "log cannot be read"),
    "what cannot be": (
        lambda its: zipped(rewritten(its, no_such_vote)),
        "makes no night",
    ),
    "an act twice": (
        lambda its: zipped(said(its | {ACTS: b'{"key": "host x", "version": 1, "at": 1}\n' * 2})),
        "in it twice",
    ),
    "a path": (lambda its: zipped(said(its | {PATH: b"root"})), "no opennight archive has: 'media/../../etc"),
    "the log twice": (lambda its: zipped(its, more=twice), "'log.jsonl' in it twice"),
    "a file of no clip": (
        lambda its: stored(its, b"A film of somebody else"),
        "that no clip of its night names",
    ),
    "a file under another's hash": (
        lambda its: stored(its, b"A film", name="0" * 64),
        "is not what was written",
    ),
    "a bomb": (lambda its: zipped(said(its | {LOG: b" " * 5_000_000})), "unpacks to far more"),
    "packed by bzip2": (lambda its: zipped(its, how=zipfile.ZIP_BZIP2), "unpacks to far more"),
    "packed by LZMA": (lambda its: zipped(its, how=zipfile.ZIP_LZMA), "unpacks to far more"),
    "a packed film": (lambda its: zipped(said(its | {MEDIA + "0" * 64: bytes(9)})), "unpacks to far more"),
    "a code that is none": (lambda its: zipped(said(its, code="../BEES")), "its code is not a code"),
    "more than it says": (lambda its: zipped(its | {MEDIA + "0" * 64: b""}), "unpacks to far more|not what"),
}  # fmt: skip
"""What is wrong → how it is made from a whole archive, and what is said."""


def stored(its: Members, content: bytes, name: str = "") -> bytes:
    """With a file that is packed as clips are."""
    name = MEDIA + (name or file_of(content).sha256)
    return packed(said(its | {name: content}), name)


def packed(members: Members, as_it_is: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name == as_it_is else zipfile.ZIP_DEFLATED)
    return made.getvalue()


async def test_each_says_why_and_leaves_nothing(
    log: CheckedLog, whole: Members, file: pathlib.Path, media: Folder
) -> None:
    """Given the whole archive, when something about it is wrong, then a sentence says what, and no night and
    no file is here; given it whole, then the night is here."""
    for what, (make, words) in BAD.items():
        with file.open("wb") as target:
            target.write(make(whole))
        with pytest.raises(Unfit, match=re.sub(r"[()]", r"\\\g<0>", words)) as refused:  # noqa: SIM117 - either
            with reading.opened(file) as archive:
                await arriving.take_in(archive, log, media, letters)
        assert str(refused.value).endswith("."), what
        assert await log.codes() == [], what
        assert list(media.all()) == [], what
    with file.open("wb") as target:
        target.write(zipped(whole))
    with reading.opened(file) as archive:
        assert (await arriving.take_in(archive, log, media, letters)).code == "BEES"


async def test_what_fails_on_the_way_leaves_nothing(
    log: CheckedLog, whole: Members, file: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given a store that fails at the last row, then no row of the night is there."""
    insert = log.insert  # type: ignore[attr-defined]

    async def fails(rows: Any) -> None:
        await insert(rows[:-1])
        raise OSError("the disk is full")

    monkeypatch.setattr(log, "insert", fails)
    with reading.opened(file) as archive, pytest.raises(Unavailable, match="the disk is full"):
        await arriving.take_in(archive, log, None, letters)
    monkeypatch.undo()
    assert await log.codes() == []
    assert await log.faults() == []
