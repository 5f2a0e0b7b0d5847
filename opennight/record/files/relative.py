"""Pages of the record as they stand in a folder: with relative addresses only, without scripts and forms."""

import html
import posixpath
import re
from collections.abc import Callable
from html.parser import HTMLParser

Find = Callable[[str], str | None]
"""From an address on the page to where that is now: below the folder, or an address with a scheme; None if it
is nowhere."""

ADDRESSES = ("href", "src", "poster")
GONE = ("script", "template", "form", "dialog")
"""Elements that do nothing without their server."""
LEADS = ("a",)
"""What becomes a mere text if it leads nowhere."""
ONLINE = "data-online"
"""An element with this attribute is only for the web."""
EMPTY = ("link", "meta", "img", "input", "source", "track", "br", "hr", "wbr", "area", "col", "embed")
NEEDS = ("img", "source", "track", "link", "iframe", "audio", "video", "image", "use")
"""What is nothing without what it loads."""
LOADED = ("stylesheet", "icon")
"""Links in the head that are. All others say where something is on the web."""
CSS_ADDRESS = re.compile(r"""url\(["']?([^"')]+)["']?\)""")


def relative(page: str, text: str, find: Find) -> str:
    """The HTML of a page that is now at `page` below the folder, such as "g/2.html"."""
    writer = Writer(posixpath.dirname(page), find)
    writer.feed(text)
    writer.close()
    return "".join(writer.out)


class Writer(HTMLParser):
    """Gives back what it reads as it was, except for addresses and for what is gone."""

    def __init__(self, here: str, find: Find) -> None:
        super().__init__(convert_charrefs=False)
        self.here, self.find = here, find
        self.out: list[str] = []
        self.inside: list[str] = []
        """The elements that are left out, and that we are in."""
        self.links: list[str] = []
        """What the links that we are in have become."""

    def write(self, text: str) -> None:
        if not self.inside:
            self.out.append(text)

    def address(self, value: str) -> str | None:
        """Where this leads from here. What stays on the page stays so."""
        if value.startswith("#") or value.startswith("data:"):
            return value
        found = self.find(value)
        if found is None or "://" in found or found.startswith("mailto:"):
            return found
        path, hash, anchor = found.partition("#")
        return posixpath.relpath(path, self.here or ".") + hash + anchor

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.inside:
            self.inside += [tag] if tag == self.inside[-1] else []
            return
        if tag in GONE or (ONLINE, None) in attrs:
            self.inside.append(tag)
            return
        if tag == "meta" and ("name", "htmx-config") in attrs:
            return
        told = self.attributes(tag, attrs)
        if told is None:
            self.inside += [] if tag in EMPTY else [tag]
            return
        if tag in LEADS:
            tag = "a" if not dict(attrs).get("href") or " href=" in told else "span"
            self.links.append(tag)
        self.write(f"<{tag}{told}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = self.attributes(tag, attrs) if tag not in GONE else None
        if told is not None:
            self.write(f"<{tag}{told}/>")

    def attributes(self, tag: str, attrs: list[tuple[str, str | None]]) -> str | None:
        """None if the element would load something that is nowhere."""
        told = []
        about = tag == "link" and dict(attrs).get("rel") not in LOADED
        for name, value in attrs:
            if about and name == "href" and value and "://" not in value:
                return None
            if not about and name in ADDRESSES and value is not None:
                found = self.address(value)
                if found and "://" in found and (name != "href" or tag == "link"):
                    found = None  # it would be a request to somewhere else
                if found is None and tag in NEEDS and name != "poster":
                    return None
                if found is None:
                    continue
                value = found
            told.append(f" {name}" if value is None else f' {name}="{html.escape(value)}"')
        return "".join(told)

    def handle_endtag(self, tag: str) -> None:
        if self.inside:
            if tag == self.inside[-1]:
                self.inside.pop()
            return
        self.write(f"</{self.links.pop() if tag == 'a' and self.links else tag}>")

    def handle_data(self, data: str) -> None:
        self.write(data)

    def handle_entityref(self, name: str) -> None:
        self.write(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.write(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self.write(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.write(f"<!{decl}>")


def in_css(text: str) -> list[str]:
    """The addresses that a style sheet loads."""
    return CSS_ADDRESS.findall(text)
