"""Text that people type is tidied, but never changes its meaning."""

import pytest

from opennight.night import messages
from opennight.night.messages import Refused, clean


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  two   words ", "two words"),
        ("a\tb\x00c\x07d", "a b c d"),
        ("one\n\n\ntwo\r\nthree\u2028four", "one two three four"),
        ("non\u00a0breaking\u3000spaces", "non breaking spaces"),
        ("\u202egnp.exe\u202c", "gnp.exe"),
        ("no\ufffe cha\ufdd0rac\U0010ffffters", "no characters"),
        ("zero\u200bwidth\ufeff soft\u00adhyphen", "zerowidth softhyphen"),
        ("👩\u200d🚀 \U0001fae8 ❤️", "👩\u200d🚀 \U0001fae8 ❤️"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("café", "café"),
        ("Z" + "\u0300" * 60 + "algo", "Z" + "\u0300" * 4 + "algo"),
        ("Z" + "\u0300\u200d\ufe0f\u0489" * 9, "Z" + "\u0300\u200d\ufe0f\u0489" * 2 + "\u200d\ufe0f" * 7),
        ("שּׁ֣ וְ", "שּׁ֣ וְ"),
        ("Việt Nam", "Việt Nam"),
        ("བསྒྲུབས", "བསྒྲུབས"),
        ("日本語 <b>&amp;</b>", "日本語 <b>&amp;</b>"),
    ],
)
def test_a_line_is_tidied(typed: str, kept: str) -> None:
    assert clean(typed, 80, "title") == kept


@pytest.mark.parametrize(
    "typed",
    ["\u3164", "\u2800 \u2800", "\u115f\u1160", "\uffa0", "\u0301\u0302", "\u200c", "\ufe0f", "\u034f"],
)
def test_what_shows_nothing_is_nothing(typed: str) -> None:
    """Fillers, cells of Braille without dots, combining marks and joiners alone."""
    with pytest.raises(Refused, match="write something"):
        clean(typed, 80, "title")
    assert clean(f"{typed}?", 80, "title").endswith("?"), "a mark of punctuation can be seen"


def test_fillers_are_spaces() -> None:
    assert clean("a\u3164b\u2800c", 80, "title") == "a b c"
    assert clean("\u3164", 80, "more", least=0) == ""


def test_lines_stay_where_they_may() -> None:
    assert clean(" a \r\n b\r\r\r\rc \n", 80, "more", lines=True) == "a\nb\n\nc"


def test_tidying_twice_is_tidying_once() -> None:
    once = clean(" a \u200b \u202e b ", 80, "title")
    assert clean(once, 80, "title") == once == "a b"


def test_length_counts_what_is_kept() -> None:
    assert clean(" " * 500 + "x" * 80, 80, "title") == "x" * 80
    with pytest.raises(Refused, match="Too long by 3: the limit is 80 characters"):
        clean("x" * 83, 80, "title")


def test_an_empty_text_is_refused_unless_it_may_be_empty() -> None:
    assert clean(" \n ", 80, "more", least=0) == ""
    with pytest.raises(Refused, match="write something") as refused:
        clean("\u200d \u200b", 80, "title")
    assert refused.value.field == "title"


def test_a_text_that_is_hopelessly_long_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking at 60,000 characters takes 40 ms, and anybody can send them as a name, again and again."""
    seen: list[str] = []

    def shown(char: str) -> str:
        seen.append(char)
        return char

    monkeypatch.setattr(messages, "shown", shown)
    with pytest.raises(Refused, match="Too long by 59960"):
        clean("é" * 60_000, 40, "name")
    assert not seen
    assert clean("é", 40, "name") == "é"
    assert seen
