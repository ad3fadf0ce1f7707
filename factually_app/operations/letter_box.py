"""The letter box: what a reader wrote is looked over and kept, within limits of how much may come."""

import math
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from factually_app import clock
from factually_app.content.plain import gathering_key, plain_text, same_question_key
from factually_app.domain.article import ArticleStatus
from factually_app.domain.errors import FactuallyError, FormError, NotFoundError, UnreadableTextError
from factually_app.domain.ids import public_id
from factually_app.domain.letter import Letter, LetterKind, LetterState
from factually_app.domain.throttle import Budget, ThrottledError
from factually_app.operations.sessions import token_digest
from factually_app.store.articles import get_article
from factually_app.store.engine import Engine
from factually_app.store.letter_statements import insert_letter
from factually_app.store.letters import count_in_state
from factually_app.store.throttle import Throttle

SHORTEST = 10
LONGEST_TEXT: Mapping[LetterKind, int] = {LetterKind.QUESTION: 500, LetterKind.REPORT: 2_000}
LONGEST_PASSAGE = 1_000
LONGEST_PAGE = 500
"""In characters."""

TOKEN_BYTES = 24

MOST_UNREAD: Mapping[LetterState, int] = {LetterState.NEW: 2_000, LetterState.SPAM: 10_000}
"""Letters that may lie there: when so many are new, no more are taken until the newsroom looked at some."""
MOST_AN_HOUR = 200
"""Letters from everybody together, so that a crowd of machines cannot fill the box in a night."""

_PAGE = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*", re.ASCII)
"""A path of this site, which no browser takes for an address elsewhere."""
_ARTICLE = re.compile(r"/fact-checks/[^/]+/[^/]+-([0-9a-f]{6,64})", re.ASCII)


class FullBoxError(FactuallyError):
    """So many letters wait to be read that no more are taken."""


@dataclass(frozen=True)
class Written:
    """What a reader typed, as it was typed. `page` is the path of the page that it is about."""

    kind: LetterKind
    text: str
    passage: str = ""
    page: str = ""
    article_id: str = ""


def send_letter(
    engine: Engine, written: Written, *, throttle: Throttle, whence: str, is_spam: bool = False
) -> str:
    """Keep what a reader wrote and return the token with which they follow it.

    `whence` stands for where it comes from: two in a minute from one place are one too many, which
    ThrottledError says. FormError has a sentence for each field that is to be put right; FullBoxError
    when too many wait already. Letters in the same words are gathered. What a machine gave away about
    itself (`is_spam`) is kept among the spam.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    state = LetterState.SPAM if is_spam else LetterState.NEW
    letter = _letter(engine, written, token, state)
    if count_in_state(engine.reader(), state) >= MOST_UNREAD[state]:
        raise FullBoxError("so many letters wait to be read that no more are taken today")
    _spend(throttle, whence)
    engine.commit([insert_letter(letter, asks=same_question_key(letter.text))])
    return token


def letter_key(kind: LetterKind, text: str) -> str:
    """Return the key that letters of a kind share when they say the same."""
    return gathering_key(text) if kind is LetterKind.QUESTION else same_question_key(text)


def page_of(text: str, *, base_url: str | None) -> str:
    """Return the path of a page of this site; an empty text for none. FormError for anything else."""
    page = text.strip()
    if base_url:
        page = page.removeprefix(base_url)
    if page and (len(page) > LONGEST_PAGE or not _PAGE.fullmatch(page)):
        raise FormError({"page": "Give the address of a page of this site, or leave this empty."})
    return page


def _letter(engine: Engine, written: Written, token: str, state: LetterState) -> Letter:
    problems: dict[str, str] = {}
    text = _text(written, problems)
    passage = _passage(written.passage, problems)
    if problems:
        raise FormError(problems)
    at = clock.stamp()
    return Letter(
        id=public_id(secrets.token_hex()),
        digest=token_digest(token),
        kind=written.kind,
        text=text,
        text_key=letter_key(written.kind, text),
        passage=passage or None,
        page=written.page or None,
        article_id=_article_id(engine, written),
        state=state,
        reason=None,
        merged_into=None,
        question_id=None,
        correction_id=None,
        version=1,
        sent_at=at,
        updated_at=at,
    )


def _text(written: Written, problems: dict[str, str]) -> str:
    limit = LONGEST_TEXT[written.kind]
    try:
        text = plain_text(written.text, limit=limit).strip()
    except UnreadableTextError as error:
        problems["text"] = f"This cannot be taken: {error}."
        return ""
    if len(" ".join(text.split())) < SHORTEST:
        what = "Write your question" if written.kind is LetterKind.QUESTION else "Say what is wrong"
        problems["text"] = f"{what} in at least {SHORTEST} characters."
    return text


def _passage(text: str, problems: dict[str, str]) -> str:
    try:
        return plain_text(text, limit=LONGEST_PASSAGE).strip()
    except UnreadableTextError as error:
        problems["passage"] = f"The passage cannot be taken: {error}."
        return ""


def _article_id(engine: Engine, written: Written) -> str | None:
    """Return the article that it is about, when readers see that one."""
    found = _ARTICLE.match(written.page)
    article_id = found[1] if found else written.article_id
    try:
        article = get_article(engine.reader(), article_id)
    except NotFoundError:
        return None
    return None if article.status is ArticleStatus.DRAFT else article_id


def _spend(throttle: Throttle, whence: str) -> None:
    """Count one letter more; whoever cannot be counted sends nothing."""
    now = clock.ticks()
    throttle.forget(now=now)
    budgets = [
        Budget(f"letter:{whence}", 1, 60.0),  # and so five in five minutes
        Budget("letters", MOST_AN_HOUR, 3_600.0),
    ]
    spent = throttle.spend(budgets, now=now)
    if isinstance(spent, float):
        raise ThrottledError(math.ceil(spent))
