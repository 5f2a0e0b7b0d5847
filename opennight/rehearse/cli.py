"""opennight rehearse: its arguments, and the rehearsal they ask for."""

import argparse
import asyncio
import math
import os
import pathlib
import random
import socket
import sys
import urllib.parse
from collections.abc import Callable

from opennight import config
from opennight.places import more_sockets
from opennight.rehearse.desk import NoEntry
from opennight.rehearse.made_up import DATA
from opennight.rehearse.rehearsal import Plan, rehearse
from opennight.rehearse.replay import BadFile
from opennight.rehearse.wire import Unreachable
from opennight.web.core.keys import Keys

LOCAL = ("127.0.0.1", "localhost", "::1")
MOST_PEOPLE = 3000
SAMPLE = "london-youth-policing.jsonl"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Plays a whole evening with a made-up crowd on a running server, over the same addresses and "
        "sockets as real phones, or replays a night from a file. Ends with a table of what it saw; the exit "
        "status is 1 if the record lacks anything that was acknowledged."
    )
    add = parser.add_argument
    add("--url", default="http://127.0.0.1:8000", help="the running server (default: %(default)s)")
    add(
        "--start-key",
        metavar="KEY",
        help="its start key; also OPENNIGHT_START_KEY (default: that of the server on this machine)",
    )
    add(
        "--into",
        metavar="DESK_LINK",
        help="come into this night, not a new one, and follow where its host takes it; "
        "also OPENNIGHT_DESK_LINK",
    )
    add("--drive", action="store_true", help="with --into: run its desk, too, and close it at the end")
    add(
        "--people",
        type=number(1, MOST_PEOPLE),
        default=150,
        metavar="N",
        help="how many (default: %(default)s)",
    )
    add(
        "--seconds",
        type=number(5, 86400),
        metavar="N",
        help="how long the evening takes (default: 120; more for a big crowd)",
    )
    add(
        "--vote",
        choices=("dots", "strengths"),
        default="dots",
        help="how a new night votes: with dots, or by saying love, like or no (default: %(default)s)",
    )
    add("--seed", type=int, metavar="N", help="the same number makes the same crowd")
    add(
        "--replay",
        metavar="FILE",
        help="replay a night from a .jsonl file; “sample” is the one that comes with opennight",
    )
    add(
        "--speed",
        type=speed,
        default=60.0,
        metavar="X",
        help="how fast to replay; 0 or max is as fast as possible (default: 60)",
    )
    add("--keep-open", action="store_true", help="do not close the night at the end")
    add(
        "--print-code",
        action="store_true",
        help="print the night's code alone, first; all else goes to stderr",
    )


def number(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isdecimal() or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"give a whole number from {least} to {most}")
        return int(text)

    return read


def speed(text: str) -> float:
    """A factor; "0" and "max" are infinite."""
    try:
        factor = math.inf if text in ("0", "max") else float(text)
    except ValueError:
        factor = 0.0
    if not factor > 0:
        raise argparse.ArgumentTypeError("give a number above 0, or max")
    return factor


def run(args: argparse.Namespace) -> int:
    into = args.into or os.environ.get("OPENNIGHT_DESK_LINK", "")
    parts = urllib.parse.urlsplit(into or args.url)
    plan = Plan(
        url=f"{parts.scheme}://{parts.netloc}",
        into=into,
        start_key="" if into else args.start_key or start_key(parts.hostname or ""),
        people=args.people,
        seconds=args.seconds or max(120, args.people // 5),
        seed=args.seed if args.seed is not None else random.randrange(10**6),
        replay=replay_file(args.replay),
        speed=args.speed,
        keep_open=args.keep_open,
        drive=args.drive,
        vote=args.vote,
    )
    more_sockets()

    def say(text: str) -> None:
        print(text, file=sys.stderr if args.print_code else sys.stdout, flush=True)

    def started(code: str) -> None:
        if args.print_code:
            print(code, flush=True)

    if not answers(parts):
        say(f"Nobody answers at {plan.url} yet. Waiting a minute for a server; for another one, give --url.")
    try:
        return asyncio.run(rehearse(plan, say, started))
    except* (Unreachable, NoEntry, BadFile) as several:
        print(f"opennight: {first(several)}", file=sys.stderr)
    return 1


def answers(url: urllib.parse.SplitResult) -> bool:
    """Whether anybody takes connections there now."""
    try:
        port = url.port or (443 if url.scheme == "https" else 80)
        with socket.create_connection((url.hostname or "", port), timeout=5):
            return True
    except (OSError, ValueError):
        return False


def first(several: BaseException) -> BaseException:
    """Many phones fail for the same reason: one sentence is enough."""
    while isinstance(several, BaseExceptionGroup):
        several = several.exceptions[0]
    return several


def start_key(host: str) -> str:
    """The start key of the server on this machine. It is not sent to any other."""
    if key := os.environ.get("OPENNIGHT_START_KEY", "").strip():
        return key
    if host not in LOCAL:
        raise config.BadSetting(
            f"Give --start-key or OPENNIGHT_START_KEY: the key that the server at {host} printed."
        )
    settings = config.load()
    file = settings.database.file
    if file and not file.exists():
        raise config.BadSetting(
            f"There is no server database at {str(file)!r}: run this where the server runs, "
            "with its DATABASE_URL, or give --start-key."
        )
    return Keys(settings.secret_key, settings.start_key).start


def replay_file(name: str | None) -> pathlib.Path | None:
    if name == "sample":
        return pathlib.Path(str(DATA / SAMPLE))
    return pathlib.Path(name) if name else None
