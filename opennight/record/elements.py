"""Elements of XML with strangers' words in them."""

import re
from xml.etree.ElementTree import Element, SubElement

FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML may have, however they are written."""


def add(parent: Element, name: str, text: str = "", /, **attributes: str) -> Element:
    """A new last element in `parent`, with this text."""
    made = SubElement(parent, name, {key: FORBIDDEN.sub("", value) for key, value in attributes.items()})
    made.text = FORBIDDEN.sub("", text) or None
    return made
