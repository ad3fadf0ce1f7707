"""Drafts as labelled texts, field by field, to be laid beside each other."""

from collections.abc import Iterator

from factually_app.domain.draft import ArticleDraft


def article_fields(draft: ArticleDraft) -> dict[str, str]:
    """Return what an article says, by what each field is called; what is empty is left out."""
    return {label: text for label, text in _fields(draft) if text}


def _fields(draft: ArticleDraft) -> Iterator[tuple[str, str]]:
    yield "Title", draft.title
    yield "Address", draft.slug
    yield "Topic", draft.topic
    yield "Claim that is checked", draft.claim_id or ""
    yield "Rating", draft.rating
    yield "Reason of the rating", draft.rating_reason
    yield "Checked on", draft.checked_on
    yield "Language", draft.language
    yield "Sources still to be named", "accepted" if draft.unnamed_accepted else ""
    yield "Summary", draft.summary
    for nth, section in enumerate(draft.sections, start=1):
        yield f"Section {nth}: heading", section.heading
        yield f"Section {nth}: subtitle", section.subtitle
        yield f"Section {nth}: text", section.body
        yield f"Section {nth}: claims", " ".join(section.claim_ids)
    for source in draft.sources:
        parts = [source.source_id or "to be named", source.locator, source.quote, source.note]
        parts.append("checked" if source.checked else "not checked")
        yield f"Source [{source.number}]", "\n".join(part for part in parts if part)
    yield "Questions", "\n".join(draft.question_ids)
