"""The rows of deeds.py for the assembly."""

from tests.web.deed import ACTION, Deed, host, person
from tests.web.stage import first

ASKED = (first("asks", text="Buy soup"), first("manifesto/all"))
CHOSEN = (*ASKED[:1], first("manifesto/open"), first("asks/1/dot", "attendee"))
SAID = {"verdict": "partly", "what": "Ten", "due": "May", "ours": "We dig", "ours_due": "June"}
SAID_TO_ASK = first("asks/1/answer", **SAID)
LISTED = (first("organisations", names="Scouts"), first("organisations/ask", open="1"))
CALLED = (*LISTED, first("organisations/call", organisation="1"))
ASSEMBLED = [
    host("asks", "share", "AskPut", text="Buy soup"),
    host("asks/note/NO", "share", "AskPut", ACTION, no=2),
    host("asks/wall/NO", "share", "AskPut", first("offers", "attendee", wants="1", text="Land", listed="1")),
    host("asks/NO/drop", "share", "AskDropped", *ASKED),
    host("asks/NO/move", "share", "ManifestoSet", ASKED[0], *ASKED, up="0"),
    person("asks/NO/dot", "share", "AskBacked", *CHOSEN[:2]),
    person("asks/NO/undot", "share", "AskUnbacked", *CHOSEN),
    host("manifesto/open", "share", "ManifestoSet", *ASKED, places="2", dots="1"),
    host("manifesto/close", "share", "ManifestoSet", *CHOSEN),
    host("manifesto/settle", "share", "ManifestoSet", *CHOSEN, first("manifesto/close")),
    host("manifesto/all", "share", "ManifestoSet", ASKED[0]),
    Deed("guests", "host", "share", "GuestInvited", {"name": "Jo", "stands_for": "Council"}),
    Deed("guests/NO", "host", "share", "GuestChanged", {"name": "Joe"}, (first("guests", name="Jo"),)),
    host("guests/NO/dismiss", "share", "GuestDismissed", first("guests", name="Jo")),
    host("asks/NO/arrange", "share", "AskArranged", *ASKED, guest="0", speaker="Ada"),
    host("asks/front", "share", "AskBrought", *ASKED, ask="1", stage="speaks"),
    Deed("asks/NO/answer", "host", "share", "AskAnswered", SAID, ASKED),
    host("asks/NO/keep", "share", "AnswerKept", *ASKED, SAID_TO_ASK, ours="1", kept="kept"),
    host("organisations", "share", "OrganisationSaid", names="Scouts"),
    host("organisations/ask", "share", "RollOpened", open="1"),
    Deed("organisations/say", "attendee", "share", "OrganisationSaid", {"name": "Scouts"}, LISTED),
    Deed(
        "organisations/NO/back",
        "attendee",
        "share",
        "OrganisationTakenBack",
        {},
        (*LISTED, first("organisations/say", "attendee", name="Scouts")),
    ),
    host("organisations/call", "share", "OrganisationCalled", *LISTED, organisation="1"),
    person("organisations/NO/rise", "share", "PersonRose", *CALLED),
    Deed("organisations/NO/count", "helper", "share", "RisenCounted", {"count": "7"}, CALLED),
    host("organisations/NO/hide", "share", "OrganisationHidden", *LISTED),
    host("organisations/NO/show", "share", "OrganisationShown", *LISTED, first("organisations/1/hide")),
]
