"""What a file is, its first bytes say, and never its name: a few signatures of photos, sound and film."""

import importlib.util
import pathlib

import msgspec

from opennight.night.kept.clips import Sort
from opennight.night.messages import Refused, _

HEAD = 16
"""Bytes that are enough to know one."""
PHOTOS = {b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n\x1a\n": "PNG", b"GIF87a": "GIF", b"GIF89a": "GIF"}
HEIC = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")
EBML = b"\x1aE\xdf\xa3"
RECORDED = {EBML: "matroska,webm", b"OggS": "ogg", b"ID3": "mp3"}
MOV = "mov,mp4,m4a,3gp,3g2,mj2"


class Made(msgspec.Struct, frozen=True):
    """What was found in sound or film, or made of it. `ms` is its length, 0 if it does not say; `size` are
    bytes; `why` it cannot be had is a key of `REASONS` in night/preparing.py, or "long"."""

    sort: Sort = "sound"
    width: int = 0
    height: int = 0
    ms: int = 0
    size: int = 0
    why: str = ""


def head(file: pathlib.Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(HEAD)


def is_there(module: str) -> bool:
    """Whether it was installed: asked without loading it."""
    return importlib.util.find_spec(module) is not None


def photo_of(start: bytes) -> str:
    """Which picture this is, in Pillow's words; empty for all else."""
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "WEBP"
    if start[4:8] == b"ftyp" and start[8:12] in HEIC:
        return "HEIF"
    if start[4:8] == b"ftyp" and start[8:12] in (b"avif", b"avis"):
        return "AVIF"
    return next((kind for signature, kind in PHOTOS.items() if start.startswith(signature)), "")


def recorded_of(start: bytes) -> str:
    """Which sound or film this is, as the name of FFmpeg's demuxer; empty for all else."""
    if start[4:8] == b"ftyp":
        return "" if photo_of(start) else MOV
    if start[:4] == b"RIFF" and start[8:12] == b"WAVE":
        return "wav"
    for signature, demuxer in RECORDED.items():
        if start.startswith(signature):
            return demuxer
    if len(start) > 1 and start[0] == 0xFF and start[1] & 0xE0 == 0xE0:  # eleven bits that are set
        return "mp3" if start[1] & 0x06 else "aac"
    return ""


def refuse_unknown(start: bytes) -> None:
    """Raise `Refused` for whatever is neither a photo nor sound nor film."""
    if not (photo_of(start) or recorded_of(start)):
        raise Refused(
            _("This is not a photo, a recording or a film that can be shown here. JPEG, MP3 and MP4 can."),
            field="file",
        )


def served_as(start: bytes, sort: str) -> tuple[str, str]:
    """The type and the ending under which what we keep is sent."""
    if sort == "photo":
        return "image/jpeg", "jpg"
    kind = "audio" if sort == "sound" else "video"
    if start.startswith(EBML):
        return f"{kind}/webm", "webm"
    return f"{kind}/mp4", "m4a" if sort == "sound" else "mp4"
