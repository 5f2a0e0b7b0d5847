"""A media store in a bucket: any that speaks S3, by way of obstore (the extra s3).

Objects are whole or not there, since a bucket shows them only once all of them has arrived. Uploads under way
stay in a folder.
"""

import asyncio
import contextlib
import datetime as dt
import itertools
import logging
import pathlib
from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING

from opennight.media.store import CODE, HASH, PARTS, PIECE, Media, digest, name_of
from opennight.night.messages import Refused, _

if TYPE_CHECKING:  # an extra: imported only once a bucket is named
    from obstore import GetOptions
    from obstore.store import ClientConfig, ObjectStore, RetryConfig

logger = logging.getLogger("opennight")

CLIENT: "ClientConfig" = {"connect_timeout": "3s", "timeout": "60s", "allow_http": True}
"""A file goes in parts of 5 MB, each with its own patience."""
RETRY: "RetryConfig" = {
    "max_retries": 3,
    "retry_timeout": dt.timedelta(seconds=20),
    "backoff": {"init_backoff": dt.timedelta(milliseconds=200), "max_backoff": dt.timedelta(seconds=3)},
}
"""Left alone, obstore tries ten times within three minutes: nobody looks at a form for so long."""
AT_ONCE = 2
"""Parts of a large file that are on their way at a time, 5 MB each."""
LISTED = 1000


def opened(url: str) -> "ObjectStore":
    """The bucket at this address, `s3://BUCKET/PREFIX`; all else is in the environment, as for other programs
    that use S3 (AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCESS_KEY_ID …). Raises `ValueError` if that is wrong."""
    from obstore.exceptions import BaseError
    from obstore.store import S3Store

    try:
        return S3Store.from_url(url, client_options=CLIENT, retry_config=RETRY)
    except BaseError as error:
        raise ValueError(str(error).split("\n")[0]) from None


@contextlib.contextmanager
def reached() -> Iterator[None]:
    """What the bucket says becomes an `OSError`, as a disk's would be; `FileNotFoundError` is one already."""
    from obstore.exceptions import BaseError

    try:
        yield
    except BaseError as error:
        raise OSError(f"the media store: {str(error).split(chr(10))[0]}") from error


class Bucket(Media):
    """`folder` is for the parts; `url` names the bucket for operators."""

    def __init__(self, store: "ObjectStore", folder: pathlib.Path, url: str = "") -> None:
        super().__init__(folder)
        self.store = store
        self.url = url.rstrip("/")

    def keep(self, code: str, file: pathlib.Path) -> str:
        hash = digest(file)
        try:
            with reached():
                self.store.put(name_of(code, hash), file, max_concurrency=AT_ONCE)
        except OSError:
            logger.exception("nothing can be kept")
            raise Refused(
                _("The server could not save this just now. Try again in a moment."), "busy", field="file"
            ) from None
        file.unlink(missing_ok=True)
        return hash

    def prove(self) -> None:
        with reached():
            self.store.put(f"{PARTS}/proof", b"opennight writes here")
            self.store.delete(f"{PARTS}/proof")

    def size(self, code: str, hash: str) -> int | None:
        try:
            with reached():
                return int(self.store.head(name_of(code, hash))["size"])
        except FileNotFoundError:
            return None

    def read(self, code: str, hash: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        if end == start:
            return
        with reached():
            options: GetOptions = {"range": {"offset": start} if end is None else (start, end)}
            found = self.store.get(name_of(code, hash), options=options)
            for piece in found.stream(min_chunk_size=PIECE):
                yield from (bytes(piece[at : at + PIECE]) for at in range(0, len(piece), PIECE))

    def remove(self, code: str, hash: str) -> None:
        with reached(), contextlib.suppress(FileNotFoundError):
            self.store.delete(name_of(code, hash))

    def remove_kept(self, code: str) -> None:
        with reached(), contextlib.suppress(FileNotFoundError):
            names = (one["path"] for chunk in self.store.list(code) for one in chunk)
            while some := list(itertools.islice(names, LISTED)):
                self.store.delete(some)

    def all(self) -> Iterator[tuple[str, str]]:
        with reached():
            for one in itertools.chain.from_iterable(self.store.list()):
                code, _between, hash = (*one["path"].split("/"), "", "")[:3]
                if CODE.fullmatch(code) and HASH.fullmatch(hash):
                    yield code, hash

    def where(self, code: str, hash: str) -> str:
        return f"{self.url}/{name_of(code, hash)}"

    @contextlib.asynccontextmanager
    async def at_hand(self, code: str, hash: str) -> AsyncIterator[pathlib.Path]:
        made = self.scratch()
        try:
            await asyncio.to_thread(self.copied, code, hash, made)
            yield made
        finally:
            made.unlink(missing_ok=True)
