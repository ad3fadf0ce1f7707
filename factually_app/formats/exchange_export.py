"""Items as exports write them: what a record says, with its public id, address, version and times."""

from typing import Protocol

from factually_app.domain.campaign import Campaign
from factually_app.domain.claim import ClaimRecord
from factually_app.domain.correction import Correction
from factually_app.domain.ledger import LedgerRow
from factually_app.domain.moved_record import MovedRecord
from factually_app.domain.pledge import Pledge
from factually_app.domain.revision import Revision
from factually_app.domain.source import Source
from factually_app.domain.topic import Topic
from factually_app.formats.exchange import (
    Item,
    Names,
    article_item,
    campaign_item,
    claim_item,
    question_item,
    source_item,
    topic_item,
)
from factually_app.formats.records import ArticleRecord, QuestionRecord


def exported_topic(topic: Topic) -> Item:
    return {"public_id": topic.id, **topic_item(topic)}


def exported_source(source: Source) -> Item:
    return {"public_id": source.id, **source_item(source), "slug": source.slug, **_history(source)}


def exported_claim(record: ClaimRecord, names: Names) -> Item:
    claim = record.claim
    return {"public_id": claim.id, **claim_item(record, names), "slug": claim.slug, **_history(claim)}


def exported_question(record: QuestionRecord, names: Names) -> Item:
    question = record.question
    return {
        "public_id": question.id,
        **question_item(record, names),
        "slug": question.slug,
        **_history(question),
    }


def exported_article(record: ArticleRecord, names: Names) -> Item:
    return {"public_id": record.article.id, **article_item(record, names), **_history(record.article)}


def exported_campaign(campaign: Campaign) -> Item:
    return {"public_id": campaign.id, **campaign_item(campaign), **_history(campaign)}


def exported_pledge(pledge: Pledge, names: Names) -> Item:
    campaign = pledge.campaign_id and names.campaigns.get(pledge.campaign_id, pledge.campaign_id)
    known = {"campaign": campaign, "person": pledge.person}
    return {
        "public_id": pledge.id,
        "provider": pledge.provider.value,
        "reference": pledge.reference,
        "mode": pledge.mode.value,
        **{key: value for key, value in known.items() if value},
        "named": pledge.named,
        "erased": pledge.erased,
        "amount_minor": pledge.amount_minor,
        "currency": pledge.currency,
        "paid": pledge.paid,
        "failed": pledge.failed,
        "refunded_minor": pledge.refunded_minor,
        "dispute": pledge.dispute.name.lower(),
        "pledged_at": pledge.pledged_at,
        "changed_at": pledge.changed_at,
    }


def exported_ledger_row(campaign_id: str, row: LedgerRow, names: Names) -> Item:
    return {
        "campaign": names.campaigns.get(campaign_id, campaign_id),
        "number": row.number,
        "day": row.day.isoformat(),
        "people": row.people,
        "amount_minor": row.amount_minor,
        "currency": row.currency,
        "reason": row.reason,
        **({"hash": row.hash} if row.hash else {}),
    }


def exported_correction(correction: Correction) -> Item:
    about = {"article": correction.article_id, "claim": correction.claim_id, "place": correction.place}
    return {
        "public_id": correction.id,
        "kind": correction.kind.value,
        **{key: value for key, value in {**about, "was": correction.was}.items() if value},
        "now": correction.now,
        "made_on": correction.made_on.isoformat(),
        "made_by": correction.made_by,
        "created_at": correction.created_at,
    }


def exported_moved_record(moved: MovedRecord) -> Item:
    return {"kind": moved.kind, "old": moved.old_id, "new": moved.new_id, "moved_at": moved.moved_at}


def exported_revision(kind: str, revision: Revision) -> Item:
    note = {"note": revision.note} if revision.note else {}
    return {
        "kind": kind,
        "record": revision.record_id,
        "number": revision.number,
        **note,
        "made_by": revision.made_by,
        "made_at": revision.made_at,
        "snapshot": revision.snapshot,
    }


class _Kept(Protocol):
    """What every record is kept with."""

    @property
    def id(self) -> str: ...

    @property
    def version(self) -> int: ...
    @property
    def created_at(self) -> str: ...
    @property
    def updated_at(self) -> str: ...


def _history(kept: _Kept) -> Item:
    return {"version": kept.version, "created_at": kept.created_at, "updated_at": kept.updated_at}
