"""Following a letter: its page, and for a question a feed that says the same."""

from datetime import datetime

from flask import Blueprint, Response, make_response

from factually_app.domain.letter import FollowedLetter, LetterKind, LetterState
from factually_app.formats.atom import MIME_TYPE, Entry, atom
from factually_app.operations.followed_letters import followed_letter
from factually_app.web.installation import settings
from factually_app.web.letter_words import RECEIVED, heading_of, sentence_of
from factually_app.web.notices import draw_notices
from factually_app.web.pages import engine, private, reader, render

bp = Blueprint("followed_letters", __name__)


@bp.get("/asked/<token>")
def asked(token: str) -> Response:
    """Show whoever asked what became of it."""
    return _page(LetterKind.QUESTION, token, feed=f"/asked/{token}/feed.atom")


@bp.get("/report/<token>")
def reported(token: str) -> Response:
    """Show whoever reported an error what became of it."""
    return _page(LetterKind.REPORT, token)


@bp.get("/asked/<token>/feed.atom")
def feed(token: str) -> Response:
    """Give whoever asked the same as a feed: that it came, and how it stands now."""
    followed = followed_letter(engine(), LetterKind.QUESTION, token)
    page = f"/asked/{token}"
    text = atom(
        title=f"Your question: {_short(followed.own.text)}",
        path=f"{page}/feed.atom",
        home=page,
        base_url=settings().base_url or "",
        entries=_entries(followed, page),
        since=datetime.fromisoformat(followed.own.sent_at),
    )
    response = make_response(text)
    response.headers["Content-Type"] = MIME_TYPE
    return private(response)


def _page(kind: LetterKind, token: str, *, feed: str = "") -> Response:
    db = reader()
    followed = followed_letter(engine(), kind, token)
    notices = [followed.correction] if followed.correction else []
    return private(
        render(
            page="letters/show.html",
            followed=followed,
            heading=heading_of(followed),
            sentence=sentence_of(followed),
            notices=draw_notices(db, notices),
            feed=feed,
        )
    )


def _entries(followed: FollowedLetter, page: str) -> list[Entry]:
    """Return what there is to tell, the newest first; what stands for a letter tells of nobody else's."""
    own, at = followed.own, datetime.fromisoformat(followed.own.sent_at)
    received = Entry(f"letter {own.id} received", f"{RECEIVED}: {_short(own.text)}", page, own.text, at)
    if followed.stands is LetterState.NEW:
        return [received]
    title = f"{heading_of(followed)}: {_short(own.text)}"
    seed = f"letter {own.id} {followed.stands.value}"
    return [Entry(seed, title, page, _told(followed), max(at, _since(followed))), received]


def _told(followed: FollowedLetter) -> str:
    """Return how it stands as the page says it, with the reason or the words of the answer."""
    more = followed.head.letter.reason if followed.stands is LetterState.DECLINED else ""
    if followed.question:
        more = f"{followed.question.text}\n{followed.question.plain_answer}"
    elif followed.correction:
        more = f"It led to a notice: {followed.correction.kind.label}, {followed.correction.now}"
    return "\n".join(part.strip() for part in (sentence_of(followed), more or "") if part.strip())


def _since(followed: FollowedLetter) -> datetime:
    """Return since when it stands so: an answer is as old as its question, which may be published later."""
    times = [followed.head.letter.updated_at]
    if followed.question:
        times.append(followed.question.updated_at)
    return max(datetime.fromisoformat(text) for text in times)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:79]}…"
