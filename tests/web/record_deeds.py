"""What is done with the record, done right: see deeds.py."""

from tests.web.deed import Deed, host, person
from tests.web.stage import first

WORDS = {"was": "We like bees.", "text": "We liked bees."}
MENDED = first("record/mend/note-1", "helper", **WORDS)
ANSWERED = (MENDED, first("corrections/1/answer", "attendee", text="We still do."))
RELEASED = (first("PHOTO", "attendee"), first("clips/1/release", "attendee"))
PUBLISHING = (
    host("record/hold", "welcome", "RecordHeld", held="1"),
    host("record/publish", "closed", "RecordPublished", first("record/withdraw")),
    host("record/withdraw", "closed", "RecordWithdrawn"),
    host("commons", "closed", "CommonsListed", place="Easton, Bristol"),
    host("commons/leave", "closed", "CommonsLeft", first("commons", place="Easton, Bristol")),
    Deed("record/story", "helper", "closed", "StoryWritten", {"text": "We met, and it rained."}),
    Deed("record/cover", "helper", "talk", "CoverPicked", {"clip": "1"}, RELEASED),
    Deed("record/g/NO/move", "helper", "closed", "RecordOrdered", {"up": "0"}),
    person("record/g/NO/approve", "closed", "PageApproved", approved="1"),
    Deed("record/mend/note-NO", "helper", "closed", "WordsMended", WORDS),
    person("corrections/NO/answer", "closed", "CorrectionAnswered", MENDED, text="We still do."),
    person("corrections/NO/hide", "closed", "CorrectionAnswerHidden", *ANSWERED),
    host(
        "corrections/NO/show",
        "closed",
        "CorrectionAnswerShown",
        *ANSWERED,
        first("corrections/1/hide"),
    ),
)
