"""What the command line does. Each function takes the parsed arguments and returns the exit status."""

import argparse
import asyncio
import contextlib
import datetime as dt
import logging
import pathlib
import sys
from collections.abc import AsyncIterator, Iterator

import qrcode

from opennight import clock, config
from opennight.media.kinds import is_there
from opennight.media.opening import media_store
from opennight.night.entry import Entry
from opennight.night.fold import fold
from opennight.places import lan_address, more_sockets
from opennight.record import data, markdown, outcome, table
from opennight.serve import can_listen
from opennight.serve import serve as run
from opennight.shelf import Shelf
from opennight.store import catalogue as catalogues
from opennight.store import sealed_copy
from opennight.store.log import CheckedLog, Unavailable
from opennight.store.opening import catalogue_beside, open_log
from opennight.store.serving import alone
from opennight.web.core.keys import Keys
from opennight.workers import Workers


def greeting(settings: config.Settings) -> str:
    """What somebody who starts the server needs to know."""
    here = settings.url or f"http://{lan_address()}:{settings.port}"
    code = qrcode.QRCode(border=1)
    code.add_data(here.upper())
    code.make()
    cells = code.get_matrix()
    # Two rows of the code to a line of text, light on dark as terminals are.
    blocks = {(True, True): " ", (True, False): "▄", (False, True): "▀", (False, False): "█"}
    art = "\n".join(
        "  " + "".join(blocks[upper, lower] for upper, lower in zip(*pair, strict=True))
        for pair in zip(cells[::2], [*cells[1::2], [False] * len(cells[0])][: len(cells[::2])], strict=True)
    )
    where = "" if settings.port == config.Settings.port else f" --url http://127.0.0.1:{settings.port}"
    key = Keys(settings.secret_key, settings.start_key).start
    return (
        f"\n{art}\n\n"
        f"  On this network    {here}\n"
        f"  To start a night   {here}/?key={key}   (anybody with this link can)\n"
        f"  With a crowd       open that link and press “See it live”, or: opennight rehearse{where}\n"
    )


def serve(args: argparse.Namespace) -> int:
    """Check all that can be checked before anybody comes; then serve until told to stop."""
    settings = config.load()
    if args.workers > 1 and settings.database.file:
        raise config.BadSetting(
            "--workers: set DATABASE_URL=postgres://…; an SQLite file allows only one process."
        )
    if settings.media is None:
        name = "OPENNIGHT_PARTS" if settings.bucket else "OPENNIGHT_MEDIA"
        print(
            f"opennight: clips are refused: set {name} to a folder on a disk that all processes share",
            file=sys.stderr,
        )
    elif not is_there("av"):
        print(
            "opennight: sound and film are accepted only as WebM; to accept more, install opennight[media]",
            file=sys.stderr,
        )
    prove(settings)
    for problem in Shelf(settings.setups).problems:
        print(f"opennight: a setup is left out: {problem}", file=sys.stderr)
    with sole(settings):
        can_listen(settings, shared=args.workers > 1)
        if settings.database.file:
            sealed_copy.open_up(settings.database.file)
        asyncio.run(prepare(settings))
        logging.basicConfig(level=logging.INFO, format="%(message)s")
        more_sockets()
        print(greeting(settings), flush=True)
        if args.workers > 1:
            Workers(settings, args.workers).run()
        else:
            run(settings)
    return 0


def prove(settings: config.Settings) -> None:
    """Write something into the bucket, if one is named. Raises `BadSetting` if that cannot be done."""
    try:
        if settings.bucket and (media := media_store(settings)):
            media.prove()
    except (OSError, ValueError) as error:
        raise config.BadSetting(f"OPENNIGHT_MEDIA: cannot use {settings.bucket!r}: {error}.") from None


@contextlib.contextmanager
def sole(settings: config.Settings) -> Iterator[None]:
    """Keep other servers off an SQLite file. Raises `BadSetting` if one is on it."""
    file = settings.database.file
    with contextlib.ExitStack() as held:
        try:
            if file:
                held.enter_context(alone(file))
        except Unavailable as error:
            raise config.BadSetting(f"DATABASE_URL: cannot use {str(file)!r}: {error}.") from None
        yield


@contextlib.asynccontextmanager
async def opened(settings: config.Settings, *, make: bool = False) -> AsyncIterator[CheckedLog]:
    """The log. Raises `BadSetting` if the database cannot be used, or is missing and not to be made."""
    file = settings.database.file
    if file and not (make or file.is_file()):
        raise config.BadSetting(f"DATABASE_URL: there is no database at {str(file)!r}.")
    try:
        log = await open_log(settings.database)
        try:
            yield log
        finally:
            await log.close()
    except Unavailable as error:
        raise config.BadSetting(f"DATABASE_URL: cannot use {str(settings.database)!r}: {error}.") from None


async def prepare(settings: config.Settings, *, make: bool = True) -> None:
    async with opened(settings, make=make):
        pass


def nights(args: argparse.Namespace) -> int:
    """List all nights in columns, with the time of each one's last act (UTC)."""

    async def found() -> list[Entry]:
        async with opened(config.load()) as log:
            return await catalogues.current(catalogue_beside(log), await log.codes())

    for entry in sorted(asyncio.run(found()), key=lambda entry: -entry.at):
        last = dt.datetime.fromtimestamp(entry.at / 1000, dt.UTC)
        where = ", ".join(filter(None, (entry.title, entry.place, entry.date)))
        note = " (rehearsal)" if entry.rehearsal else ""
        print(f"{entry.code}  {last:%Y-%m-%d %H:%M}  {entry.phase:8} {entry.people:5}  {where}{note}")
    return 0


def delete(args: argparse.Namespace) -> int:
    """Delete a night for good. The server may run: it notices."""
    code, media = args.code.upper(), media_store(config.load())

    async def gone() -> int:
        async with opened(config.load()) as log:
            if not args.yes and (recorded := await log.read(code)):
                night = fold(code, recorded)
                print(
                    f"{night.setup.title!r}, {night.setup.date}, {len(night.people)} people. Delete it: --yes"
                )
                return -1
            return await log.delete(code, clock.now())

    events = asyncio.run(gone())
    if events == 0:
        print(f"There is no night with the code {code}.", file=sys.stderr)
    elif events > 0:
        if media:
            media.remove_night(code)
        else:
            print("Its clips stay: OPENNIGHT_MEDIA does not say where they are.", file=sys.stderr)
        print(f"{code} is deleted, with its {events} events. It is still in older backups.")
    return 0 if events > 0 else 1


def export(args: argparse.Namespace) -> int:
    async def night() -> tuple[outcome.Outcome, outcome.SpineOutcome] | None:
        async with opened(config.load()) as log:
            recorded = await log.read(code)
            version = len(recorded)
            hash = await log.find(code, version) or ""
        return (
            (outcome.of(fold(code, recorded)), outcome.SpineOutcome(version=version, hash=hash))
            if hash
            else None
        )

    code = args.code.upper()
    told = asyncio.run(night())
    if told is None:
        print(f"There is no night with the code {args.code}.", file=sys.stderr)
        return 1
    found, spine = told
    folder = pathlib.Path(args.folder)
    files = {
        "md": markdown.write(found, str),
        "csv": table.write(found),
        "json": data.write(found, "", spine),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for ending, text in files.items():
            path = folder / f"opennight-{code}.{ending}"
            path.write_text(text, encoding="utf-8", newline="")
            print(path)
    except OSError as error:
        print(f"{folder} cannot be written: {error.strerror}.", file=sys.stderr)
        return 1
    return 0
