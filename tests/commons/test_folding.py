"""Texts become words in the same way wherever they come from, and what was found can be shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from opennight.commons.folding import LONGEST, MOST, excerpt, folded, key, terms, words
from tests.examples import tried

TEXTS = some.text(max_size=300)


@pytest.mark.parametrize(
    ("text", "those"),
    [
        ("Café in der Straße", "cafe in der strasse"),
        ("ŁÓDŹ, Œuvre & Ærø", "lodz oeuvre aero"),
        ("İstanbul", "istanbul"),
        ("時間銀行だ", "時 間 銀 行 だ"),
        ("ไทยครับ", "ไ ท ย ค รั บ"),
        ("مَرْحَبًا", "مرحبا"),
        ("हिन्दी में", "हिन्दी में"),
        ("ﬁne ½ ＡＢＣ", "fine 1 2 abc"),
        ("🐝🐝 hives", "🐝 🐝 hives"),
        ("e-mail a_b", "e mail a b"),
        (" – * ( ", ""),
    ],
)
def test_a_text_is_cut_into_words(text: str, those: str) -> None:
    assert " ".join(words(text)) == those


@given(TEXTS)
@tried(50)
def test_folding_again_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    its = words(text)
    assert words(" ".join(its)) == its
    assert all(word and len(word) <= LONGEST and not set(word) & set("\"' \0") for word in its)


@given(TEXTS, TEXTS)
@tried(50)
def test_any_search_is_words_and_any_line_is_of_the_text(text: str, typed: str) -> None:
    wanted = terms(typed)
    assert sum(len(term.words) for term in wanted) <= MOST
    line = excerpt(text, wanted)
    said = "".join(piece for piece, _hit in line)
    assert said.strip("…") in text


def test_quotation_marks_keep_words_together() -> None:
    assert [(term.words, term.begins) for term in terms('time "Old Mill" „neue Bank“ ab')] == [
        (("time",), True),
        (("old", "mill"), False),
        (("neue", "bank"), False),
        (("ab",), False),
    ]
    assert terms("AND OR NOT NEAR") == terms("and or not near")


def test_the_line_is_around_the_hit() -> None:
    text = "Before. " * 60 + "We keep bees in the Brühl, and bees keep us. " + "After. " * 60
    line = excerpt(text, terms("BRUHL bee"))
    assert [piece for piece, hit in line if hit] == ["bees", "Brühl", "bees"]
    assert len("".join(piece for piece, _hit in line)) < 300
    assert line[0][0] == line[-1][0] == "…"


def test_two_spellings_are_one_place() -> None:
    assert key("Saint-Denis") == key("SAINT DENIS") == "saint-denis"
    assert key("新宿") == "新-宿"
