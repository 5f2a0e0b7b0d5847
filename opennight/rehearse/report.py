"""The table at the end: what the rehearsal saw."""

from opennight.rehearse.ledger import Ledger, Told
from opennight.rehearse.screen import Screen
from opennight.rehearse.seen import Seen

TIMES = (("median", 0.5), ("p99", 0.99), ("slowest", 1.0))


def table(seen: Seen, ledger: Ledger, told: Told, screens: list[Screen], behind: int, seconds: float) -> str:
    """Names and values in two columns; refusals and errors below, most frequent first."""
    pushed = sum(screen.received for screen in screens)
    phones = max(1, len(screens))
    rows = [
        ("people joined", f"{ledger.people}"),
        ("pitches made", f"{len(ledger.pitches)}"),
        ("votes standing", f"{len(ledger.dots)}"),
        ("acts acknowledged or refused", f"{len(seen.acks)} in {seconds:.0f} s"),
        ("  answered in", " · ".join(f"{name} {seen.milliseconds(share):.0f} ms" for name, share in TIMES)),
        ("  sent again", f"{seen.retries}"),
        ("pushes received", f"{seen.pushes}"),
        (
            "  per phone",
            f"{pushed / phones / 1000:.0f} kB, and {seen.page_bytes / phones / 1000:.0f} kB for its page",
        ),
        ("  reconnects", f"{seen.reconnects}, gaps filled {seen.gaps}"),
        ("  up to date at the end", f"{len(screens) - behind} of {len(screens)} phones"),
        ("refused", f"{seen.refusals.total()}"),
        *((f"  {count} ×", what) for what, count in seen.refusals.most_common()),
        *((f"  WRONG {count} ×", what) for what, count in seen.errors.most_common()),
        ("the record holds", in_record(told)),
    ]
    return "\n".join(f"  {name:<30} {value}" for name, value in rows)


def in_record(told: Told) -> str:
    counts = {
        "people": told.people,
        "pitches": len(told.pitches),
        "votes": sum(told.dots.values()),
        "seats taken": sum(told.members.values()),
        "notes": told.notes.total(),
        "actions": told.actions.total(),
        "hearts": sum(told.hearts.values()),
        "comments": told.comments.total(),
        "meetings": told.meetings.total(),
        "lines": told.lines.total(),
        "answers": told.answers or 0,
        "clips": told.clips.total(),
        "asks put": len(told.ours),
        "joint actions": told.joined.total(),
        "offers and asks": told.offers.total(),
    }
    return ", ".join(f"{count} {name}" for name, count in counts.items() if count) or "nothing"
