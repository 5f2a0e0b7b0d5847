"""The media store: whole files under their hashes, each night's apart. A folder and a bucket keep the same
promises; obstore's own stores on a disk and in memory stand in for a bucket on the network."""

import asyncio
import hashlib
import pathlib
import socket
from collections.abc import Callable

import pytest
from obstore.store import LocalStore, MemoryStore

from opennight.media import bucket, store
from opennight.media.bucket import Bucket
from opennight.media.store import Folder, Media
from opennight.night.messages import Refused

LARGE = bytes(range(256)) * 50_000
"""12.8 MB: a bucket gets it in three parts."""


@pytest.fixture(params=["folder", "bucket on a disk", "bucket in memory"])
def media(request: pytest.FixtureRequest, tmp_path: pathlib.Path) -> Media:
    makes: dict[str, Callable[[], Media]] = {
        "folder": lambda: Folder(tmp_path / "media"),
        "bucket on a disk": lambda: Bucket(LocalStore(tmp_path / "objects", mkdir=True), tmp_path / "media"),
        "bucket in memory": lambda: Bucket(MemoryStore(), tmp_path / "media"),
    }
    return makes[request.param]()


def kept(media: Media, code: str, content: bytes) -> str:
    part = media.scratch()
    part.write_bytes(content)
    hash = media.keep(code, part)
    assert not part.exists()
    return hash


def content(media: Media, code: str, hash: str, start: int = 0, end: int | None = None) -> bytes:
    return b"".join(media.read(code, hash, start, end))


def test_a_file_is_kept_under_its_hash_and_in_its_night(media: Media) -> None:
    media.prove()
    bees = kept(media, "BEES", b"bees")
    assert bees == hashlib.sha256(b"bees").hexdigest()
    assert kept(media, "MOTHS", b"bees") == kept(media, "MOTHS", b"bees") == bees
    assert sorted(media.all()) == [("BEES", bees), ("MOTHS", bees)]
    assert list(media.parts.iterdir()) == []
    media.remove("BEES", bees)
    media.remove("BEES", bees)
    assert media.size("BEES", bees) is None
    assert content(media, "MOTHS", bees) == b"bees"
    (media.parts / "MOTHS.1.0.9").touch()
    media.remove_night("MOTHS")
    media.remove_night("NONE")
    assert list(media.all()) == []
    assert list(media.parts.iterdir()) == []


async def test_parts_of_it_are_read_in_pieces(media: Media) -> None:
    large = kept(media, "BEES", LARGE)
    assert media.size("BEES", large) == len(LARGE)
    pieces = [len(piece) for piece in media.read("BEES", large)]
    assert sum(pieces) == len(LARGE)
    assert max(pieces) <= store.PIECE
    assert content(media, "BEES", large, 700_000, 1_700_001) == LARGE[700_000:1_700_001]
    assert content(media, "BEES", large, len(LARGE) - 3) == LARGE[-3:]
    assert content(media, "BEES", large, 9, 9) == b""
    assert media.digest("BEES", large) == large
    async with media.at_hand("BEES", large) as file:
        assert file.read_bytes() == LARGE
    assert list(media.parts.iterdir()) == []


async def test_what_is_not_there(media: Media) -> None:
    with pytest.raises(FileNotFoundError):
        content(media, "BEES", "0" * 64)
    with pytest.raises(FileNotFoundError):
        async with media.at_hand("BEES", "0" * 64):
            pass
    assert list(media.parts.iterdir()) == []


def test_a_copy_holds_all_that_is_kept_and_nothing_else(media: Media, tmp_path: pathlib.Path) -> None:
    copy, back = Folder(tmp_path / "copy"), Bucket(MemoryStore(), tmp_path / "back")
    bees = kept(media, "BEES", b"bees")
    (media.parts / "half").write_bytes(b"half of some")
    assert media.copy_to(copy) == copy.copy_to(back) == 1
    assert content(copy, "BEES", bees) == content(back, "BEES", bees) == b"bees"
    assert [file.name for file in copy.folder.rglob("*") if file.is_file()] == [bees]


@pytest.mark.parametrize(("code", "hash"), [("../BEES", "0" * 64), ("BEES", "../../nights.db"), ("BEES", "")])
def test_no_name_leads_out_of_it(media: Media, code: str, hash: str) -> None:
    with pytest.raises(ValueError, match="no name of ours"):
        media.size(code, hash)


def test_a_disk_nearly_full_takes_no_uploads(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    media = Folder(tmp_path / "not" / "there")
    assert media.has_room()
    monkeypatch.setattr(store, "SPARE", 10**18)
    assert not media.has_room()


async def test_a_bucket_that_never_answers_is_given_up(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given somebody listens at its address and says nothing, then whoever sends something is told, and the
    file is still there for the next try."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{silent.getsockname()[1]}")
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION"):
            monkeypatch.setenv(name, "nowhere")
        monkeypatch.setitem(bucket.CLIENT, "timeout", "200ms")
        monkeypatch.setitem(bucket.RETRY, "max_retries", 1)
        media = Bucket(bucket.opened("s3://films/nights/"), tmp_path, "s3://films/nights/")
        assert media.where("BEES", "0" * 64) == f"s3://films/nights/BEES/00/{'0' * 64}"
        part = media.scratch()
        part.write_bytes(b"bees")
        with pytest.raises(Refused, match="could not save this just now"):
            await asyncio.to_thread(media.keep, "BEES", part)
        assert part.read_bytes() == b"bees"
        for act in (media.prove, lambda: media.size("BEES", "0" * 64), lambda: [*media.all()]):
            with pytest.raises(OSError, match="the media store: "):
                await asyncio.to_thread(act)
