"""Zips that are written in one go, read by others than ours."""

import io
import subprocess
import zipfile
import zlib

import pytest

from opennight.record.files import zips

FILES: dict[str, str | bytes] = {"a/index.html": "Bees " * 500, "a/Bücher 📚.txt": "honey", "a/empty": b""}


def entries(film: bytes = b"\0\1\2" * 1000) -> list[zips.Entry]:
    clip = zips.stored("a/clips/1.mp4", zlib.crc32(film), len(film), lambda: (film[:1000], film[1000:]))
    return [*(zips.packed(name, content) for name, content in FILES.items()), clip]


def test_others_read_what_is_in_it() -> None:
    whole = b"".join(zips.stream(entries()))
    with zipfile.ZipFile(io.BytesIO(whole)) as made:
        assert made.testzip() is None
        assert made.namelist() == [*FILES, "a/clips/1.mp4"]
        assert made.read("a/Bücher 📚.txt") == b"honey"
        assert made.read("a/clips/1.mp4") == b"\0\1\2" * 1000
        assert {one.date_time for one in made.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        packed = made.getinfo("a/index.html")
        assert packed.compress_size < packed.file_size


def test_its_length_is_known_before_it_is_written() -> None:
    assert zips.length(entries()) == len(b"".join(zips.stream(entries())))


def test_the_same_makes_the_same() -> None:
    assert zips.of(FILES) == zips.of(FILES)


def test_a_file_that_has_changed_since_ends_it() -> None:
    """Half a zip is better than a whole one with a wrong film: whoever loads it is told."""
    short = zips.stored("film", 0, 9, lambda: (b"1234",))
    with pytest.raises(OSError, match="4 bytes, not 9"):
        list(zips.stream([short]))


def test_the_systems_own_tool_finds_no_fault(tmp_path: object) -> None:
    file = f"{tmp_path}/made.zip"
    with open(file, "wb") as out:
        out.writelines(zips.stream(entries()))
    subprocess.run(["python3", "-m", "zipfile", "-t", file], check=True, capture_output=True)
