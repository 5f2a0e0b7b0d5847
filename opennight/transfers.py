"""`opennight archive` and `opennight import`: nights leave this server as a file, and come as one."""

import argparse
import asyncio
import contextlib
import pathlib
import secrets
import sys
from collections.abc import Iterator
from hashlib import sha256

from opennight import clock, config
from opennight.archive import arriving, reading, writing
from opennight.archive.arriving import IMPORT
from opennight.archive.manifest import LEFT_OUT, Unfit
from opennight.commands import opened, sole
from opennight.incoming import record
from opennight.incoming.reading import read
from opennight.media.opening import media_store
from opennight.night.bringing import BringWall, Plan, plan
from opennight.night.fold import decide, fold
from opennight.night.messages import Recorded, Refused
from opennight.night.state import Night
from opennight.store.log import Unavailable
from opennight.terminal import say
from opennight.web.core.keys import Keys, letters


@contextlib.contextmanager
def said(what: str) -> Iterator[None]:
    """Say in a sentence why it cannot be done, and end with the status 1."""
    try:
        yield
    except (Unfit, Refused, record.Unread) as error:
        say(error, wrong=True)
        raise SystemExit(1) from None
    except (Unavailable, OSError) as error:
        say(f"{what}: {error}.", wrong=True)
        raise SystemExit(1) from None


def archive(args: argparse.Namespace) -> int:
    """Write the archive of a night. The server may run."""
    settings, code, target = config.load(), args.code.upper(), pathlib.Path(args.file)

    async def written() -> tuple[int, tuple[str, ...]]:
        async with opened(settings) as log:
            manifest = await writing.write(log, code, media_store(settings), target)
        return len(manifest.files) - 2, manifest.missing

    with said(f"{target} cannot be written"):
        clips, missing = asyncio.run(written())
    print(
        f"{target}: the log of {code}, and {clips} files of its clips. It is private: it has names in it, and"
    )
    print("all that was written for few. It does not have:")
    for sentence in LEFT_OUT:
        print(f"- {sentence}")
    for hash in missing:
        print(f"A file of a clip is not in the store, so it is not in the archive: {hash}", file=sys.stderr)
    return 0


def bring(args: argparse.Namespace) -> int:
    """Take a night in from a file. The server may run."""
    path = pathlib.Path(args.file)
    with said(f"{path} cannot be read"):
        if not path.is_file():
            raise Unfit(f"There is no file {str(path)!r}.")
        with path.open("rb") as file:
            head = file.read(1)
        return from_record(path) if head == b"{" else from_archive(path, copy=args.copy)


def from_record(path: pathlib.Path) -> int:
    """A night of what a public record holds. Its code follows from the file: the same one comes in once."""
    settings, content = config.load(), path.read_bytes()
    code = letters(sha256(content).digest()[:8])
    copy = record.made(record.read(content), code, clock.now(), secrets.token_hex(16))

    async def written() -> None:
        async with opened(settings, make=True) as log:
            if await log.versions([code]):
                raise Unfit(f"This record is already here, as {code}.")
            await log.append([(code, row) for row in copy.log])

    asyncio.run(written())
    tell(settings, copy.night)
    print("It is open to nobody else until its host closes it. It does not have:")
    for sentence in copy.left_out:
        say(f"- {sentence}")
    return 0


def from_archive(path: pathlib.Path, *, copy: bool) -> int:
    settings = config.load()

    async def taken() -> tuple[Night, reading.Archive]:
        async with opened(settings, make=True) as log:
            with reading.opened(path) as found:
                media = media_store(settings)
                night = await arriving.take_in(found, log, media, letters, copy=copy)
                return night, found

    night, found = asyncio.run(taken())
    tell(settings, night)
    if night.code != found.manifest.code:
        print(f"The code {found.manifest.code} is taken here, so its addresses have {night.code} in them.")
    for hash in found.manifest.missing:
        say(f"The file of a clip was missing where the archive was made: {hash}", wrong=True)
    return 0


def bring_wall(args: argparse.Namespace) -> int:
    """Say what would come of a file, and with --yes do it. No server may run on an SQLite file meanwhile: on
    its own page, the host does the same."""
    settings, code, path = config.load(), args.code.upper(), pathlib.Path(args.file)

    async def brought(content: bytes) -> Plan:
        async with opened(settings) as log:
            recorded = await log.read(code)
            night = fold(code, recorded)
            if not recorded:
                raise Unfit(f"There is no night with the code {code}.")
            command = BringWall(
                id=secrets.token_hex(8), at=clock.now(), actor=IMPORT, wall=read(content, night.setup.date)
            )
            made = plan(night, command.wall)
            if args.yes:
                events = enumerate(decide(night, command), night.version + 1)
                rows = [Recorded(no, command.id, command.at, IMPORT, event) for no, event in events]
                await log.append([(code, row) for row in rows])
            return made

    with said(f"{path} cannot be read"), alone_with(settings, args.yes):
        made = asyncio.run(brought(path.read_bytes()))
    for topic in made.topics:
        say(f"+ {topic.title}")
    print(f"{len(made.topics)} topics, {len(made.rooms)} new rooms, {len(made.slots)} new rounds")
    for one in made.skipped:
        say(f"Left out: {one}")
    print(f"They are in {code}." if args.yes else "Nothing has changed yet. Bring them: --yes")
    return 0


def alone_with(settings: config.Settings, writes: bool) -> contextlib.AbstractContextManager[None]:
    return sole(settings) if writes else contextlib.nullcontext()


def tell(settings: config.Settings, night: Night) -> None:
    """Say that a night is here, and how its host gets in."""
    key = Keys(settings.secret_key, settings.start_key).desk(night)
    here = settings.url or f"http://127.0.0.1:{settings.port}"
    print(f"{night.code}: {night.setup.title!r}, {night.setup.date}, {len(night.people)} people.")
    print(f"Its desk link, for the host alone: {here}/n/{night.code}/desk?key={key}")
    print("Desk links, helper links, personal codes and slips from where it was before do not work here.")
