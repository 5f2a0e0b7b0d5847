"""A deck file says what is wrong with it, and in which line; a good one is read as it stands."""

import pytest

from opennight.night.deck_toml import LONGEST_LINE, MOST, MOST_CARDS
from opennight.night.deckfile import TITLE, read
from opennight.night.kept.decks import Words
from opennight.night.messages import Refused
from opennight.shelf import DECKS, Shelf
from tests.decks import SMALL, deck
from tests.server import ROOT

CARD = """
[[card]]
id = "card-{no}"
kind = "goal"
en.title = "Goal"
de.title = "Ziel"
"""


def line_of(text: str) -> int:
    """The line of the small deck that begins with this text."""
    return 1 + next(no for no, line in enumerate(SMALL.splitlines()) if line.startswith(text))


def test_a_good_one_is_read() -> None:
    read_deck = deck()
    assert (read_deck.languages, read_deck.language, read_deck.budget) == (("en", "de"), "en", 10)
    assert read_deck.title == {"en": "※Streets", "de": "※Straßen"}
    corner = read_deck.cards[0]
    assert (corner.id, corner.kind, corner.says["de"]) == ("corner", "situation", Words("※Ecke"))
    assert corner.says["en"].examples == ("※Leeds https://10.0.0.1:8000/leeds", "※York")
    points = {card.id: (card.costs, card.gives) for card in read_deck.cards}
    assert (points["corner"], points["fair"], points["tools"]) == ((0, 0), (3, 0), (0, 2))


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('kind = "involve"', 'kind = "villain"', 'kind = "involve"', 'no such “kind”'),
        ('id = "baker"', 'id = "corner"', 'id = "baker"', "another card already has this “id”"),
        ('id = "baker"', 'id = "The Baker"', 'id = "baker"', "small letters, digits and hyphens"),
        ('id = "baker"\n', "", None, "“id” is missing"),
        ("※Baker", "B" * (TITLE + 3), 'en.title = "※Baker"', ("“en.title” is 3 characters too long: "
                                                                 "the limit is 60")),
        ("※Baker", "<script>alert(1)</script>", 'en.title = "※Baker"', "has a tag in it"),
        ("※Baker", " ", 'en.title = "※Baker"', "“en.title” is empty"),
        ('"※Baker"', "7", 'en.title = "※Baker"', "must be text in quotation marks"),
        ('en.title = "※Baker"', 'en.titel = "※Baker"', 'en.title = "※Baker"', "what “en.titel”"),
        ('de.title = "※Bäcker"\n', "", None, "there is nothing in “de”"),
        ('de.title = "※Bäcker"', 'de.words = "※Brot"', None, "“de.title” is missing"),
        ("costs = 1", "costs = 4", "costs = 1", "must be 1, 2 or 3 points"),
        ("costs = 1", "costs = true", "costs = 1", "must be 1, 2 or 3 points"),
        ("costs = 1", "costs = 1\ngives = 1", None, "“gives” does not belong here"),
        ('kind = "goal"', 'kind = "goal"\ncosts = 1', None, "“costs” does not belong here"),
        ('kind = "goal"', 'kind = "goal"\nprice = 1', None, "does not know what “price”"),
        ('"※York"]', '"※York", 7]', "en.examples", "“en.examples” must be text"),
        ("budget = 10", "budget = 1000", "budget", "whole number, at most 30"),
        ("budget = 10", "buget = 10", "budget", "does not know what “buget”"),
        ('["en", "de"]', '["English"]', "languages", "must list languages by their codes"),
        ('["en", "de"]', '["en", "card"]', "languages", "must list languages by their codes"),
        ('["en", "de"]', '["en", "fr"]', None, "“de” means"),
        ('id = "baker"', 'id = "baker', 'id = "baker"', "cannot be read as TOML"),
        ('[de]\ntitle = "※Straßen"', "[de]", None, "“de.title” is missing"),
        ('about = "※About"', 'about = "※About"\nkinds.villain = "X"', None, "must name kinds of cards"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(old: str, new: str, line: str | None, words: str) -> None:
    assert old in SMALL
    with pytest.raises(Refused) as refused:
        deck(SMALL.replace(old, new, 1))
    told = str(refused.value)
    assert words in told
    assert told.startswith("Line ")
    if line is not None:
        assert told.startswith(f"Line {line_of(line)} "), told
    assert refused.value.field == "file"


@pytest.mark.parametrize(
    ("content", "kind", "words"),
    [
        (b"", "bad", "not a deck"),
        (b'{"opennight": "setup"}', "bad", "Line 1 cannot be read as TOML"),
        (b'opennight = "deck"\nversion = 1', "bad", "there are no cards"),
        (b'opennight = "setup"\n[[card]]', "bad", "not a deck"),
        (SMALL.replace("version = 1", "version = 2").encode(), "bad", "newer opennight"),
        (
            SMALL.replace("※York", "\udcff").encode(errors="surrogateescape"),
            "bad",
            "this is not text in UTF-8",
        ),
        (b"x" * 2 * 1024 * 1024, "too much", f"at most {MOST // 1024} kB"),
        (b"a = 1\n" + b"a" * (LONGEST_LINE + 1), "bad", "Line 2 is too long"),
        (b"a = " + b"[" * (LONGEST_LINE - 10), "bad", "Line 1 cannot be read as TOML"),
        (b"\n".join(b"a" + b".a" * 900 + b" = 1" for _line in range(35)), "bad", "Line 2 cannot be read"),
        (b"a = " + b"9" * 1900, "bad", "not a deck"),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_what_is_no_deck_at_all(content: bytes, kind: str, words: str) -> None:
    with pytest.raises(Refused, match=words) as refused:
        read(content)
    assert refused.value.kind == kind


def test_too_many_cards() -> None:
    """The line is that of the first card too many."""
    cards = SMALL[: SMALL.index("[[card]]")] + "".join(CARD.format(no=no) for no in range(MOST_CARDS + 2))
    with pytest.raises(Refused, match=f"Line .*a deck has at most {MOST_CARDS} cards") as refused:
        deck(cards)
    line = int(str(refused.value).split()[1].rstrip(":"))
    assert cards.splitlines()[line].startswith(f'id = "card-{MOST_CARDS}"')


def test_cards_written_in_another_way_are_told_by_name() -> None:
    """Without the lines [[card]] nobody knows where a card stands, but which one it is."""
    plain = (
        SMALL[: SMALL.index("[en]")]
        + 'card = [{id = "a", kind = "x"}]\n[en]\ntitle = "A"\n[de]\ntitle = "B"\n'
    )
    with pytest.raises(Refused, match=r"\(a\): there is no such “kind”"):
        deck(plain)


def test_a_byte_order_mark_and_windows_lines_do_no_harm() -> None:
    assert read(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode()) == deck()


def test_the_deck_in_the_docs_is_one() -> None:
    page = (ROOT / "docs" / "decks.md").read_text(encoding="utf-8")
    found = read(page.partition("```toml\n")[2].partition("```")[0].encode())
    assert [card.id for card in found.cards] == ["empty-shop", "long-table", "school-hall"]


def test_the_decks_that_come_with_opennight() -> None:
    """Each can be played: cards of every kind in each language, and fewer points than all ideas cost."""
    shelf = Shelf()
    assert not shelf.problems
    assert shelf.decks.keys() == {path.stem for path in DECKS.glob("*.toml")}
    for found in shelf.decks.values():
        assert {card.kind for card in found.cards} == {
            "situation",
            "involve",
            "goal",
            "idea",
            "resource",
            "story",
        }
        assert sum(card.costs for card in found.cards) > found.budget
        assert len(found.cards) % 9 == 0, "whole sheets of paper"
        assert all(set(found.languages) == card.says.keys() for card in found.cards)
        assert all(card.says[code].words for card in found.cards for code in found.languages)
