"""What a host reads at the desk needs no prior knowledge: plain words, or their meaning one press away."""

import html
import re

from tests.web.cast import Evening

INSIDER = re.compile(r"\bslots?\b|lock the door|shares? of the time|\bwish(es)? kept\b", re.IGNORECASE)


def words(page: str) -> str:
    """What somebody sees or hears of a page: its text, and the labels that are read out."""
    said = " ".join(re.findall(r'(?:aria-label|placeholder)="([^"]*)"', page))
    return html.unescape(re.sub(r"<[^>]*>", " ", page.partition("<body")[2])) + said


def test_no_insider_s_words(night: Evening) -> None:
    host = night.host
    for name in ("Ada", "Ben"):
        night.enter(name)
    night.move("pitch")
    for title in ("Bees", "Books", "Boats"):
        host.act("pitches", title=title, hosted="1")
    night.move("vote")
    host.act("pitches/1/vote", for_="1")
    host.act("lineup/make")
    night.move("groups")
    for page in ("desk", "setup", "links", "helper?for=1", "/start"):
        assert INSIDER.findall(words(host.get(page).text)) == [], page


def test_words_of_the_line_up_are_explained_beside_it(night: Evening) -> None:
    """Each is the summary or a term of something that opens by a touch, by keys, and without a script."""
    night.enter("Ada")
    night.move("pitch")
    night.host.act("pitches", title="Bees", hosted="1")
    night.move("vote")
    night.host.act("pitches/1/vote", for_="1")
    night.host.act("lineup/make")
    desk = night.host.get("desk").text
    glossary = desk.partition('id="glossary"')[2].partition("</details>")[0]
    terms = re.findall(r"<dt>([^<]*)</dt>", glossary)
    assert {"Pin", "Drop", "Waiting list", "Number in line", "Choices met"} <= set(terms)
    assert re.search(r"<summary>\s*<strong>1 of 1 choice met</strong>\s*</summary>\s*<p>[^<]+</p>", desk)
