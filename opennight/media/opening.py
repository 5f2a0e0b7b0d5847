"""Opens the media store that the settings name."""

import pathlib
import tempfile

from opennight.config import Settings
from opennight.media.bucket import Bucket, opened
from opennight.media.store import Folder, Media

OWN = pathlib.Path(tempfile.gettempdir()) / "opennight-media"
"""For files at hand while a process works on them, where no folder is shared."""


def media_store(settings: Settings) -> Media | None:
    """None if the settings name neither a folder nor a bucket."""
    if settings.bucket:
        return Bucket(opened(settings.bucket), settings.media or OWN, settings.bucket)
    return Folder(settings.media) if settings.media else None
