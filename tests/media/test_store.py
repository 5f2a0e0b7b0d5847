"""The media store: whole files under their hashes, each night's apart."""

import hashlib
import pathlib

import pytest

from opennight.media import store
from opennight.media.store import MediaStore


def kept(media: MediaStore, code: str, content: bytes) -> str:
    part = media.parts / "part"
    part.write_bytes(content)
    return media.keep(code, part)


def test_a_file_is_kept_under_its_hash_and_in_its_night(tmp_path: pathlib.Path) -> None:
    media = MediaStore(tmp_path / "media")
    bees = kept(media, "BEES", b"bees")
    assert bees == hashlib.sha256(b"bees").hexdigest()
    assert kept(media, "MOTHS", b"bees") == bees
    assert list(media.all()) == [("BEES", bees), ("MOTHS", bees)]
    assert list(media.parts.iterdir()) == []
    media.remove("BEES", bees)
    media.remove("BEES", bees)
    assert media.path("MOTHS", bees).read_bytes() == b"bees"
    (media.parts / "MOTHS.1.0.9").touch()
    media.remove_night("MOTHS")
    assert list(media.all()) == []
    assert list(media.parts.iterdir()) == []


def test_a_copy_holds_all_that_is_kept_and_nothing_else(tmp_path: pathlib.Path) -> None:
    media, copy = MediaStore(tmp_path / "media"), MediaStore(tmp_path / "copy")
    bees = kept(media, "BEES", b"bees")
    (media.parts / "half").write_bytes(b"half of some")
    assert media.copy_to(copy.folder) == 1
    assert copy.path("BEES", bees).read_bytes() == b"bees"
    assert [file.name for file in copy.folder.rglob("*") if file.is_file()] == [bees]


def test_a_disk_nearly_full_takes_no_uploads(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    media = MediaStore(tmp_path / "not" / "there")
    assert media.has_room()
    monkeypatch.setattr(store, "SPARE", 10**18)
    assert not media.has_room()


@pytest.mark.parametrize(("code", "hash"), [("../BEES", "0" * 64), ("BEES", "../../nights.db"), ("BEES", "")])
def test_no_name_leads_out_of_the_folder(tmp_path: pathlib.Path, code: str, hash: str) -> None:
    with pytest.raises(ValueError, match="no name of ours"):
        MediaStore(tmp_path).path(code, hash)
