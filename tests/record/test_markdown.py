"""The record as Markdown: with its own structure, and none from what people wrote."""

import re

import pytest

from opennight.record import markdown
from opennight.record.md.text import block, line
from opennight.record.outcome import Outcome
from tests.record.conftest import nasty_night


def as_it_is(text: str) -> str:
    return text


def shouting(text: str) -> str:
    """A language that writes all our words in capitals."""
    return re.sub(r"(%\(\w+\)s)|(\w)", lambda found: found[1] or found[2].upper(), text)


def test_the_whole_night(made: Outcome) -> None:
    text = markdown.write(made, as_it_is)
    assert text.startswith(
        "# Bees and books\n\nLibrary · 2026-11-22\n\nWelcome!\\\nTake a seat.\n\nPeople: 3 · Pitches: 3 · "
    )
    assert (
        "## What we will do\n\n- Call the mayor — Who: Ada · Due: Friday · Ben · 2026-11-27 · Bees\n" in text
    )
    assert (
        "### Bees\n\n19:42–20:24 · Hall · Hearts: 2\n\nVotes: 3 · Ada, Cleo\n\nOn roofs\n\n"
        "Merged into this:\n\n- Honey\\\n  Sweet — Cleo\n\n**Bees need roofs**\n\n" in text
    )
    assert "- Line one\\\n  Line two — Ada\n" in text
    assert "- Yes! — Cleo\n" in text
    assert "In the group: Ada, Ben\n\nScribe: Ada\n" in text
    assert (
        "## Seeds\n\n### Bücher 📚\n\nVotes: 1 · Ben\n\n### Bread\n\nVotes: 0 · Someone should run this\n"
        in text
    )
    assert "## People\n\nAda, Ben, Cleo\n" in text
    assert text.endswith("Licence: CC BY 4.0 https://creativecommons.org/licenses/by/4.0/\n")
    for words in ("Gone", "Rude", "Nonsense"):
        assert words not in text
    for words in ("Call the mayor", "On roofs", "Bees need roofs"):
        assert text.count(words) == 1, "each thing stands once"


def test_its_own_words_are_translated(made: Outcome) -> None:
    text = markdown.write(made, shouting)
    assert "## WHAT WE WILL DO" in text
    assert "IN THE GROUP: Ada, Ben" in text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("# Bees", r"\# Bees"),
        ("C#", r"C\#"),
        ("1. Bees", r"1\. Bees"),
        ("12) Bees", r"12\) Bees"),
        ("1984 was a book.", "1984 was a book."),
        ("- Bees", r"\- Bees"),
        ("+ Bees", r"\+ Bees"),
        ("---", r"\---"),
        ("===", r"\==="),
        ("> Bees", r"\> Bees"),
        ("```sh", r"\`\`\`sh"),
        ("~~~", r"\~\~\~"),
        ("*Bees* and _books_", r"\*Bees\* and \_books\_"),
        ("[Bees](http://e.vil)", r"\[Bees\](http\://e.vil)"),
        ("![x](y)", r"\!\[x\](y)"),
        ("<script>alert(1)</script>", r"\<script\>alert(1)\</script\>"),
        ("&lt;b&gt;", r"\&lt;b\&gt;"),
        ("a | b", r"a \| b"),
        ("https://e.vil", r"https\://e.vil"),
        ("WWW.e.vil", r"WWW\.e.vil"),
        ("mailto:a", r"mailto\:a"),
        ("@everybody", r"\@everybody"),
        ("{{ site.secret }}", r"\{\{ site.secret \}\}"),
        ("$x$", r"\$x\$"),
        ("the end \\", "the end \\\\"),
        ("a \n\n# b", r"a \# b"),
        ("Am 22.11. – 19:30, “ja”", "Am 22.11. – 19:30, “ja”"),
    ],
)
def test_a_line_shows_as_it_was_typed(typed: str, kept: str) -> None:
    assert line(typed) == kept


def test_a_block_keeps_its_lines_and_nothing_else() -> None:
    assert block("a\n\n# b\r\n    code\n- c", "  ") == "a\\\n  \\# b\\\n  code\\\n  \\- c"


@pytest.mark.parametrize(
    "text",
    [
        "# x",
        "- x",
        "1. x",
        "[x](http://e.vil)",
        "<b onclick=x>",
        "`x",
        "x\n\n# y\n\n- z",
        "</li></ul>",
        "| x | y |",
    ],
)
def test_whatever_people_write_the_structure_is_ours(text: str) -> None:
    ours = markdown.write(nasty_night("Bees"), as_it_is)
    theirs = markdown.write(nasty_night(text), as_it_is)
    heads = [row.split(" ")[0] for row in ours.splitlines() if row.startswith("#")]
    assert [row.split(" ")[0] for row in theirs.splitlines() if row.startswith("#")] == heads
    assert len(re.findall(r"(?m)^- ", theirs)) == len(re.findall(r"(?m)^- ", ours))
    assert not re.search(r"(?<!\\)[\[<`|]", theirs)
    assert "http://" not in theirs
