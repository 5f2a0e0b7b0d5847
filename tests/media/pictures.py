"""Pictures for the tests, made here: no stranger's face, and a place in them that must not get out."""

import io
import struct
import zipfile
import zlib

import pillow_heif
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

PHONE = "Secret Phone 9"
XMP = b"http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta>exif:GPSLatitude 52,31.2N</x:xmpmeta>"
TRACES = (b"Exif", PHONE.encode(), b"GPSLatitude", b"xmpmeta", b"2026:11:29", b"GPSINFO")


def photo(width: int = 400, height: int = 300, kind: str = "JPEG", colour: str = "teal") -> bytes:
    """As a phone takes it: lying on its side (a red edge on the left must be on top), with its place."""
    picture = Image.new("RGB", (width, height), colour)
    picture.paste("red", (0, 0, width // 8, height))
    exif = picture.getexif()
    exif[Base.Orientation] = 6
    exif[Base.Model] = PHONE
    exif[Base.DateTime] = "2026:11:29 19:00:00"
    exif.get_ifd(IFD.GPSInfo).update(
        {GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: (52.0, 31.0, 12.0), GPS.GPSMapDatum: "GPSINFO"}
    )
    made = io.BytesIO()
    picture.save(made, kind, exif=exif)
    if kind != "JPEG":
        return made.getvalue()
    body = made.getvalue()
    return body[:2] + b"\xff\xe1" + struct.pack(">H", len(XMP) + 2) + XMP + body[2:]


def heic() -> bytes:
    """As an iPhone writes it. Which way it was held is not for its Exif to say, but for a box, not here."""
    pillow_heif.register_heif_opener()
    return photo(kind="HEIF")


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def huge(side: int = 30_000) -> bytes:
    """A PNG of a few kilobytes that would be gigabytes in memory."""
    rows = zlib.compress(bytes(side // 8 + 1) * 1000)
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def bomb() -> bytes:
    """A zip of a few kilobytes that would be megabytes on a disk."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("photo.jpg", bytes(5_000_000))
    return packed.getvalue()


SCRIPT = b"<script>alert(document.cookie)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HEIC = b"\x00\x00\x00\x18ftypheic" + bytes(100)
