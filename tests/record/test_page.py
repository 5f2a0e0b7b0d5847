"""The record as a page, and as a page to keep: escaped, linkable, without scripts."""

import re
from typing import Any

import msgspec
import pytest

from opennight.night.state import Night
from opennight.record.assembly import AskOutcome, AssemblyOutcome
from opennight.record.outcome import Outcome
from opennight.web.core.templates import templates
from tests.record.conftest import nasty_night

URL = "https://night.example/n/BEES/record"


def draw(template: str, outcome: Outcome) -> str:
    known: dict[str, Any] = {"outcome": outcome, "record_url": URL, "night": Night("BEES")}
    return templates("en").get_template(f"record/{template}.html").render(known)


@pytest.mark.parametrize("template", ["_outcome", "download"])
def test_everything_can_be_linked_to(made: Outcome, template: str) -> None:
    html = draw(template, made)
    ids = re.findall(r'id="([a-z]+-\d+)"', html)
    assert len(ids) == len(set(ids))
    pitches = {f"pitch-{no}" for no in (1, 2, 3, 4)}
    assert set(ids) == pitches | {"group-1", "group-2", "note-1", "note-3", "action-3", "comment-1"}
    linked = set(re.findall(rf'href="{URL}#([a-z]+-\d+)"', html))
    assert linked == set(ids) - {"pitch-4", "action-3"}, "a part is reached by its whole"


@pytest.mark.parametrize("template", ["_outcome", "download"])
def test_it_says_what_the_groups_did(made: Outcome, template: str) -> None:
    html = draw(template, made)
    for words in (
        "Bees need roofs",
        "Line one\nLine two",
        "Who: Ada · Due: Friday · Ben",
        "3 votes · Ada, Cleo",
        "1 vote · Ben",
        "2 hearts",
        "Bücher 📚",
    ):
        assert words in html
    assert "Rude" not in html
    assert "Nonsense" not in html
    assert "Gone" not in html


@pytest.mark.parametrize("template", ["_outcome", "download"])
def test_whatever_people_write_is_text(template: str) -> None:
    for nasty in ("</title><script>alert(1)</script>", "<!--", "{{ 7*7 }}", "{% raise %}"):
        html = draw(template, nasty_night(nasty))
        assert "<script" not in html
        assert html.count("<!--") == 0
        assert ">49<" not in html
    html = draw(template, nasty_night("<img src=x onerror=y>\"'&"))
    assert "<img" not in html
    assert "&lt;img src=x onerror=y&gt;&#34;&#39;&amp;" in html


def test_the_page_to_keep_needs_nothing_and_runs_nothing(made: Outcome) -> None:
    html = draw("download", made)
    assert "<script" not in html
    assert "<link" not in html
    assert "src=" not in html
    assert "default-src 'none'" in html


def test_what_nobody_is_named_for_has_no_empty_line(made: Outcome) -> None:
    group = msgspec.structs.replace(
        made.groups[0], notes=tuple(msgspec.structs.replace(note, by="") for note in made.groups[0].notes)
    )
    html = draw("_outcome", msgspec.structs.replace(made, groups=(group,)))
    assert '<p class="by" hx-ignore></p>' not in html


@pytest.mark.parametrize(
    ("verdicts", "words"),
    [
        (("", "", ""), "Nobody has answered these yet."),
        (("",), "Nobody has answered this yet."),
        (("yes", "", ""), "2 of these have no answer yet."),
        (("yes", "no"), ""),
    ],
)
def test_what_has_no_answer_is_said_once(made: Outcome, verdicts: tuple[str, ...], words: str) -> None:
    asks = tuple(AskOutcome(no=no, text=f"Ask {no}", verdict=one) for no, one in enumerate(verdicts, 1))
    html = draw("_outcome", msgspec.structs.replace(made, assembly=AssemblyOutcome(asks=asks)))
    assert html.count("answer yet.") + html.count("answered") == bool(words)
    assert words in html
