"""What outsiders are told of a night, and the licence of what is said in it."""

import msgspec

FIRST = "cc-by-4.0"
"""The licence of a new night, unless its host picks another one."""
UNSAID = "all-rights-reserved"
"""The licence of a night that never said one, such as those from before there were licences."""


class Announcement(msgspec.Struct, frozen=True, kw_only=True):
    """A night's public page, in the words of its host (see announcement.py); all of it may be empty.

    `summary`: what it is, in a few sentences. `opens` and `until` are times of day ("HH:MM"), if others than
    follow from the setup. `price`: what it costs, in words. `booking`: where to book, an address.
    `background`: paragraphs and links to read before. `next_time`: how to join next time. `licence`: the key
    of the one under which what is said will stand (see LICENCES in announcement.py). `follow`: the night can
    be followed from outside, without joining. `listed`: search engines may list its public page.
    """

    summary: str = ""
    opens: str = ""
    until: str = ""
    price: str = ""
    booking: str = ""
    background: str = ""
    next_time: str = ""
    licence: str = UNSAID
    follow: bool = False
    listed: bool = False
