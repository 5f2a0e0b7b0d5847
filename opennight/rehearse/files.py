"""Somebody takes the record along when the night is over, in every format, and looks whether it is whole."""

import io
import zipfile

import msgspec

from opennight.rehearse.wire import Wire

ENDINGS = ("html", "zip", "md", "wiki", "csv", "csv.zip", "json", "ics")
TIMETABLES = ("schedule.xml", "schedule.json")


async def take(wire: Wire, code: str) -> tuple[str, list[str]]:
    """What came of it, in a line; and what is wrong."""
    sizes: dict[str, int] = {}
    problems = []
    inside = 0
    for name in (*(f"record.{ending}" for ending in ENDINGS), *TIMETABLES):
        answer = await wire.send("GET", f"/n/{code}/{name}", {}, {})
        sizes[name] = len(answer.content)
        if answer.status_code != 200:
            problems.append(f"{name} is not to be had: {answer.status_code}")
        elif name == "record.zip":
            with zipfile.ZipFile(io.BytesIO(answer.content)) as made:
                inside = len(made.namelist())
                problems += [f"{damaged} in {name} is damaged" for damaged in (made.testzip(),) if damaged]
        elif name == "schedule.json":
            problems += [] if msgspec.json.decode(answer.content) else [f"{name} is empty"]
    most = f"record.zip has {inside} files in {sizes['record.zip'] / 1000:.0f} kB"
    return f"the record in {len(sizes)} files; {most}", problems
