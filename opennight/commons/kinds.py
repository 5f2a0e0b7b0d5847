"""What can be found in the commons: a table of kinds. Whatever has words in a record is of one of them."""

from typing import NamedTuple

from opennight.night.messages import _


class Kind(NamedTuple):
    """`name` is what addresses call it, `one` and `many` are in words; pages translate them."""

    name: str
    one: str
    many: str


KINDS = (
    Kind("night", _("Night"), _("Nights")),
    Kind("topic", _("Topic"), _("Topics")),
    Kind("headline", _("Headline"), _("Headlines")),
    Kind("action", _("Action"), _("Actions")),
    Kind("question", _("Question"), _("Questions")),
    Kind("concern", _("Concern"), _("Concerns")),
    Kind("quote", _("Quote"), _("Quotes")),
    Kind("note", _("Note"), _("Notes")),
    Kind("link", _("Link"), _("Links")),
    Kind("comment", _("Comment"), _("Comments")),
    Kind("offer", _("Offer"), _("Offers")),
    Kind("ask", _("Ask"), _("Asks")),
    Kind("demand", _("Ask to a guest"), _("Asks to guests")),
    Kind("line", _("Answer to everybody's question"), _("Answers to everybody's question")),
    Kind("sentence", _("Proposition"), _("Propositions")),
    Kind("card", _("Card"), _("Cards")),
    Kind("leaflet", _("Card for others"), _("Cards for others")),
    Kind("clip", _("Clip"), _("Clips")),
    Kind("meeting", _("Next meeting"), _("Next meetings")),
    Kind("thanks", _("Thanks"), _("Thanks")),
    Kind("feedback", _("Feedback"), _("Feedback")),
    Kind("sequel", _("What came of it"), _("What came of it")),
)
BY_NAME = {kind.name: kind for kind in KINDS}
