"""Files to prepare a night from: read as their tools write them; a sentence for all that is none of them."""

import json

import pytest

from opennight.incoming.reading import read
from opennight.night.bringing import Place, Topic, Wall
from opennight.night.messages import Refused

DAY = "2026-11-27"
BEES = Topic(title="Bees", more="On roofs", who="Ann, Ben", room="Hall", start="19:30", end="20:15")
XML = f"""<?xml version="1.0" encoding="utf-8"?>
<schedule><generator name="pretalx" version="1"/><version>3</version>
 <conference><title>Night</title><days>2</days></conference>
 <day index="1" date="{DAY}" start="{DAY}T19:00:00+00:00" end="{DAY}T23:00:00+00:00">
  <room name="Hall" guid="x"><event guid="g1" id="1"><room>Hall</room><title>Bees</title><subtitle/>
   <start>19:30</start><duration>00:45</duration><abstract>On roofs</abstract><description/>
   <persons><person id="1">Ann</person><person id="2">Ben</person></persons></event></room>
  <room name="Attic"/>
 </day>
 <day index="2" date="2026-11-28"><room name="Hall"><event id="2"><title>Bread</title></event></room></day>
</schedule>"""
SESSION = {
    "id": 1,
    "title": "Bees",
    "subtitle": "",
    "start": "19:30",
    "duration": "00:45",
    "room": "Hall",
    "abstract": "On roofs",
    "description": None,
    "persons": [{"id": 1, "public_name": "Ann"}, {"name": "Ben"}],
}
JSON = {
    "schedule": {
        "version": "3",
        "conference": {
            "title": "Night",
            "rooms": [{"name": "Hall"}, {"name": "Attic"}],
            "days": [{"date": DAY, "rooms": {"Hall": [SESSION]}}],
        },
    }
}


@pytest.mark.parametrize("apart", [",", ";", "\t"])
def test_a_table(apart: str) -> None:
    """With commas, semicolons or tabs, in any order and case; quotes, line breaks and emoji as typed."""
    rows = [
        ["Topic", "Speaker", "Room", "Start", "Votes"],
        ["Bees", "Ann", "Hall", "19:30", "3"],
        [f'"A ""quote""{apart} and\nmore 🐝"', "", "", "", ""],
        ["'=HYPERLINK(1)", "", "", "", ""],
        ["'tis"],
    ]
    found = read(("\ufeff" + "\n".join(apart.join(row) for row in rows)).encode(), DAY)
    assert found.topics == (
        Topic(title="Bees", who="Ann", room="Hall", start="19:30"),
        Topic(title=f'A "quote"{apart} and\nmore 🐝'),
        Topic(title="=HYPERLINK(1)"),
        Topic(title="'tis"),
    )
    assert found.skipped == (("The column “%(name)s”: topics have nothing like that.", {"name": "Votes"}),)


def test_a_table_of_excel() -> None:
    """In UTF-16, as “Unicode text” is."""
    assert read("title\twho\r\nBücher\tAnn\r\n".encode("utf-16"), DAY).topics == (
        Topic(title="Bücher", who="Ann"),
    )


def test_a_timetable_as_xml() -> None:
    found = read(XML.encode(), DAY)
    assert found.topics == (BEES,)
    assert found.rooms == (Place("Hall"), Place("Attic"))
    assert found.skipped == (("%(num)s sessions on days other than %(day)s.", {"num": 1, "day": DAY}),)
    assert [topic.title for topic in read(XML.encode(), "2026-11-28").topics] == ["Bread"]


def test_a_timetable_as_json() -> None:
    found = read(json.dumps(JSON).encode(), DAY)
    assert found == Wall(topics=(BEES,), rooms=(Place("Hall"), Place("Attic")))


LAUGHS = """<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]>
<schedule><day><room name="&lol2;"/></day></schedule>"""
OUTSIDE = """<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><schedule><day date="&x;"/></schedule>"""
ELSEWHERE = '<!DOCTYPE s SYSTEM "http://evil.example/s.dtd"><schedule/>'
BAD = [
    (LAUGHS, "DOCTYPE"),
    (OUTSIDE, "DOCTYPE"),
    (ELSEWHERE, "DOCTYPE"),
    ("<schedule>&unknown;</schedule>", "damaged at line 1"),
    ("<schedule><day>", "damaged at line 1"),
    ("<rss><channel/></rss>", "first element is not “schedule”"),
    (f"<schedule>{'<a>' * 12}", "too much in it"),
    ("<schedule/>", "no topics in this file"),
    ("{", "JSON file is damaged"),
    ("[" * 100_000, "JSON file is damaged"),
    ('{"schedule": {"conference": {"days": 7}}}', "not a timetable"),
    ('{"schedule": {"conference": {"days": [7, {"rooms": {"Hall": [null, 7]}}]}}}', ""),
    ("[1, 2]", "not a timetable"),
    ("", "is empty"),
    ("  \n", "is empty"),
    ("name the columns\nBees", "first row must name"),
    ('title\n"Bees', "is never closed"),
    ("title\n", "no topics in this file"),
]


@pytest.mark.parametrize(("text", "words"), BAD)
def test_what_cannot_be_read(text: str, words: str) -> None:
    if not words:  # nonsense within the form is a topic without a title, which is left out later
        assert {topic.title for topic in read(text.encode(), DAY).topics} == {""}
        return
    with pytest.raises(Refused) as refused:
        read(text.encode(), DAY)
    assert words in str(refused.value)
    assert refused.value.field == "file"


@pytest.mark.parametrize("kind", ["utf-16", "utf-8"])
def test_no_doctype_in_any_encoding(kind: str) -> None:
    declared = f'<?xml version="1.0" encoding="{kind}"?>{OUTSIDE}'.encode(kind)
    with pytest.raises(Refused):
        read(declared, DAY)


@pytest.mark.parametrize("kind", ["nosuch", "hex", "idna", "undefined", "utf-7", "shift_jis"])
def test_a_timetable_in_an_encoding_that_is_none(kind: str) -> None:
    """Python knows more codecs than an XML file can be in, and fails at them in ways of its own."""
    with pytest.raises(Refused, match="not in UTF-8"):
        read(f'<?xml version="1.0" encoding="{kind}"?><schedule/>'.encode(), DAY)


def test_a_timetable_whose_texts_are_none() -> None:
    """Bytes that are no UTF-8, inside a text of JSON."""
    with pytest.raises(Refused, match="JSON file is damaged"):
        read(json.dumps(JSON).encode().replace(b"Bees", b"B\xed\xa0\x80s"), DAY)


def test_a_timetable_of_ten_thousand_sessions() -> None:
    """The first ones come, and it says that there were more."""
    events = "".join(f"<event id='{no}'><title>T{no}</title></event>" for no in range(10_000))
    wall = read(f"<schedule><day><room name='Hall'>{events}</room></day></schedule>".encode(), DAY)
    assert len(wall.topics) == 200
    assert any("All but the first" in sentence for sentence, _values in wall.skipped)


def test_a_table_of_far_more_than_a_night_can_have() -> None:
    with pytest.raises(Refused, match="far too long"):
        read(b"title,more\nBees," + b"x" * 1_000_000, DAY)
    wall = read(b"title\n" + b"Bees\n" * 300_000, DAY)
    assert len(wall.topics) == 200
    assert any("All but the first" in sentence for sentence, _values in wall.skipped)
    assert len(read(b"title\n" + b",\n" * 300_000 + b"Bees\n", DAY).topics) == 1


def test_what_is_no_text_or_too_much() -> None:
    with pytest.raises(Refused, match="not UTF-8 text"):
        read(b"title\nB\xfccher\n", DAY)
    with pytest.raises(Refused, match="too large"):
        read(b"title\n" + b"x\n" * 1_000_001, DAY)
    assert len(read(b"title\n" + b"\n".join(b"T%d" % no for no in range(500)), DAY).topics) == 200
