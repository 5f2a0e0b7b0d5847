"""The workshop game over HTTP: a deck for the night, cards on a table, and the story that they make."""

import html
import re

import httpx
import pytest

from opennight.night.deckfile import read
from tests.decks import MORE, SMALL
from tests.journeys.test_cards import ARABIC
from tests.server import Server
from tests.web.cast import SETUP, Device, Evening, refused

SPOILT = SMALL.replace('en.title = "※Baker"', 'en.title = "<script>alert(1)</script>"')


@pytest.fixture
def played(night: Evening, host: Device, attendee: Device, neighbour: Device) -> Evening:
    """A dinner: a deck, one table, and nobody has pitched."""
    assert host.act("deck", pasted=SMALL).status_code == 200
    assert host.act("cards/table", title="A street", room="1", all="1").status_code == 200
    night.move("talk")
    return night


def upload(device: Device, content: bytes, **typed: str) -> httpx.Response:
    """Press “Use this deck” with a file, as any browser does."""
    return device.client.post(
        device.path("deck"),
        data={"pasted": "", "form": device.path("deck")} | typed,
        files={"file": ("deck.toml", content)},
        headers={"Referer": f"{device.client.base_url}{device.path('deck')}".replace("//n", "/n")},
    )


def test_a_host_uploads_a_deck(night: Evening, host: Device, attendee: Device, outsider: Device) -> None:
    """It is in the log as it was read, and everybody sees it."""
    answer = upload(host, SMALL.encode())
    assert (answer.status_code, answer.headers["location"]) == (303, f"/n/{night.code}/deck")
    (event,) = night.events("DeckChosen")
    assert [card["id"] for card in event["deck"]["cards"]] == [card.id for card in read(SMALL.encode()).cards]
    for device in (host, attendee, outsider):
        assert "※Corner" in device.get("deck").text
        card = device.get("deck/corner").text
        assert "※Leeds" in card
        assert '<a href="https://10.0.0.1:8000/leeds"' in card
        assert "※Ecke" in card
    assert outsider.get("deck/nowhere").status_code == 404
    assert "※Corner" not in outsider.get("deck/fair").text


@pytest.mark.parametrize(
    ("content", "status", "words"),
    [
        (SPOILT.encode(), 422, "(baker): “en.title” has a tag in it"),
        (b"x" * 2 * 1024 * 1024, 413, "at most 64 kB"),
        (b"", 422, "Pick a file first"),
        (b"a = [", 422, "Line 1 cannot be read as TOML"),
    ],
    ids=["tag", "2 MB", "none", "no TOML"],
)
def test_a_bad_deck_is_refused_on_its_page(
    night: Evening, host: Device, content: bytes, status: int, words: str
) -> None:
    answer = upload(host, content)
    assert answer.status_code == status
    assert words in html.unescape(answer.text)
    assert 'enctype="multipart/form-data"' in answer.text, "the form is there again"
    assert "<script>alert" not in answer.text
    assert not night.events("DeckChosen")


def test_only_the_host_brings_a_deck(
    night: Evening, helper: Device, attendee: Device, outsider: Device
) -> None:
    for device in (helper, attendee, outsider):
        assert upload(device, SMALL.encode()).status_code == 403
        assert refused(device.act("deck", shelf="1-neighbourhood"), 403)
        assert device.get("cards/print").status_code == 403
    assert not night.events("DeckChosen")


def test_a_group_tells_its_story(played: Evening, host: Device, attendee: Device, outsider: Device) -> None:
    """While the night goes on those who are in it read it, and everybody once the night is closed."""
    for card in ("corner", "fair", "tools"):
        assert attendee.act("groups/1/cards", card=card).status_code == 200
    assert attendee.act("cards/2/fill", text="A fair in <our> street").status_code == 200
    assert attendee.act("groups/1/cards", kind="ending", text="And they danced.").status_code == 200
    page = attendee.get("groups/1/cards").text
    assert "A fair in &lt;our&gt; street" in page
    assert re.search(r"<b>9</b>\s+points left", page)
    assert attendee.act("groups/1/story", finished="1").status_code == 200
    assert outsider.get("groups/1/story").status_code == 409
    assert outsider.get("groups/1/cards").status_code == 403
    played.move("closed")
    story = outsider.get("groups/1/story").text
    told = [
        story.index(words)
        for words in ("※Corner", "A fair in &lt;our&gt; street", "※Tools", "And they danced.")
    ]
    assert told == sorted(told)
    for ending in ("md", "html", "json", "csv"):
        file = outsider.get(f"record.{ending}").text
        assert all(words in file for words in ("※Corner", "※Fair", "And they danced.", "※Quill", "※CC0")), (
            ending
        )
    assert f'href="/n/{played.code}/groups/1/story"' in outsider.get("record/g/1").text


def test_one_phone_keeps_it_for_all(played: Evening, host: Device) -> None:
    """Whoever holds the desk need not sit at the table."""
    for card in ("corner", "fair"):
        assert host.act("groups/1/cards", card=card).status_code == 200
    assert host.act("cards/1/fill", text="Ours").status_code == 200
    assert host.act("cards/2/fill", text="Nora's", for_="2").status_code == 200
    assert [event["person"] for event in played.events("CardFilled")] == [0, 2]
    assert played.actors("CardFilled") == ["host", "host"]
    assert "Take this card for" in host.get("deck/fair").text


def test_who_is_not_at_the_table_is_told(played: Evening, attendee: Device, night: Evening) -> None:
    latecomer = night.enter("Cleo")
    attendee.act("groups/1/cards", card="corner")
    assert refused(latecomer.act("groups/1/cards", card="fair"), 403, "Join this group first")
    assert refused(latecomer.act("cards/1/fill", text="Mine"), 403)
    assert refused(attendee.act("cards/1/hide"), 403)
    assert refused(attendee.act("cards/9/fill", text="x"), 404)
    assert refused(attendee.act("cards/1/move", places="many"), 422, field="places")
    assert "Take this card" not in latecomer.get("deck/fair").text
    assert "Take this card" in attendee.get("deck/fair").text


def test_without_javascript_a_refusal_is_beside_its_form(played: Evening, attendee: Device) -> None:
    page = "groups/1/cards"
    form = f"/n/{played.code}/groups/1/cards#own-idea"
    answer = attendee.submit(page, page, kind="idea", title="Soup", points="9", form=form)
    assert answer.status_code == 422
    assert "Say how many points" in answer.text
    assert 'value="Soup"' in answer.text
    answer = attendee.submit("groups/1/story", page, finished="1")
    assert "take a situation first" in answer.text


def test_hidden_words_are_on_no_page(
    played: Evening, host: Device, attendee: Device, neighbour: Device
) -> None:
    attendee.act("groups/1/cards", card="corner", text="Hurtful words")
    attendee.act("groups/1/cards", kind="idea", title="Worse words", points="1")
    host.act("cards/1/hide", why="Hurtful")
    host.act("cards/2/hide")
    played.move("closed")
    for page in ("groups/1/story", "record/g/1", "record.md", "record.json", "record.csv", "record.html"):
        text = neighbour.get(page).text
        assert "※Corner" in text
        assert "Hurtful words" not in text
        assert "Worse words" not in text
    assert "Hurtful words" in attendee.get("me").text, "their author is told"


def test_a_deck_prints_whole(played: Evening, host: Device) -> None:
    """Each sheet of fronts has its sheet of backs, each row of it mirrored; each card leads to its page."""
    host.act("deck", pasted=MORE)
    page = host.get("cards/print").text
    sheets = page.split('class="cards-sheet')[1:]
    assert len(sheets) == 4
    assert [sheet.startswith(" backs") for sheet in sheets] == [False, True] * 2
    fronts = re.findall(r'face-kind"[^>]*>.*?<span>([^<]+)</span>', sheets[0], re.S)
    backs = re.findall(r'back-kind">([^<]+)<', sheets[1])
    rows = [backs[at : at + 3] for at in range(0, 9, 3)]
    assert [kind for row in rows for kind in reversed(row)] == fronts
    assert len(re.findall('class="qr"', page)) == len(read(MORE.encode()).cards)
    assert "※Ecke" in host.get("cards/print?language=de").text
    assert "※Corner" in host.get("cards/print?language=fr").text
    assert host.get("cards/print?blank=1").text.count("pen-lines") == 9


def test_a_night_starts_with_a_deck(shared_server: Server) -> None:
    """The setup of a dinner names one; a second press of the same form changes nothing."""
    starter = Device(shared_server.url)
    starter.carry("start", f"start {shared_server.start_key}")
    form = starter.client.post("/start", data={"shelf": "4-dinner", "title": "Dinner"}).text
    assert re.search(r'<option value="1-neighbourhood" selected>', form)
    asked = {**SETUP, "deck": "1-neighbourhood", "command": "once-and-for-all"}
    started = [starter.act("/nights", **asked).json()["go"] for _press in range(2)]
    assert started[0] == started[1]
    starter.code = started[0].split("/")[2]
    assert "The empty shop" in starter.get("deck").text
    assert '<details class="fold seldom" open>' in starter.get("links").text
    assert starter.get("setup.json").json()["deck"] == "1-neighbourhood"
    assert refused(starter.act("/nights", **SETUP, deck="gone"), 404, "not here any more", "file")


def test_beside_a_deck_from_the_right_our_words_go_from_the_left(
    night: Evening, host: Device, attendee: Device
) -> None:
    """Given a deck in Arabic, then its words say so, what people type goes its own way, and our own words in
    the middle of its list are in the night's language and direction."""
    assert host.act("deck", pasted=ARABIC.read_text(encoding="utf-8")).status_code == 200
    host.act("cards/table", title="A street", room="1", all="1")
    night.move("talk")
    attendee.act("groups/1/cards", kind="situation", title="شارع بلا ظل")
    page = attendee.get("groups/1/cards").text
    assert '<fieldset class="deck-rows" lang="ar" dir="rtl"' in page
    assert '<legend class="unseen" lang="en" dir="ltr">Which card?' in page
    assert '<span class="unseen" lang="en" dir="ltr">costs' in page
    assert '<h3 dir="auto" hx-ignore>شارع بلا ظل</h3>' in page
    fields = re.findall(r'<(?:textarea|input) id="(?:words|title|ending)-[^>]+>', page)
    assert fields
    assert [field for field in fields if "dir=auto" not in field] == []
