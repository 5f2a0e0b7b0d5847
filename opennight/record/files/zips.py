"""Zip files that are the same, byte for byte, whenever they are made of the same."""

import io
import zipfile
from collections.abc import Mapping

THEN = (1980, 1, 1, 0, 0, 0)
"""The time that everything in them has: the first that the format knows."""


def info(name: str, how: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name, THEN)
    made.compress_type = how
    made.create_system = 3
    made.external_attr = 0o644 << 16
    return made


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """A zip with these files, in this order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in files.items():
            made.writestr(info(name), content, compresslevel=6)
    return out.getvalue()
