"""Names as each person chose, and what was taken back: on every page and in every file of the record."""

import io
import zipfile
from collections.abc import Iterator

import msgspec
import pytest

from opennight.api.table import READINGS
from opennight.night.bylines import ChooseByline
from opennight.night.clips import AddClip
from opennight.night.consent import ReleaseClip, WithdrawClip
from opennight.night.corrections import AnswerCorrection, MendWords
from opennight.night.groups import JoinGroup, TakePen
from opennight.night.headlines import WriteHeadline
from opennight.night.kept.bylines import Byline
from opennight.night.lineup import PlacePitch
from opennight.night.notes import HideNote, WriteNote
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.promises import ImIn
from opennight.night.publication import PickCover
from opennight.night.replies import HideReply, WriteReply
from opennight.night.sharing import HideComment, MakeComment
from opennight.night.state import Night
from opennight.record import calendar, cover, data, deeds, markdown, outcome, quotes, table
from opennight.record.files import package, rounds, schedule, schedule_json, schedule_xml, wiki
from opennight.record.licences import licence_of
from opennight.record.outcome import Outcome
from opennight.web.record_files import FORMATS
from opennight.web.schedule import FORMATS as TIMETABLES
from tests.cast import Story, a_night, attendee, host, latecomer, neighbour
from tests.record.test_page import COVER, FILE, draw, group_page

CHART = {"group": 1, "title": "Chart", "who": "Adalind Quist", "consent": True, "hash": "5ea1"}
SHOWN = {"name": "Adalind Quist", "initials": "AQ", "participant": "a participant"}


def told() -> Story:
    """Adalind does whatever leaves a name in a record, and others name her in it."""
    story = a_night().given(
        host(MovePhase, to="pitch"),
        attendee(MakePitch, title="Bees", more="On roofs"),
        attendee(MakePitch, title="Moths"),
        host(PlacePitch, pitch=1),
        host(MovePhase, to="talk"),
        attendee(JoinGroup, group=1),
        neighbour(JoinGroup, group=1),
        attendee(TakePen, group=1),
        attendee(WriteHeadline, group=1, text="They need roofs"),
        attendee(WriteNote, group=1, text="They do"),
        neighbour(WriteNote, group=1, kind="quote", text="I doubt it", who="Adalind Quist"),
        attendee(WriteNote, group=1, kind="concern", text="They sting"),
        neighbour(WriteNote, group=1, kind="action", text="Call", who="Max and Adalind Quist", due="Friday"),
        attendee(ImIn, about="note:4"),
        attendee(WriteReply, about="note:1", kind="comment", text="Really"),
        attendee(AddClip, **CHART),
        attendee(ReleaseClip, clip=1),
        host(MovePhase, to="share"),
        attendee(MakeComment, group=1, text="Yes"),
        host(MovePhase, to="closed"),
        host(MendWords, anchor="note-1", was="They do", text="They really do"),
        attendee(AnswerCorrection, correction=1, text="I said do"),
        host(PickCover, clip=1),
    )
    story.night.people[1].name = "Adalind Quist"
    for look in ("adalind quist", "adalindquist"):
        story.night.looks.setdefault(look, {})[1] = None
    return story


def quoted(night: Night, made: Outcome) -> Iterator[str]:
    licence = licence_of(night)
    for one in quotes.of_all(made, str):
        yield quotes.whole(one, made, "https://night.example/n/BEES/record", licence, str)


def everything(night: Night) -> dict[str, str]:
    """Each page and file of the record."""
    made, its = outcome.of(night), schedule.of(night, "")
    return {
        "cover": draw(COVER, made),
        "group": group_page(made, 1),
        "html": draw(FILE, made),
        "quotes": "\n".join(quoted(night, made)),
        "md": markdown.write(made, str),
        "wiki": wiki.write(made, str),
        "csv": table.write(made),
        "csv.zip": unpacked(package.write(made)),
        "json": data.write(made),
        "ics": calendar.write(night, calendar.all_meetings(night, made.groups), rounds.events(night, its)),
        "deeds": "".join(deeds.write(night, one) for one in cover.of(made).deeds),
        "schedule.xml": schedule_xml.write(its),
        "schedule.json": schedule_json.write(its),
        "api": "".join(data.write(made) if name == "record" else answer(night, made, name) for name in READ),
    }


READ = [one.name for one in READINGS if one.opens != "host"]
NAMELESS = {"ics"}
"""What names nobody of the night."""
ALL = {"cover", "group", "quotes", "deeds", "api", *FORMATS, *(f"schedule.{ending}" for ending in TIMETABLES)}
"""Each page and file that there is, so that none is forgotten here. The website in a zip has the same pages
(see tests/web/test_bylines.py, which reads all addresses)."""


def answer(night: Night, made: Outcome, name: str) -> str:
    """What a program reads."""
    reading = next(one for one in READINGS if one.name == name)
    return msgspec.json.encode(reading.make(night, lambda: made)).decode()


def unpacked(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "".join(packed.read(name).decode() for name in packed.namelist())


def test_no_way_to_read_it_is_forgotten() -> None:
    assert {*everything(told().night)} == ALL


@pytest.mark.parametrize("byline", ["name", "initials", "participant"])
def test_each_choice_of_name_holds_in_all_of_it(byline: Byline) -> None:
    story = told().given(attendee(ChooseByline, byline=byline))
    for where, text in everything(story.night).items():
        nobody = where in NAMELESS or (byline == "participant" and where.startswith("schedule"))
        assert (SHOWN[byline] in text) is not nobody, where
        for other in {"Adalind", "Quist"} if byline != "name" else ():
            assert other not in text, where


def test_a_new_choice_holds_at_once() -> None:
    story = told()
    assert {
        where for where, text in everything(story.night).items() if "Adalind Quist" not in text
    } == NAMELESS
    story.given(attendee(ChooseByline, byline="participant"))
    assert not any("Adalind" in text for text in everything(story.night).values())


def test_others_who_are_named_stay_as_they_were_typed() -> None:
    story = told().given(attendee(ChooseByline, byline="initials"))
    assert outcome.of(story.night).groups[0].actions[0].who == "Max and AQ"


@pytest.mark.parametrize(
    ("taken", "words"),
    [
        (attendee(HideNote, note=1), ("They do", "They really do", "I said do", "Really")),
        (neighbour(HideNote, note=2), ("I doubt it",)),
        (host(HideNote, note=4), ("Call",)),
        (attendee(HideReply, reply=1), ("Really",)),
        (host(HideComment, comment=1), (">Yes<", "- Yes ", '"Yes"')),
        (attendee(WithdrawClip, clip=1), ("Chart", "clips/1")),
    ],
    ids=lambda one: type(one).__name__ if not isinstance(one, tuple) else "",
)
def test_what_is_taken_back_after_publishing_is_nowhere(taken: object, words: tuple[str, ...]) -> None:
    """Also what it said before it was mended, and what its author answered."""
    story = told()
    before = "".join(everything(story.night).values())
    assert all(word in before for word in words)
    story.night.phase = (
        "share"  # some of it can be taken back only while the night runs; the rules are elsewhere
    )
    story.given(taken)  # type: ignore[arg-type]
    for where, text in everything(story.night).items():
        for word in words:
            assert word not in text, f"{where}: {word}"


def test_corrections_stand_beside_what_they_correct_with_the_answer() -> None:
    story = told().given(latecomer(ChooseByline, byline="initials"))
    for where, text in everything(story.night).items():
        if where in ("group", "html", "md", "wiki", "csv", "csv.zip", "json"):
            for words in ("They do", "They really do", "I said do"):
                assert words in text, f"{where}: {words}"


def test_who_is_named_beside_others_is_a_participant_in_every_language() -> None:
    story = told().given(attendee(ChooseByline, byline="participant"))
    text = markdown.write(
        outcome.of(story.night), lambda words: words.replace("a participant", "PARTICIPANT")
    )
    assert "Who: Max and PARTICIPANT" in text
    assert "a participant" not in text
