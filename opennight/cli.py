"""The command line: `opennight serve` and what else can be done with the nights."""

import argparse
import sys
from collections.abc import Callable

from opennight import __version__, commands, config, transfers, upkeep, verify
from opennight.rehearse import cli as rehearse
from opennight.store.envelope import Damaged
from opennight.terminal import say

Run = Callable[[argparse.Namespace], int]
"""Runs a command, and returns the exit status."""

CODE = "the night's code"


def workers(text: str) -> int:
    """A number of processes."""
    if not (text.isdecimal() and 1 <= int(text[:4]) <= 64):
        raise argparse.ArgumentTypeError("give a number from 1 to 64")
    return int(text)


class Commands:
    """The commands of the program, each with what runs it."""

    def __init__(self, program: argparse.ArgumentParser) -> None:
        self.those = program.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(self, name: str, run: Run, help: str) -> argparse.ArgumentParser:
        """One more, to which its arguments can be added."""
        command = self.those.add_parser(name, help=help)
        command.set_defaults(run=run)
        return command


def parser() -> argparse.ArgumentParser:
    program = argparse.ArgumentParser(prog="opennight", description="Unconferences and open nights, live.")
    program.add_argument("--version", action="version", version=f"opennight {__version__}")
    todo = Commands(program)
    add_server(todo)
    add_files(todo)
    add_database(todo)
    add_checks(todo)
    return program


def add_server(todo: Commands) -> None:
    serve = todo.add("serve", commands.serve, "serve nights on PORT (default 8000)")
    several = "processes behind the port; more than one needs PostgreSQL (default: 1)"
    serve.add_argument("--workers", type=workers, default=1, metavar="N", help=several)
    crowd = "send a simulated crowd into a running server, or replay a night there"
    rehearse.add_arguments(todo.add("rehearse", rehearse.run, crowd))


def add_files(todo: Commands) -> None:
    """From a night to files, and back."""
    export = "write the record of a night into a folder, as Markdown, CSV and JSON"
    made = todo.add("export", commands.export, export)
    made.add_argument("code", help=CODE)
    made.add_argument("folder", help="where the files go; created if missing")
    archive = "write a night into one private file, even while the server runs"
    made = todo.add("archive", transfers.archive, archive)
    made.add_argument("code", help=CODE)
    made.add_argument("file", help="the archive; must not exist yet")
    made = todo.add("import", transfers.bring, "make a night from an archive or a record.json")
    made.add_argument("file", help="a file from archive, or a public record.json, which holds less")
    made.add_argument("--copy", action="store_true", help="make a second night if this one is already here")
    made = todo.add("bring", transfers.bring_wall, "bring topics and a timetable from a file into a night")
    made.add_argument("file", help="a CSV table of topics, or a schedule.xml or schedule.json")
    made.add_argument("code", help=CODE)
    made.add_argument("--yes", action="store_true", help="bring them; without it, only say what would change")


def add_database(todo: Commands) -> None:
    todo.add("nights", commands.nights, "list all nights, latest first")
    made = todo.add("backup", upkeep.backup, "copy the database while the server runs")
    made.add_argument("file", help="the copy; must not exist yet")
    restore = "replace the database with a copy; stop the server first"
    made = todo.add("restore", upkeep.restore, restore)
    made.add_argument("file", help="a copy made by backup, from SQLite or PostgreSQL")
    made = todo.add("delete", commands.delete, "delete a night for good")
    made.add_argument("code", help=CODE)
    made.add_argument(
        "--yes", action="store_true", help=("delete it; without it, only say what would be deleted")
    )
    todo.add("migrate", upkeep.migrate, "create the database, or bring it up to date")
    rebuild = "rebuild the list of nights and the search of /commons from the log"
    todo.add("rebuild", upkeep.rebuild, rebuild)


def add_checks(todo: Commands) -> None:
    made = todo.add("verify", verify.verify, "check a record or an archive against the log it came from")
    made.add_argument("file", help="a record.json, or a file from archive")
    made.add_argument("--code", help="the night's code here, if it differs from the one in the file")
    todo.add("check", upkeep.check, "read every night back and say what is wrong")


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Returns the exit status; 2 for settings that cannot be used."""
    args = parser().parse_args(arguments)
    try:
        status: int = args.run(args)
    except config.BadSetting as error:
        print(f"opennight: {error}", file=sys.stderr)
        return 2
    except Damaged as error:
        say(f"{error}. To see all that is wrong: opennight check", wrong=True)
        return 1
    except KeyboardInterrupt:
        return 130
    return status
