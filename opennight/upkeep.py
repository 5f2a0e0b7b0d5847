"""What the command line does for a database as a whole, as commands.py does for nights."""

import argparse
import asyncio
import pathlib
import shutil
import sys
import time

from opennight import config
from opennight.commands import opened, prepare
from opennight.commons import keeping
from opennight.media import checks as uploads
from opennight.media.opening import media_store
from opennight.media.store import Folder, Media
from opennight.night.fold import fold
from opennight.secret import secret_file
from opennight.store import backup as store
from opennight.store import catalogue as catalogues
from opennight.store import checks, sealed_copy
from opennight.store.log import CheckedLog, Unavailable
from opennight.store.opening import catalogue_beside, commons_beside


def migrate(args: argparse.Namespace) -> int:
    settings = config.load()
    asyncio.run(prepare(settings))
    print(f"{settings.database} is ready")
    return 0


def rebuild(args: argparse.Namespace) -> int:
    """Make the catalogue and the index of the commons anew from the log; the server may run meanwhile."""
    settings = config.load()

    async def anew() -> tuple[int, keeping.Kept]:
        async with opened(settings) as log:
            catalogue, commons = catalogue_beside(log), commons_beside(log, settings.database)
            try:
                await catalogues.rebuild(catalogue)
                listed = len(await catalogue.entries(await log.codes()))
                return listed, await keeping.rebuild(log, commons)
            finally:
                await commons.close()

    began = time.monotonic()
    nights, kept = asyncio.run(anew())
    print(f"{nights} nights in the catalogue")
    print(f"{kept.listed} nights in the commons, which say {kept.things} things")
    print(f"It took {time.monotonic() - began:.1f} s")
    return 0


def check(args: argparse.Namespace) -> int:
    """Read back every night: check that each row is as it was written, and that the night can be folded."""

    settings = config.load()
    changed = sealed_copy.changed(file) if (file := settings.database.file) and file.exists() else []

    async def found() -> tuple[int, list[str]]:
        async with opened(settings) as log:
            nights, problems = await checks.wrong(log)
            if (media := media_store(settings)) and not problems:
                problems += await wrong_uploads(log, media)
            return nights, problems

    for problem in changed:
        print(problem, file=sys.stderr)
    nights, problems = asyncio.run(found())
    print(f"{nights} nights read")
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems or changed else 0


async def wrong_uploads(log: CheckedLog, media: Media) -> list[str]:
    """A sentence for each file that is missing, damaged, or named by no night. All nights can be read."""
    nights = [fold(code, await log.read(code)) for code in await log.codes()]
    return [
        *(problem for night in nights for problem in uploads.wrong_with(media, night)),
        *uploads.left_over(media, nights),
    ]


def backup(args: argparse.Namespace) -> int:
    """Copy the database, what people uploaded, and the secret beside an SQLite file: no cookie or desk link
    works without it. Uploads come last, so that what the copied nights name is there."""
    settings = config.load()
    target = pathlib.Path(args.file)
    if target.exists():
        print(f"{target} already exists; name a new file.", file=sys.stderr)
        return 1
    asyncio.run(prepare(settings, make=False))
    file = settings.database.file
    try:
        asyncio.run(store.backup(settings.database, target))
        print(target)
        print(sealed_copy.seal(target))
        if file and secret_file(file).exists():
            print(shutil.copy(secret_file(file), secret_file(target)))
        if (media := media_store(settings)) and any(media.all()):
            media.copy_to(Folder(config.media_beside(target)))
            print(config.media_beside(target))
        elif media is None:
            print("Clips are not in it: OPENNIGHT_MEDIA does not say where they are.", file=sys.stderr)
    except (Unavailable, OSError) as error:
        print(f"{target} cannot be written: {error}.", file=sys.stderr)
        return 1
    return 0


def restore(args: argparse.Namespace) -> int:
    """Put a copy in place of the database, its secret beside it, and its uploads where uploads are. Others
    that are there stay: no night names them, and `check` says so."""
    source, file = pathlib.Path(args.file), (settings := config.load()).database.file
    try:
        former = asyncio.run(store.restore(source, settings.database))
        secret = secret_file(source)
        if file and secret.exists():
            shutil.copy(secret, secret_file(file))
        beside = Folder(config.media_beside(source))
        if media := media_store(settings):
            beside.copy_to(media)
    except (Unavailable, OSError) as error:
        print(f"{source} cannot be restored: {error}.", file=sys.stderr)
        return 1
    print(f"{settings.database} holds the nights of {source}")
    if former:
        print(f"What was there before is in {former}")
    if not media and any(beside.all()):
        print(f"Uploads are still in {beside.folder}: OPENNIGHT_MEDIA does not say where to put them.")
    if secret.exists() and not file:
        print(f"Cookies and desk links work again once you set SECRET_KEY to what is in {secret}.")
    return 0
