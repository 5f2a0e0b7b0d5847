"""Lines of a room are put together by the words that they share."""

from opennight.joinup.piles import piles


def together(*lines: str, most: int = 30) -> dict[str, list[str]]:
    return {word: [lines[place] for place in members] for word, members in piles(lines, most=most)}


def test_lines_with_the_same_word_lie_together() -> None:
    found = together("A beehive", "It's a river", "The beehives in my garden", "A river in spring", "Jazz")
    assert found == {
        "beehive": ["A beehive", "The beehives in my garden"],
        "river": ["It's a river", "A river in spring"],
    }


def test_a_phrase_says_more_than_a_word() -> None:
    assert "time bank" in together("A time bank", "A time bank in our street", "Jazz", "Soup")


def test_the_biggest_pile_comes_first_and_a_line_lies_in_one() -> None:
    lines = ("River and rain", "River", "Rain", "Rain again", "Rain, rain")
    assert together(*lines) == {"rain": ["River and rain", "Rain", "Rain again", "Rain, rain"]}


def test_what_half_of_them_say_tells_none_apart() -> None:
    lines = tuple(
        f"A garden with {what}" for what in ("bees", "bees", "soup", "rain", "hens", "jam", "toads")
    )
    found = together(*lines, "Jazz", "Yeast")
    assert list(found) == ["bees"]


def test_small_words_are_no_reason() -> None:
    assert together("It is a mess", "It is a joy", "This is a start") == {}


def test_there_are_at_most_so_many() -> None:
    lines = ("River", "A river", "Garden", "A garden", "Kitchen", "A kitchen")
    assert [len(piles(lines, most=most)) for most in (9, 2)] == [3, 2]


def test_nothing_lies_together_where_nothing_was_said() -> None:
    assert piles([], most=9) == []
