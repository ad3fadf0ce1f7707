"""The way back to a question's screen after an act, and the words for what was done there."""

from urllib.parse import urlencode

from factually_app.domain.draft import QuestionDraft
from factually_app.web.staff.question_form import Sent


def what_was_done(draft: QuestionDraft, sent: Sent) -> str:
    """Say to those who do not see it what an act did."""
    act = sent.act
    what = "Claim" if act.what == "claim" or act.word == "add-claim" else "Question"
    ids = draft.claim_ids if what == "Claim" else draft.next_ids
    if act.word in ("add-claim", "start-next"):
        return f"{what} added as number {len(ids)}."
    if act.word == "drop":
        return f"{what} taken out. Undo puts it back."
    if act.what and act.id in ids:
        return f"{what} is number {ids.index(act.id) + 1} of {len(ids)}."
    return "" if sent.by_itself else "Saved."


def way_back(question_id: str, sent: Sent) -> str:
    """Return the address of the screen after an act, at the part that the act was about."""
    act, query = sent.act, {"said": "saved"}
    if act.word in ("save", "find"):
        query |= {name: q for name, q in (("claim-q", sent.claim_q), ("next-q", sent.next_q)) if q.strip()}
    if act.word == "drop":
        query["dropped"] = f"{act.what}:{act.id}:{place_of(sent)}"
    part = "#q-claims" if act.what == "claim" or act.word == "add-claim" or "claim-q" in query else ""
    part = part or ("#q-next" if act.what == "next" or act.word == "start-next" or "next-q" in query else "")
    return f"/staff/questions/{question_id}?{urlencode(query, errors='replace')}{part}"


def place_of(sent: Sent) -> int:
    """Return where the record that an act is about stood before it, from 1; 0 when it was not linked."""
    ids = sent.draft.claim_ids if sent.act.what == "claim" else sent.draft.next_ids
    return ids.index(sent.act.id) + 1 if sent.act.id in ids else 0


def read_dropped(text: str) -> tuple[str, str, int] | None:
    """Read `?dropped=`: which list something was taken out of, what, and where it stood."""
    what, _, rest = text.partition(":")
    id_, _, at = rest.partition(":")
    is_place = at.isascii() and at.isdigit() and len(at) < 4
    return (what, id_, int(at)) if what in ("claim", "next") and is_place else None
