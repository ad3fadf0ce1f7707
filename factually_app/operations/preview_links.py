"""Preview links: making one for somebody outside, following it, revoking it."""

import secrets
from dataclasses import dataclass, field
from datetime import timedelta

from factually_app import clock
from factually_app.content.plain import plain_text
from factually_app.domain.audit import Action
from factually_app.domain.errors import FormError, UnreadableTextError
from factually_app.domain.ids import public_id
from factually_app.domain.preview_link import LONGEST, PreviewLink
from factually_app.domain.staff import Actor
from factually_app.operations.sessions import TOKEN_BYTES, token_digest
from factually_app.store import audit
from factually_app.store.articles import get_article
from factually_app.store.engine import Engine, guard_changed
from factually_app.store.preview_links import find_preview_link, insert_preview_link, revoke_link
from factually_app.store.revisions import find_revision

LONGEST_LABEL = 200


@dataclass(frozen=True)
class NewPreviewLink:
    """A link with the token that opens it; of the token nothing but its digest is kept."""

    link: PreviewLink
    token: str = field(repr=False)


def make_preview_link(
    engine: Engine,
    by: Actor,
    article_id: str,
    *,
    label: str,
    lasts: timedelta,
    revision: int | None = None,
) -> NewPreviewLink:
    """Make a way to one article, as it is being written or as one revision has it.

    FormError when nobody is named, when it would last too long, or when there is no such revision.
    """
    get_article(engine.reader(), article_id)
    label = _label(label)
    if not timedelta(0) < lasts <= LONGEST:
        raise FormError({"lasts": f"A link works for {LONGEST.days} days at most."})
    if revision is not None and find_revision(engine.reader(), "article", article_id, revision) is None:
        raise FormError({"revision": f"There is no revision {revision}."})
    token = secrets.token_urlsafe(TOKEN_BYTES)
    now = clock.now()
    link = PreviewLink(
        id=public_id(secrets.token_hex()),
        digest=token_digest(token),
        article_id=article_id,
        revision=revision,
        label=label,
        made_by=by.name,
        created_at=now.isoformat(timespec="seconds"),
        expires_at=(now + lasts).isoformat(timespec="seconds"),
        revoked_at=None,
    )
    after = {"link": link.id, "for": label, "expires_at": link.expires_at, "revision": revision}
    engine.commit(
        [
            insert_preview_link(link),
            audit.insert_entry(
                by, Action.MAKE_PREVIEW_LINK, "article", article_id, at=link.created_at, after=after
            ),
        ]
    )
    return NewPreviewLink(link, token)


def revoke_preview_link(engine: Engine, by: Actor, article_id: str, link_id: str) -> None:
    """Let a link work no more; ConflictError when it did not work any more already."""
    at = clock.stamp()
    engine.commit(
        [
            revoke_link(link_id, article_id=article_id, at=at),
            guard_changed(),
            audit.insert_entry(
                by, Action.REVOKE_PREVIEW_LINK, "article", article_id, at=at, after={"link": link_id}
            ),
        ]
    )


def follow_preview_link(engine: Engine, token: str) -> PreviewLink | None:
    """Return the link that a token belongs to, also one that works no more; None for any other token."""
    return find_preview_link(engine.reader(), token_digest(token))


def _label(label: str) -> str:
    try:
        label = " ".join(plain_text(label, limit=LONGEST_LABEL).split())
    except UnreadableTextError as error:
        raise FormError({"label": f"This cannot be kept: {error}."}) from None
    if not label:
        raise FormError({"label": "Say for whom the link is, so that you know it again."})
    return label
