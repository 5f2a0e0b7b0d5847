"""Every POST about a night, done right once: who does it, when, with what, and which event it logs."""

import datetime as dt
from typing import Any

from tests.decks import SMALL
from tests.web.assembly_deeds import ASSEMBLED
from tests.web.deed import ACTION, Deed, host, person
from tests.web.record_deeds import PUBLISHING
from tests.web.sent_clips import CORNERS
from tests.web.stage import Step, first

VOTE = first("pitches/1/vote", "attendee")
ONE_SLOT = {"slot_id": "1", "slot_start": "19:30", "slot_end": "20:15"}
TWO_ROOMS: dict[str, Any] = {"room_id": ["1", "2"], "room_name": ["Hall", "Attic"], "room_seats": ["2", "2"]}
BY_STRENGTH = first("setup", title="Bees", ballot="strengths", **ONE_SLOT)
ASK = first("offers", "attendee", wants="1", text="Land for a garden", kind="space")
THEIR_ASK = first("offers", "neighbour", wants="1", text="Land for a garden", kind="space")
GIFT = first("offers", "neighbour", wants="0", text="Two plots", kind="space")
INQUIRED = first("offers/1/inquire", "neighbour", text="How much?")
THEY_CAN = first("offers/1/introduce", "neighbour", contact="ben@example.org", hours="2")
THIRD = first("people", "helper", name="Nora")
AN_HOUR_AGO = dt.datetime.now(dt.UTC) - dt.timedelta(hours=1)
SHEET = {
    "starts": f"{AN_HOUR_AGO:%H:%M}",
    "part_slot": "1",
    "part_phase": "talk",
    "part_name": "",
    "part_minutes": "30",
}
TODAY = {
    "title": "Bees",
    "zone": "UTC",
    "date": f"{AN_HOUR_AGO:%Y-%m-%d}",
    "dots": "2",
    "slot_id": "1",
    "slot_start": "19:30",
    "slot_end": "20:15",
}
CARD = {"kind": "exchange", "title": "Time bank", "text": "An hour for an hour."}
PRICED = CARD | {"price": "from £20"}
MADE_CARD = first("leaflets", "attendee", **CARD)
IN = first("promises/note/2/in", "attendee")
DONE = first("promises/note/2/done", "attendee")
IN_A_MONTH = f"{AN_HOUR_AGO + dt.timedelta(days=31):%Y-%m-%d}"
GAVE = first("promises/note/2/hours", "attendee", hours="4")
HID = first("pitches/1/hide")
RENAMING = 5
"""The version of the night at which Ada takes another name, if the host has ticked what they read first."""
HIDING = 7
"""The act of `HID`: the version of a night in which two people have come, and pitched."""
TIMER = first("timer/start", minutes="20")
DECK = first("deck", pasted=SMALL)
CORNER, FAIR, BENCH = (first("groups/1/cards", "attendee", card=card) for card in ("corner", "fair", "bench"))
OUR_CORNER = first("groups/1/cards", "attendee", card="corner", text="Our corner")
LAST = "LAST"
"""Stands for the night's version, which is the number of its last step or proposal."""
AT_THE_DOOR = (
    first("setup", title="Bees", expected="1", slot_id="1", slot_start="19:30", slot_end="20:15"),
    first("JOIN", "outsider", name="Zed"),
)
MEETING = {"day": "2026-12-01", "time": "19:30", "place": "Library"}
PHOTO = first("PHOTO", "attendee")
REEL = (PHOTO, first("clips/1/release", "attendee"), first("reel/pick", clip="0"))
TWICE = (PHOTO, first("clips/2/release", "attendee"), first("reel/pick", clip="0"))
PLAYED = (*REEL, first("reel/play"))
SOUND = first("SOUND", "attendee", group="1")
MENDED = {"edition": "1", "line-1": "We do"}
TYPED = first("clips/1/words/whole", "attendee", text="We like bees")
FIXED: Step = ("attendee", "meetings", MEETING | {"group": "1"})
QUESTION = first("groups/1/notes", "attendee", text="Where?", kind="question")
ANSWER = first("threads/note/2/replies", "neighbour", text="On roofs", kind="answer")
THANKED = first("thanks", "neighbour", whom="1", words="the hedge")
REPORTED = (THANKED, first("thanks/1/report", "attendee"))
TALKED = first("groups/1/talked", "attendee", other="2", talked="1")
TO_BOOKS = first("groups/1/question", "attendee", other="2", text="Which books?")
TO_BEES = first("groups/2/question", other="1", text="Which bees?")
REPORTER = first("reporters", name="Rita", interest="none")
ANSWERED = {"scale": "4", "words-0": "The soup", "signed": "1"}
"""Feedback with a name: what has none is mixed by a command of the server's own (see test_feedback.py)."""
ROOM_ASKED = first("asked", text="What's your metaphor?")
LINE_SAID = (ROOM_ASKED, first("asked/1/lines", "attendee", text="A beehive"))
CARS = first("propositions", text="Cars out.")
ROUND = first("propositions/open", offers="1")
OFFERED = first("propositions/offer", "attendee", text="Bees first.")
PROPOSED = (first("lineup/1/drop"), first("lineup/adjust"))
TWO_SLOTS: dict[str, Any] = {
    "slot_id": ["1", "2"],
    "slot_start": ["19:30", "20:30"],
    "slot_end": ["20:15", "21:15"],
}
RUNS_ONCE = (
    first("phase", to="vote"),
    first("pitches/1/vote", "neighbour"),
    first("setup", title="Bees", dots="2", least="1", **TWO_SLOTS, **TWO_ROOMS),
)
"""Ben would like to go to Bees, and runs Books at that time."""
CROWDED = (
    first("pitches/1/edit", title="Bees", hosted="0"),
    *(first("people", name=name) for name in ("Nora", "Zed")),
    first("setup", title="Bees", dots="2", least="2", most="2", **ONE_SLOT, **TWO_ROOMS),
    first("lineup/clear"),
    first("lineup/make"),
)
"""Two full groups: Ada and Nora sit in Bees without having chosen it, and Ben has Zed in Books."""
SEAT_ASKED = first("groups/2/ask", "attendee")
UP = first("groups/2/leave", "neighbour")
WANTED = first("groups/1/ask", "neighbour")
"""Ben would rather talk about Bees."""
DEEDS = [
    person("me/name", "welcome", "PersonRenamed", name="Adele"),
    person("me/byline", "closed", "BylineChosen", byline="participant"),
    person("me/ballot", "closed", "BallotKeptOut", out="1"),
    person("pitches", "pitch", "PitchMade", title="Swifts", hosted="1"),
    person("pitches/NO/edit", "pitch", "PitchEdited", title="Wild bees"),
    person("pitches/NO/withdraw", "pitch", "PitchWithdrawn"),
    host(
        "pitches/NO/approve",
        "pitch",
        "PitchApproved",
        first(
            "setup", title="Bees", dots="2", approve="1", slot_id="1", slot_start="19:30", slot_end="20:15"
        ),
        first("pitches", "attendee", title="Moths"),
        no=3,
    ),
    host("reading", "welcome", "ReadingSet", nouns="note"),
    host("reading/limits", "welcome", "EachLimited", pitches="2", notes="5", comments="0"),
    host("reading/clips", "welcome", "ClipsLimited", seconds="30", reporter="120"),
    host("reading/slow", "welcome", "SlowedDown", seconds="30"),
    host(
        "reading/let-in",
        "pitch",
        "PitchApproved",
        first("reading", nouns="pitch"),
        first("pitches", "attendee", title="Moths"),
        pitches="3",
    ),
    host(
        "names/NO/turn-away",
        "welcome",
        "NameTurnedAway",
        first("reading", nouns="name"),
        first("me/name", "attendee", name="Adele"),
        no=RENAMING,
    ),
    host("watch", "welcome", "WordsWatched", words="Bees"),
    host("watch/NO/clear", "pitch", "MarkCleared", first("watch", words="bees"), what="pitch"),
    host("moderated/tell", "welcome", "ModerationTold", told="1"),
    host("moderated/NO/why", "pitch", "WhySaid", HID, no=HIDING, why="Said already"),
    person("moderated/NO/answer", "pitch", "ModerationAnswered", HID, no=HIDING, text="Sorry"),
    host(
        "moderated/NO/heard",
        "pitch",
        "AnswerHeard",
        HID,
        first(f"moderated/{HIDING}/answer", "attendee", text="Sorry"),
        no=HIDING,
    ),
    host("pitches/NO/hide", "pitch", "PitchHidden"),
    host("pitches/NO/show", "pitch", "PitchShown", first("pitches/1/hide")),
    host("pitches/NO/merge", "pitch", "PitchMerged", into="2"),
    host("pitches/NO/unmerge", "pitch", "PitchUnmerged", first("pitches/1/merge", into="2")),
    host("pitches/NO/apart", "pitch", "PitchesToldApart", other="2"),
    person("pitches/NO/vote", "vote", "Voted"),
    person("pitches/NO/unvote", "vote", "VoteTakenBack", VOTE),
    person("pitches/NO/strength", "vote", "StrengthSaid", BY_STRENGTH, strength="love"),
    person("queue/NO/join", "pitch", "JoinedQueue", first("queue/1/leave", "attendee")),
    person("queue/NO/leave", "pitch", "LeftQueue"),
    host("queue/NO/move", "pitch", "QueueOrdered", place="1"),
    host("speaker/call", "pitch", "SpeakerCalled", seconds="45"),
    host("speaker/extend", "pitch", "SpeakerExtended", first("speaker/call"), seconds="30"),
    host("speaker/thank", "pitch", "SpeakerThanked", first("speaker/call")),
    host("lineup/make", "groups", "LineupMade", first("lineup/clear")),
    host("lineup/adjust", "groups", "LineupProposed", first("lineup/1/drop")),
    host("lineup/proposal/apply", "groups", "LineupMade", *PROPOSED, proposal=LAST),
    host("lineup/proposal/aside", "groups", "ProposalSetAside", *PROPOSED, proposal=LAST),
    host("lineup/clear", "groups", "LineupSet"),
    host("lineup/NO/place", "groups", "LineupSet", cell="1-2"),
    host("lineup/NO/repeat", "groups", "LineupSet", *RUNS_ONCE, cell="2-2"),
    host("lineup/NO/pin", "groups", "LineupSet", pinned="1"),
    host("lineup/NO/drop", "groups", "LineupSet"),
    host("rooms", "groups", "LineupProposed", name="Attic", seats="3", features="quiet+projector"),
    host("rooms/NO/lose", "groups", "LineupProposed"),
    person("groups/NO/join", "groups", "GroupJoined", first("groups/2/leave", "neighbour"), no=2),
    person("groups/NO/leave", "groups", "GroupLeft"),
    person("groups/NO/pen", "groups", "PenTaken"),
    person("groups/NO/ask", "groups", "SeatAsked", *CROWDED, no=2),
    person("groups/NO/unask", "groups", "SeatAskingTakenBack", *CROWDED, SEAT_ASKED, no=2),
    person("seats/give", "groups", "GroupLeft", *CROWDED, UP, WANTED, group="1", to="2"),
    person("seats/keep", "groups", "SeatKept", *CROWDED, WANTED, group="1"),
    person("offers", "welcome", "OfferMade", wants="1", text="Land", kind="space"),
    person("offers/NO/edit", "welcome", "OfferEdited", ASK, text="A field", kind="space"),
    person("offers/NO/close", "welcome", "OfferClosed", ASK, closed="1"),
    person("offers/NO/renew", "welcome", "OfferRenewed", ASK),
    host("offers/NO/hide", "welcome", "OfferHidden", ASK, why="Said already"),
    host("offers/NO/show", "welcome", "OfferShown", ASK, first("offers/1/hide")),
    person("offers/NO/inquire", "welcome", "Inquired", GIFT, text="How much?"),
    person("offers/NO/point", "pitch", "PointedTo", GIFT, THIRD, to="3"),
    person("offers/NO/leave-out", "welcome", "LeftOut", GIFT),
    person("offers/NO/introduce", "welcome", "Introduced", GIFT, contact="ada@example.org"),
    person("offers/NO/hand", "welcome", "HandRaised", THEIR_ASK, first("standup/next")),
    person(
        "offers/NO/unhand",
        "welcome",
        "HandLowered",
        THEIR_ASK,
        first("standup/next"),
        first("offers/1/hand", "attendee"),
    ),
    person("inquiries/NO/answer", "welcome", "InquiryAnswered", ASK, INQUIRED, text="A field"),
    person(
        "inquiries/NO/hide",
        "welcome",
        "InquiryHidden",
        GIFT,
        first("offers/1/inquire", "attendee", text="?!a"),
    ),
    host("inquiries/NO/show", "welcome", "InquiryShown", ASK, INQUIRED, first("inquiries/1/hide")),
    person("introductions/NO/agree", "welcome", "IntroductionAgreed", ASK, THEY_CAN, contact="07700 900123"),
    Deed(
        "introductions/NO/hand-over",
        "helper",
        "welcome",
        "ContactHandedOver",
        {"for": "3"},
        (
            GIFT,
            THIRD,
            ("helper", "offers/1/introduce", {"for": "3", "contact": "landline"}),
            first("introductions/1/agree", "neighbour", contact="ben@example.org"),
        ),
    ),
    person("introductions/NO/decline", "welcome", "IntroductionDeclined", ASK, THEY_CAN),
    person(
        "introductions/NO/kept",
        "welcome",
        "HoursKept",
        ASK,
        THEY_CAN,
        first("introductions/1/agree", "attendee", contact="ada@example.org"),
        kept="1",
    ),
    host("standup/next", "welcome", "StandUpSet", ASK),
    host("standup/end", "welcome", "StandUpSet", ASK, first("standup/next")),
    host("standup/NO/hands", "welcome", "HandsCounted", ASK, hands="4"),
    host("standup/NO/table", "welcome", "SentToTable", ASK, table="Table 5"),
    person("groups/NO/headline", "talk", "HeadlineWritten", text="Bees need hedges."),
    person("groups/NO/notes", "talk", "NoteWritten", text="Plant a hedge", kind="action", who="Ada"),
    person(
        "groups/NO/headline/agree",
        "groups",
        "HeadlineAgreed",
        first("groups/1/join", "neighbour"),
        first("groups/1/headline", "neighbour", text="Bees need hedges."),
    ),
    person("notes/NO/star", "talk", "NoteStarred"),
    person("notes/NO/unstar", "talk", "NoteUnstarred", first("notes/1/star", "attendee")),
    person(
        "notes/NO/move", "talk", "NoteMoved", first("groups/1/notes", "attendee", text="And wasps."), up="0"
    ),
    person("notes/NO/edit", "talk", "NoteEdited", text="We like bees very much."),
    person("notes/NO/hide", "talk", "NoteHidden"),
    host("notes/NO/show", "talk", "NoteShown", first("notes/1/hide")),
    person("threads/note/NO/like", "talk", "Liked"),
    person("threads/note/NO/unlike", "talk", "Unliked", first("threads/note/1/like", "attendee")),
    person("threads/note/NO/replies", "talk", "ReplyWritten", text="So do I.", as_group="1"),
    person("replies/NO/accept", "share", "AnswerAccepted", QUESTION, ANSWER, accepted="1"),
    person(
        "replies/NO/hide", "share", "ReplyHidden", first("threads/note/1/replies", "attendee", text="Yes")
    ),
    host("replies/NO/show", "share", "ReplyShown", QUESTION, ANSWER, first("replies/1/hide")),
    person("reports/reply/NO", "share", "Reported", QUESTION, ANSWER),
    person("thanks", "talk", "ThanksGiven", whom="2", group="1", words="the hedge"),
    person("thanks/none", "welcome", "ThanksRefused", refused="1"),
    person("thanks/NO/back", "talk", "ThanksTakenBack", first("thanks", "attendee", whom="2")),
    person("thanks/NO/agree", "talk", "ThanksAgreed", THANKED, agreed="1"),
    person("thanks/NO/decline", "talk", "ThanksDeclined", THANKED),
    person("thanks/NO/report", "talk", "ThanksReported", THANKED),
    host("thanks/NO/hide", "talk", "ThanksHidden", *REPORTED, why="Hurtful"),
    host("thanks/NO/show", "talk", "ThanksShown", *REPORTED),
    person("afterwards", "share", "SequelAdded", text="What we said", url="https://blog.example/1"),
    person("sequels/NO/hide", "share", "SequelHidden", first("afterwards", "attendee", text="My post")),
    host(
        "sequels/NO/show",
        "share",
        "SequelShown",
        first("afterwards", "attendee", text="My post"),
        first("sequels/1/hide"),
    ),
    host("afterwards/stop", "share", "PostsStopped", stopped="1"),
    Deed("leaflets", "attendee", "share", "LeafletMade", CARD),
    Deed("leaflets/NO/edit", "attendee", "share", "LeafletEdited", PRICED, (MADE_CARD,)),
    person("leaflets/NO/close", "share", "LeafletClosed", MADE_CARD, closed="1"),
    person("leaflets/NO/hide", "share", "LeafletHidden", MADE_CARD),
    host("leaflets/NO/quiet", "share", "KnocksStopped", MADE_CARD, stopped="1"),
    host("record/g/NO/quiet", "share", "KnocksStopped", stopped="1"),
    host("knocks/pass", "share", "MessagesPassedOn", passed="1"),
    person("record/g/NO/messages", "share", "MessagesTaken", taken="1"),
    host("leaflets/NO/show", "share", "LeafletShown", MADE_CARD, first("leaflets/1/hide")),
    person("promises/note/NO/in", "talk", "PromiseMade", ACTION, no=2),
    person("promises/note/NO/hours", "talk", "HoursPledged", ACTION, IN, no=2, hours="4", monthly="1"),
    person("promises/note/NO/kept", "talk", "PledgeKept", ACTION, IN, GAVE, no=2, kept="3"),
    person(
        "promises/note/NO/out", "talk", "PromiseLeft", ACTION, first("promises/note/2/in", "attendee"), no=2
    ),
    person("promises/note/NO/done", "share", "PromiseStands", ACTION, IN, no=2),
    person("promises/note/NO/day", "share", "PromiseStands", ACTION, IN, no=2, day=IN_A_MONTH),
    person("promises/note/NO/let-go", "share", "PromiseStands", ACTION, IN, no=2, text="Rock"),
    person("promises/note/NO/open", "share", "PromiseStands", ACTION, IN, DONE, no=2),
    person(
        "pitches/NO/table",
        "groups",
        "TableOpened",
        first(
            "setup",
            title="Bees",
            seating="open",
            slot_id="1",
            slot_start="19:30",
            slot_end="20:15",
            room_id="7",
            room_name="Oak",
            room_seats="6",
        ),
        first("pitches", "attendee", title="Bikes"),
        no=3,
        room="7",
    ),
    Deed("deck", "host", "welcome", "DeckChosen", {"pasted": SMALL}),
    host("cards/away", "welcome", "DeckChosen", DECK),
    host("cards/language", "welcome", "DeckSpoken", DECK, language="de"),
    host("cards/table", "welcome", "TableOpened", DECK, title="A street", room="1", all="1"),
    person("groups/NO/cards", "talk", "CardTaken", DECK, card="corner"),
    person("cards/NO/fill", "talk", "CardFilled", DECK, CORNER, text="Our corner"),
    person("cards/NO/swap", "talk", "CardSwapped", DECK, CORNER, card="square"),
    person("cards/NO/back", "talk", "CardPutBack", DECK, CORNER),
    person("cards/NO/move", "talk", "CardsOrdered", DECK, FAIR, BENCH, places="1"),
    host("cards/NO/hide", "talk", "CardHidden", DECK, OUR_CORNER, why="Hurtful"),
    host("cards/NO/show", "talk", "CardShown", DECK, OUR_CORNER, first("cards/1/hide")),
    person("groups/NO/story", "talk", "StoryFinished", DECK, CORNER, FAIR, finished="1"),
    host("script", "welcome", "ScriptWritten", step="pitch", text="Come to the front."),
    Deed("runsheet", "host", "welcome", "SetupChanged", SHEET),
    host("runsheet/clear", "welcome", "SetupChanged", first("runsheet", **SHEET)),
    host(
        "pace/shorten",
        "pitch",
        "RoundsReplanned",
        first("setup", **TODAY),
        first("runsheet", **SHEET),
        minutes="1",
    ),
    Deed(
        "tables",
        "helper",
        "groups",
        "TableOpened",
        {"for": "1", "pitch": "2", "room": "1"},
        (first("lineup/clear"),),
    ),
    host("rounds/call", "talk", "RoundsSet", slot="1", minutes="5"),
    host("timer/start", "talk", "TimerSet", minutes="25"),
    host("timer/pause", "talk", "TimerSet", TIMER),
    host("timer/resume", "talk", "TimerSet", TIMER, first("timer/pause")),
    host("timer/add", "talk", "TimerSet", TIMER, minutes="-1"),
    host("timer/stop", "talk", "TimerSet", TIMER),
    host("timer/bell", "talk", "BellRung"),
    host("share/NO/show", "share", "GroupShown", no=2),
    person("share/NO/heart", "share", "Appreciated"),
    person("share/NO/unheart", "share", "HeartTakenBack", first("share/1/heart", "attendee")),
    person("share/NO/comments", "share", "Commented", text="I have a garden."),
    Deed("meetings", "attendee", "talk", "MeetingFixed", MEETING | {"group": "1"}),
    person("meetings/NO/change", "talk", "MeetingChanged", FIXED, day="2027-01-07"),
    person("meetings/NO/cancel", "talk", "MeetingCancelled", FIXED, cancelled="1"),
    person("meetings/NO/hide", "talk", "MeetingHidden", FIXED),
    host("meetings/NO/show", "talk", "MeetingShown", FIXED, first("meetings/1/hide")),
    person("groups/NO/link", "talk", "GroupsLinked", other="2", linked="1"),
    person("groups/NO/merge", "talk", "MergeAsked", other="2", asked="1"),
    person("groups/NO/runner", "talk", "RunnerSent", other="2", sent="1"),
    person("groups/NO/talked", "talk", "GroupsTalked", other="2", talked="1"),
    person("groups/NO/question", "talk", "WordsPassed", other="2", text="Which books?"),
    person("groups/NO/alone", "talk", "GroupLeftAlone", alone="1"),
    person("me/alone", "talk", "PersonLeftAlone", alone="1"),
    person("passed/NO/answer", "talk", "WordsPassed", TO_BEES, text="Wild ones"),
    person("passed/NO/hide", "talk", "PassedHidden", TO_BOOKS),
    host("passed/NO/show", "talk", "PassedShown", TO_BOOKS, first("passed/1/hide")),
    person("connections/NO/together", "talk", "WordsPassed", TALKED, text="Read aloud"),
    host("connections/look", "talk", "ConnectionsFound", first("groups/2/notes", text="We like wild bees.")),
    host("connections/aside", "talk", "ConnectionSetAside", one="1", other="2", aside="1"),
    person("clips/NO/release", "talk", "ClipReleased", PHOTO),
    person("clips/NO/withdraw", "talk", "ClipWithdrawn", PHOTO),
    Deed("clips/NO/straighten", "attendee", "talk", "ClipStraightened", CORNERS, (PHOTO,)),
    Deed(
        "clips/NO/put-back",
        "attendee",
        "talk",
        "ClipPutBack",
        {},
        (PHOTO, first("clips/1/straighten", "attendee", **CORNERS)),
    ),
    host("clips/NO/hide", "talk", "ClipHidden", PHOTO),
    person("clips/NO/words/whole", "talk", "CaptionsMended", SOUND, edition="0", text="We like bees"),
    Deed("clips/NO/words", "attendee", "talk", "CaptionsMended", MENDED, (SOUND, TYPED)),
    host("clips/NO/words/back", "talk", "CaptionsPutBack", SOUND, TYPED, edition="0"),
    person("clips/NO/quote", "talk", "NoteWritten", SOUND, TYPED, first("clips/1/release"), line="1"),
    host("clips/NO/show", "talk", "ClipShown", PHOTO, first("clips/1/hide")),
    host("reel/pick", "talk", "ReelOrdered", *REEL[:2], clip="1"),
    host("reel/NO/drop", "talk", "ReelOrdered", *REEL),
    host("reel/NO/move", "talk", "ReelOrdered", *REEL, *TWICE, by="-1", no=2),
    host("reel/play", "talk", "ReelPlayed", *REEL),
    host("reel/hold", "talk", "ReelPlayed", *PLAYED),
    host("reel/resume", "talk", "ReelPlayed", *PLAYED, first("reel/hold")),
    host("reel/skip", "talk", "ReelEnded", *PLAYED, clip="1"),
    host("reel/end", "talk", "ReelEnded", *PLAYED),
    Deed("feedback", "attendee", "closed", "FeedbackGiven", ANSWERED),
    Deed("groups/NO/feedback", "attendee", "closed", "FeedbackGiven", ANSWERED),
    host(
        "feedback/questions",
        "welcome",
        "FormWritten",
        scale="And the food?",
        steps="1\n2\n3\n4\n5",
        questions="Why?",
    ),
    host("feedback/end", "closed", "FeedbackEnded", ended="1"),
    host("feedback/publish", "closed", "FeedbackPublished", published="1"),
    person("feedback/answers/NO/hide", "closed", "AnswerHidden", ("attendee", "feedback", ANSWERED)),
    host(
        "feedback/answers/NO/show",
        "closed",
        "AnswerShown",
        ("attendee", "feedback", ANSWERED),
        first("feedback/answers/1/hide"),
    ),
    person("comments/NO/hide", "share", "CommentHidden"),
    host("comments/NO/show", "share", "CommentShown", first("comments/1/hide")),
    host("asked", "talk", "RoomAsked", text="What's your metaphor?"),
    host("asked/NO/open", "talk", "QuestionOpened", ROOM_ASKED, open="0"),
    person("asked/NO/lines", "talk", "LineSaid", ROOM_ASKED, text="A beehive"),
    host("asked/NO/piles", "talk", "LinesPiled", *LINE_SAID, first("lines/1/pile", pile="Bees")),
    host(
        "lines/let-in",
        "talk",
        "LineShown",
        ROOM_ASKED,
        first("reading", nouns="comment"),
        first("asked/1/lines", "attendee", text="A river"),
        lines="1",
    ),
    person("lines/NO/hide", "talk", "LineHidden", *LINE_SAID),
    host("lines/NO/show", "talk", "LineShown", *LINE_SAID, first("lines/1/hide")),
    host("lines/NO/pile", "talk", "LinesPiled", *LINE_SAID, pile="Bees"),
    Deed("propositions", "host", "talk", "SentenceAdded", {"text": "Cars out."}),
    host("propositions/pitched", "talk", "SentenceAdded", pitches="2"),
    host("propositions/open", "talk", "RoundSet", CARS, offers="1"),
    person("propositions/offer", "talk", "SentenceAdded", CARS, ROUND, text="Bees first."),
    person("propositions/NO/view", "talk", "ViewSaid", CARS, ROUND, view="agree"),
    host("propositions/end", "talk", "RoundSet", CARS, ROUND),
    person("propositions/NO/hide", "talk", "SentenceHidden", CARS, ROUND, OFFERED, no=2),
    host("propositions/NO/show", "talk", "SentenceShown", CARS, ROUND, OFFERED, no=2),
    host("choosing/open", "share", "ChoiceSet", ACTION, dots="2", carried="1"),
    host("choosing/close", "share", "ChoiceSet", ACTION, first("choosing/open")),
    person("choosing/NO/dot", "share", "ActionChosen", ACTION, first("choosing/open"), no=2),
    person(
        "choosing/NO/undot",
        "share",
        "ActionUnchosen",
        ACTION,
        first("choosing/open"),
        first("choosing/2/dot", "attendee"),
        no=2,
    ),
    *ASSEMBLED,
    *PUBLISHING,
    host(
        "setup", "welcome", "SetupChanged", title="Moths", slot_id="1", slot_start="19:30", slot_end="21:00"
    ),
    host("phase", "welcome", "PhaseMoved", to="pitch"),
    host("door", "welcome", "JoiningLocked", locked="1"),
    host("votes/reveal", "vote", "VotesRevealed", revealed="1"),
    host(
        "undo",
        "welcome",
        "StepUndone",
        first("announcement", text="Soon"),
        step=LAST,
    ),
    host("desk-key", "welcome", "DeskKeyRenewed"),
    Deed("people", "helper", "welcome", "PersonJoined", {"name": "Nora"}),
    host("people/NO/remove", "welcome", "PeopleRemoved"),
    host("people/NO/restore", "welcome", "PersonLetBackIn", first("people/1/remove")),
    host("newcomers/let-in", "welcome", "NewcomersLetIn", *AT_THE_DOOR, newcomer=LAST),
    host("newcomers/turn-away", "welcome", "NewcomersGone", *AT_THE_DOOR, upto=LAST, ticket="0"),
    host("flood", "welcome", "PeopleRemoved", since="1", upto="2", keep="2"),
    host("entrance", "welcome", "EntranceRenewed"),
    host("slips/print", "welcome", "SlipsPrinted", count="54"),
    host("slips/give", "welcome", "SlipGiven", first("slips/print", count="9"), slip="3", person="1"),
    host("slips/void", "welcome", "SlipsVoided", first("slips/print", count="9"), first="3", last="9"),
    host("announcement", "welcome", "Announced", text="Doors close at nine."),
    host("about", "welcome", "AnnouncementWritten", summary="An evening", licence="cc-by-4.0"),
    host("sources", "welcome", "SourceNamed", text="From Leeds, 2019"),
    host("scene", "welcome", "SceneSet", scene="timer"),
    host("board/blank", "welcome", "BoardBlanked", blank="1"),
    host("helpers", "welcome", "HelperInvited", name="Nora", controls="approve"),
    host("helpers/NO", "welcome", "HelperChanged", first("helpers", name="Nora"), controls="timer"),
    host("helpers/NO/revoke", "welcome", "HelperRevoked", first("helpers", name="Nora")),
    host("remote/helpers", "welcome", "HelpersAllowed", controls="timer"),
    host("reporters", "welcome", "ReporterInvited", name="Rita", interest="none"),
    host("reporters/NO", "welcome", "ReporterChanged", REPORTER, name="Rita", interest="paid"),
    host("reporters/NO/revoke", "welcome", "ReporterRevoked", REPORTER),
    host("bring", "welcome", "WallBrought", wall='{"topics": [{"title": "Swifts"}]}'),
    host("api/keys", "welcome", "ApiKeyMade", name="A researcher"),
    host("api/keys/NO/revoke", "welcome", "ApiKeyRevoked", first("api/keys", name="A researcher")),
]
