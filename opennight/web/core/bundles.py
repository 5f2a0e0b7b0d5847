"""What each kind of page loads: which style sheets and which scripts, by what they are called together."""

BASE = "tokens fonts base"
FORMS = "components/button components/field"
HOME = f"{BASE} {FORMS} components/card components/meeting home"
SHEETS = {
    "phone": (
        f"tokens base {FORMS} components/card components/dot components/chairs components/lamp "
        "components/top components/sign components/group components/note components/evening "
        "components/meeting components/clip phone"
    ),
    # On pages of their own, beside that of phones.
    "tour": "components/tour",
    "strengths": "strengths",
    "find": "find",
    "threads": "threads",
    "thanks": "thanks",
    "sequels": "sequels",
    "keeping": "components/kept keeping",
    "leaflets": "leaflets",
    "evening": "evening",
    "posed": "posed",
    "corners": "components/sheet",
    "cards": "components/playing-card workbook",
    "assembly": "assembly",
    "connections": "connections",
    "offers": "offers",
    "sending": "components/recorder",
    "board": (
        "tokens fonts board board/parts board/wall board/race board/many board/pairs components/sign "
        "board/groups board/lamp board/scenes board/posed board/standup board/reel board/assembly "
        "board/replay board/earlier board/narrow"
    ),
    "desk": (
        f"tokens base {FORMS} components/chairs components/desk components/desk-top components/bulbs "
        "components/now components/part components/room components/chip components/slip components/long "
        "components/tally components/tools components/front components/totals components/proposal "
        "components/cell components/placed components/gathering components/heads components/desk-lamp "
        "components/badge components/cockpit components/word components/pace components/keys "
        "components/feedback components/meeting"
    ),
    "remote": f"tokens base {FORMS} components/card components/top components/keys remote",
    "home": HOME,
    "steering": f"{HOME} components/lamp components/chip steering",
    "setup": f"{HOME} setup",
    "links": f"{HOME} links",
    "signs": f"{HOME} components/sign signs",
    "slips": f"{HOME} slips",
    "deck": f"{HOME} components/playing-card deck",
    "overview": f"{HOME} overview",
    "public": f"{BASE} components/button public",
    "commons": f"{BASE} {FORMS} commons",
    "record": f"{BASE} {FORMS} components/playing-card components/kept record plots",
    "replay": f"{BASE} {FORMS} record replay",
}
"""Which components, below static/css. The layers decide which rule wins, and then this order."""
SCRIPTS = {
    "live": "live",
    "phone": "live following kept entries",
    "board": "live board",
    "desk": "live desk reel-desk stay reveal keys",
    "remote": "live reel-desk stay keys",
    "steering": "live stay",
    "setup": "live setup",
    "corners": "live kept corners",
    "clips": "live following kept clips preparing moments afresh",
    "reel": "live reel-page",
    "left": "live left",
    "unsent": "live unsent",
    "find": "find",
    "own": "plain live following kept afresh",
    "list": "plain live setup afresh",
    "record": "quotes",
    "replay": "replay-page",
}
"""Which modules, below static/js, with those that they import; see `scripts.joined`."""
