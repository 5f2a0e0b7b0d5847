"""A page as a browser holds it, as far as pushes change it: the live client's rules in Python."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from opennight.live.protocol import hear, unpacked

CHANGING = re.compile(r'name="command" value="[^"]*"|(?<=data-clock)[^<]*|--gone: [^"]*')
"""What differs between two loads of a page: the ids of its forms, and what a clock says."""
LISTS = {"data-rows", "data-while", "data-unless", "data-beyond"}
VOID = {"meta", "link", "input", "br", "img", "hr"}


@dataclass(eq=False, slots=True)
class Element:
    tag: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    children: "list[Element | str]" = field(default_factory=list)


Known = dict[str, tuple[Element, Element]]
"""By its id, each element with its parent."""


class Reader(HTMLParser):
    """HTML as a tree. Our templates close every element."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Element("root")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1].tag == tag:
            self.open.pop()
            return
        if tag in VOID or not any(element.tag == tag for element in self.open):
            return
        while self.open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read(html: str) -> Element:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader.root


def walk(element: Element) -> Iterator[tuple[Element, Element]]:
    """The (parent, child) pairs of everything inside, in the order of the page."""
    waiting = inside(element)
    while waiting:
        pair = waiting.pop()
        yield pair
        if pair[1].children:
            waiting += inside(pair[1])


def inside(element: Element) -> list[tuple[Element, Element]]:
    """Each element right inside this one, beside it; the last first. Texts are left out."""
    return [(element, one) for one in reversed(element.children) if isinstance(one, Element)]


def with_ids(pairs: Iterable[tuple[Element, Element]]) -> Known:
    return {name: pair for pair in pairs if (name := pair[1].attributes.get("id")) is not None}


def in_order(element: Element) -> "list[Element | str]":
    """Sorts where order does not count: cards that come back are put at the end, and scripts rank by dots."""
    sorts = element.attributes.get("id") == "pitches"
    if not (sorts or "data-race" in element.attributes):
        return element.children
    return sorted(element.children, key=lambda child: str(sorted(getattr(child, "attributes", {}).items())))


class Page:
    """What a screen shows, and its version: the number and the mark.

    `ask` is set once it has to ask for what it missed.
    """

    def __init__(self, html: str) -> None:
        self.html = CHANGING.sub("", html)
        self.root = read(html)
        self.known: Known = {}
        self.version = int(found[1]) if (found := re.search(r'data-version="(\d+)"', html)) else 0
        self.mark = found[1] if (found := re.search(r'data-mark="([^"]*)"', html)) else ""
        listens = (element.attributes.get("data-live") for _parent, element in walk(self.root))
        self.live = next(filter(None, listens), "")
        given = self.find("mine")
        self.mine: dict[str, Any] = json.loads(str(given[1].children[0])) if given else {}
        self.ask = False
        self.reload = False

    @property
    def is_there(self) -> bool:
        return bool(self.root.children)

    def find(self, name: str) -> tuple[Element, Element] | None:
        self.known = self.known or with_ids(walk(self.root))
        return self.known.get(name)

    def receive(self, frame: str) -> None:
        said = hear(frame)
        if said.reload:
            self.reload = True
        elif said.mine:
            self.mine = dict(said.mine)
        elif said.after > self.version:
            self.ask = True
        elif said.version > self.version:
            self.version, self.mark = said.version, said.mark
            for region, parent, html in unpacked(said.fragments):
                self.put(region, parent, html)
            self.arrange()

    def arrange(self) -> None:
        """The rows of the desk's lists in their order, and what is there only beside some lists, as lists.js
        has it.
        """
        pairs = list(walk(self.root))
        known = with_ids(pairs)
        inside = [child for _parent, child in pairs if not LISTS.isdisjoint(child.attributes)]

        def rows_in(lists: str | None) -> int:
            found = filter(None, (known.get(one) for one in str(lists).split(",")))
            return sum(isinstance(row, Element) for one in found for row in one[1].children)

        for told in (element.attributes for element in inside):
            if "data-rows" not in told or not (found := known.get(str(told["data-into"]))):
                continue
            rows = [known.get(f"{told['data-rows']}-{no}") for no in str(told["data-order"]).split()]
            for parent, row in filter(None, rows):
                if row in parent.children:
                    parent.children.remove(row)
            found[1].children = [row for _parent, row in filter(None, rows)]
        for element in inside:
            told = element.attributes
            if "data-while" in told:
                self.show(element, rows_in(told["data-while"]) > 0)
            if "data-unless" in told:
                self.show(element, rows_in(told["data-unless"]) == 0)
            if "data-beyond" in told:
                self.show(element, rows_in(told["data-of"]) > int(str(told["data-beyond"])))
        self.known = {}  # rows have moved

    def show(self, element: Element, here: bool) -> None:
        element.attributes.pop("hidden", None)
        if not here:
            element.attributes["hidden"] = None

    def put(self, region: str, parent: str, html: str) -> None:
        old, new = self.find(region), [one for one in read(html).children if isinstance(one, Element)]
        assert len(new) == (1 if html else 0), f"{region}: one root element a partial"
        assert not new or new[0].attributes.get("id") == region, f"{region}: its root carries its id"
        if old:
            holder, element = old
            place = holder.children.index(element)
            holder.children[place : place + 1] = new
            for gone in with_ids([old, *walk(element)]):
                self.known.pop(gone)
        elif new and (into := self.find(parent)):
            holder = into[1]
            holder.children += new
        else:
            return
        self.known |= with_ids(pair for one in new for pair in [(holder, one), *walk(one)])

    def look(self, name: str) -> str:
        """What the person sees of this element: with their own marks, without what a clock changes."""
        found = self.find(name)
        return "\n".join(self.lines(found[1])) if found else ""

    def lines(self, element: Element, depth: int = 0) -> list[str]:
        attributes = dict(element.attributes)
        attributes.pop("open", None)  # a browser keeps what the person has opened
        if mark := attributes.get("data-mine"):
            holds = mark.removeprefix("!") in self.mine.get("marks", [])
            attributes.pop("hidden", None)
            if holds == mark.startswith("!"):
                attributes["hidden"] = ""
        given = " ".join(f"{name}={value}" for name, value in sorted(attributes.items()))
        lines = [f"{' ' * depth}<{element.tag} {given}>"]
        if attributes.keys() & {"data-clock", "data-count-of"}:  # what scripts on the page fill in
            return lines
        if attributes.get("id") == "evening":  # a person's own, which is fetched and not pushed
            return lines
        if text := attributes.get("data-mine-text"):
            return [*lines, str(self.mine.get("text", {}).get(text))]
        for child in in_order(element):
            if isinstance(child, Element):
                if child.attributes.get("name") == "command":  # each page gives its forms their own ids
                    continue
                lines += self.lines(child, depth + 1)
            elif words := " ".join(child.split()):
                lines.append(f"{' ' * depth} {words}")
        return lines
