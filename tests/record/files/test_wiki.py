"""The record as wiki text, read by a parser of MediaWiki's own language."""

import html

import mwparserfromhell as mw
import pytest
from mwparserfromhell.nodes import ExternalLink, Tag

from opennight.record.anchored import place
from opennight.record.files import wiki
from opennight.record.outcome import Outcome
from tests.record.files.nasty import NASTY, wild

ADDRESS = "https://night.example/n/BEES"


def written(made: Outcome, address: str = ADDRESS) -> mw.wikicode.Wikicode:
    return mw.parse(wiki.write(made, str, address))


def shown(code: mw.wikicode.Wikicode) -> str:
    """What a reader of the page sees, a line for each line."""
    out = []
    for node in code.nodes:
        if isinstance(node, Tag) and node.tag == "br":
            out.append("\n")
        elif isinstance(node, Tag) and node.tag == "nowiki":
            out.append(html.unescape(str(node.contents)))
        elif isinstance(node, Tag) and node.contents is not None:
            out.append(shown(node.contents))
        elif isinstance(node, ExternalLink):
            out.append(shown(node.title) if node.title else str(node.url))
        else:
            out.append(str(node))
    return "".join(out)


def test_the_whole_night(made: Outcome) -> None:
    code = written(made)
    heads = [shown(one.title).strip() for one in code.filter_headings()]
    assert heads[:4] == ["Line-up", "19:42–20:24", "20:30–21:15", "Groups"]
    text = shown(code)
    assert "Call the mayor — Who: Ada · Due: Friday · Ben · source" in text
    assert "Licence: CC BY 4.0" in text
    assert "Nonsense" not in text


def test_its_links_lead_back(made: Outcome) -> None:
    links = [str(link.url) for link in written(made).filter_external_links()]
    assert place(ADDRESS, "note-1") in links
    assert place(ADDRESS, "group-1") in links
    home = [link for link in links if link.startswith(ADDRESS)]
    assert len(home) == len(links) - 1  # and one to the licence
    alone = written(made, "").filter_external_links()
    assert [str(link.url) for link in alone] == [made.licence.url]


@pytest.mark.parametrize("text", NASTY)
def test_what_people_typed_is_shown_and_is_nothing_else(made: Outcome, text: str) -> None:
    code = written(wild(made))
    assert text in shown(code)
    assert (code.filter_templates(), code.filter_wikilinks()) == ([], [])
    tags = {str(tag.tag) for tag in code.filter_tags()}
    assert tags <= {"li", "b", "i", "br", "nowiki", "blockquote", "hr"}
