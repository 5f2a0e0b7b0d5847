"""A table of topics as spreadsheets write it (CSV): a row for each, below one that names the columns."""

import csv
import io
import itertools

from opennight.night.bringing import MOST_TOPICS, Topic, Wall
from opennight.night.messages import Refused, _

COLUMNS = {
    "title": ("title", "topic", "pitch", "name", "session"),
    "more": ("text", "more", "description", "abstract", "details"),
    "who": ("who", "by", "speaker", "speakers", "person", "host", "pitched by"),
    "room": ("room", "place", "table", "location"),
    "start": ("start", "time", "from", "begin"),
    "end": ("end", "until", "to"),
}
"""What the columns may be called; others are left out."""
MOST_ROWS = 10 * MOST_TOPICS
"""That are looked at: there may be many without a title."""
MARKS = "=+-@\t\r"
"""A spreadsheet takes what begins so for a formula. Careful writers put ' before it: that goes again."""


def read(text: str) -> Wall:
    """What the table holds. Raises `Refused` if it has no column of titles, or is no table."""
    first = text.lstrip().partition("\n")[0]
    apart = max(",;\t", key=first.count)
    table = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=apart, strict=True)
    try:
        rows = list(itertools.islice((row for row in table if any(map(str.strip, row))), MOST_ROWS + 1))
    except csv.Error as error:
        if "limit" in str(error):
            raise Refused(_("One cell in this table is far too long."), "too much", field="file") from None
        raise Refused(
            _("This table is damaged: a quotation mark in it is never closed."), field="file"
        ) from None
    places, unknown = columns(rows[0] if rows else [])
    if "title" not in places:
        raise Refused(
            _("The first row must name the columns: title, and optionally text, who, room, start, end."),
            field="file",
        )
    topics = tuple(
        Topic(**{name: plain(row[place]) for name, place in places.items() if place < len(row)})
        for row in rows[1:]
        if places["title"] < len(row)
    )
    skipped: list[tuple[str, dict[str, str | int]]] = [
        (_("The column “%(name)s”: topics have nothing like that."), {"name": name[:40]}) for name in unknown
    ]
    if len(topics) > MOST_TOPICS or len(rows) > MOST_ROWS:
        skipped.append((_("All but the first %(most)s rows."), {"most": MOST_TOPICS}))
    return Wall(topics=topics[:MOST_TOPICS], skipped=tuple(skipped[:20]))


def columns(head: list[str]) -> tuple[dict[str, int], list[str]]:
    """In which column is what, and the names of those that are nothing of ours."""
    places: dict[str, int] = {}
    unknown = []
    for place, cell in enumerate(head):
        said = " ".join(cell.split()).casefold()
        name = next((name for name, names in COLUMNS.items() if said in names and name not in places), "")
        if name:
            places[name] = place
        elif said:
            unknown.append(cell.strip())
    return places, unknown


def plain(cell: str) -> str:
    """What somebody typed, without the mark that keeps a spreadsheet from computing it."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] and cell[1] in MARKS else cell
