"""The command line: `opennight serve` and what else can be done with the nights."""

import argparse
import sys

from opennight import __version__, commands, config, transfers, verify
from opennight.rehearse import cli as rehearse


def workers(text: str) -> int:
    """A number of processes."""
    if not (text.isdecimal() and 1 <= int(text[:4]) <= 64):
        raise argparse.ArgumentTypeError("give a number from 1 to 64")
    return int(text)


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="opennight", description="Unconferences and open nights, live.")
    made.add_argument("--version", action="version", version=f"opennight {__version__}")
    todo = made.add_subparsers(dest="command", required=True, metavar="COMMAND")
    serve = todo.add_parser("serve", help="serve nights on PORT (default 8000)")
    serve.add_argument(
        "--workers",
        type=workers,
        default=1,
        metavar="N",
        help="processes behind the port, with PostgreSQL (1)",
    )
    serve.set_defaults(run=commands.serve)
    with_crowd = todo.add_parser(
        "rehearse", help="send a simulated crowd into a running server, or replay a night there"
    )
    rehearse.add_arguments(with_crowd)
    with_crowd.set_defaults(run=rehearse.run)
    export = todo.add_parser(
        "export", help="write the record of a night into a folder, as Markdown, CSV and JSON"
    )
    export.add_argument("code", help="the night's code")
    export.add_argument("folder", help="where the files go; created if missing")
    export.set_defaults(run=commands.export)
    archive = todo.add_parser(
        "archive", help="write a night into one private file; the server may run meanwhile"
    )
    archive.add_argument("code", help="the night's code")
    archive.add_argument("file", help="the archive; must not exist yet")
    archive.set_defaults(run=transfers.archive)
    bring = todo.add_parser("import", help="make a night from an archive, or of a record.json")
    bring.add_argument("file", help="what archive wrote; or a public record.json, as far as that goes")
    bring.add_argument("--copy", action="store_true", help="a second night, if the same one is here already")
    bring.set_defaults(run=transfers.bring)
    wall = todo.add_parser("bring", help="bring topics and a timetable from a file into a night")
    wall.add_argument("file", help="a CSV table of topics, or a schedule.xml or schedule.json")
    wall.add_argument("code", help="the night's code")
    wall.add_argument("--yes", action="store_true", help="without it, only say what would come of it")
    wall.set_defaults(run=transfers.bring_wall)
    todo.add_parser("nights", help="list all nights, the latest first").set_defaults(run=commands.nights)
    backup = todo.add_parser("backup", help="copy the database while the server runs")
    backup.add_argument("file", help="the copy; must not exist yet")
    backup.set_defaults(run=commands.backup)
    restore = todo.add_parser("restore", help="put a copy in place of the database; no server may be running")
    restore.add_argument("file", help="a copy made by backup, of SQLite or of PostgreSQL")
    restore.set_defaults(run=commands.restore)
    delete = todo.add_parser("delete", help="delete a night for good")
    delete.add_argument("code", help="the night's code")
    delete.add_argument("--yes", action="store_true", help="without it, only say what would be deleted")
    delete.set_defaults(run=commands.delete)
    todo.add_parser("migrate", help="create the database, or bring it up to date").set_defaults(
        run=commands.migrate
    )
    todo.add_parser(
        "rebuild", help="make the list of nights and the search of /commons anew from the log"
    ).set_defaults(run=commands.rebuild)
    proving = todo.add_parser("verify", help="check a record or an archive against the log it was made of")
    proving.add_argument("file", help="a record.json, or what archive wrote")
    proving.add_argument("--code", help="the night's code here, if it has another one than in the file")
    proving.set_defaults(run=verify.verify)
    todo.add_parser("check", help="read every night back and say what is wrong").set_defaults(
        run=commands.check
    )
    return made


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Returns the exit status; 2 for settings that cannot be used."""
    args = parser().parse_args(arguments)
    try:
        status: int = args.run(args)
    except config.BadSetting as error:
        print(f"opennight: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return status
