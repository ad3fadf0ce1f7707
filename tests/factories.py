"""An invented newsroom for tests: the town of Oddly Weir, its clock tower, the Society for Slow Trains."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from factually_app.content.citations import citation_numbers
from factually_app.content.markdown import render_markdown, words_of
from factually_app.content.plain import same_question_key
from factually_app.content.slug import slugify
from factually_app.domain.article import Article, ArticleStatus, CitedSource, Section
from factually_app.domain.campaign import Campaign, CampaignKind, Mode
from factually_app.domain.claim import Claim, ClaimKind, Evidence, Stance
from factually_app.domain.dates import PartialDate
from factually_app.domain.ids import public_id
from factually_app.domain.others_claim import OthersClaim, others_claim_id
from factually_app.domain.pledge import Dispute, Pledge, Provider
from factually_app.domain.question import Question
from factually_app.domain.rating import Rating
from factually_app.domain.source import Source
from factually_app.domain.stems import added_stems
from factually_app.domain.topic import Topic
from factually_app.store import (
    article_statements,
    campaigns,
    claim_statements,
    edition,
    pledges,
    question_statements,
    sources,
    topics,
)
from factually_app.store.engine import Engine, Statement

THEN = "2026-01-01T00:00:00+00:00"


@dataclass
class Newsroom:
    """Puts invented records into a database, one batch each."""

    engine: Engine

    def _commit(self, *statements: Statement) -> None:
        self.engine.commit([*statements, edition.content_changed(), edition.campaign_changed()])

    def topic(self, slug: str = "oddly-weir") -> Topic:
        made = Topic(public_id(f"topic:{slug}"), slug, slug.replace("-", " ").title(), "A small town.")
        self._commit(topics.insert_topic(made))
        return made

    def source(self, title: str = "Minutes of the clock committee", **fields: object) -> Source:
        made = Source(
            id=public_id(f"source:{title}"),
            ref=None,
            slug=slugify(title, fallback="source"),
            title=title,
            publisher="Oddly Weir Town Hall",
            author=None,
            published=PartialDate("1994-05"),
            address="https://weir.example/minutes",
            archive_address=None,
            kind="minutes",
            language="en",
            note=None,
            checked=True,
            version=1,
            created_at=THEN,
            updated_at=THEN,
        )
        made = replace(made, **fields)  # type: ignore[arg-type]
        self._commit(sources.insert_source(made))
        return made

    def claim(self, text: str = "The clock tower stopped.", *evidence: Evidence, **fields: object) -> Claim:
        made = Claim(
            id=public_id(f"claim:{text}"),
            ref=None,
            slug=slugify(text, fallback="claim"),
            text=text,
            about="clock tower",
            kind=ClaimKind.EVENT,
            rating=Rating.SUPPORTED,
            happened=PartialDate("1994-05-02"),
            checked=True,
            version=1,
            created_at=THEN,
            updated_at=THEN,
        )
        made = replace(made, **fields)  # type: ignore[arg-type]
        self._commit(
            claim_statements.insert_claim(made),
            *(
                claim_statements.insert_evidence(made.id, position, item)
                for position, item in enumerate(evidence, start=1)
            ),
        )
        return made

    def question(
        self, text: str, *, claims: Sequence[Claim] = (), after: Question | None = None, answer: str = ""
    ) -> Question:
        """Make a question; `after` hangs it under another one, last."""
        slug = slugify(text, fallback="question")
        made = Question(public_id(f"question:{text}"), None, slug, text, answer, 1, THEN, THEN)
        links = [
            question_statements.insert_claim_link(made.id, claim.id, position=position)
            for position, claim in enumerate(claims, start=1)
        ]
        self._commit(question_statements.insert_question(made, text_key=same_question_key(text)), *links)
        if after:
            self.lead(after, made)
        return made

    def lead(self, question: Question, following: Question) -> None:
        """Let one question lead on to another."""
        rows = self.engine.reader().query("SELECT count(*) + 1 AS next FROM next_questions")
        position = next(rows)["next"]
        self._commit(question_statements.insert_next_link(question.id, following.id, position=position))

    def article(
        self,
        topic: Topic,
        title: str = "The clock tower of Oddly Weir stopped because of slow trains",
        *,
        summary: str = "The tower stopped in 1994. [1]",
        bodies: Sequence[str] = ("It was repaired. [1]", "Trains were slow before. [1][2]"),
        cited: Sequence[Source | None] = (),
        claims: Sequence[Claim] = (),
        questions: Sequence[Question] = (),
        **fields: object,
    ) -> Article:
        """Make an article with one section a body; every section rests on all `claims`."""
        sections = [
            Section(
                n, f"Part {n}", f"About part {n}", body, render_markdown(body), tuple(c.id for c in claims)
            )
            for n, body in enumerate(bodies, start=1)
        ]
        html = render_markdown(summary)
        made = Article(
            id=public_id(f"article:{title}"),
            ref=None,
            slug=slugify(title, fallback="article"),
            topic=topic,
            title=title,
            claim_id=None,
            rating=Rating.DISPUTED,
            rating_reason="The record says both.",
            checked_on=date(2025, 6, 1),
            language="en",
            summary_markdown=summary,
            summary_html=html,
            status=ArticleStatus.PUBLISHED,
            unnamed_accepted=False,
            word_count=words_of(html) + sum(words_of(section.body_html) for section in sections),
            version=1,
            created_at=THEN,
            updated_at=THEN,
        )
        made = replace(made, **fields)  # type: ignore[arg-type]
        self._commit(
            article_statements.insert_article(made),
            *(s for section in sections for s in article_statements.insert_section(made.id, section)),
            *(
                article_statements.insert_cited_source(
                    made.id, CitedSource(n, source, "page 3", None, "What it says.", source is not None)
                )
                for n, source in enumerate(cited, start=1)
            ),
            *_citations(made.id, [html, *(section.body_html for section in sections)]),
            *(
                article_statements.insert_question_link(made.id, question.id, position=position)
                for position, question in enumerate(questions, start=1)
            ),
            article_statements.set_status(made.id, made.status),
        )
        return made

    def campaign(self, **fields: object) -> Campaign:
        made = Campaign(
            id=public_id("campaign:wind-the-clock"),
            ref=None,
            title="Wind the clock",
            message="Every turn helps.",
            kind=CampaignKind.SUPPORTERS,
            goal=100,
            currency="USD",
            starts_on=None,
            ends_on=None,
            baseline=0,
            supporters=0,
            raised_minor=0,
            version=1,
            created_at=THEN,
            updated_at=THEN,
        )
        made = replace(made, **fields)  # type: ignore[arg-type]
        self._commit(campaigns.insert_campaign(made))
        return made

    def pledge(self, campaign: Campaign, person: str, amount_minor: int = 500) -> Pledge:
        rows = self.engine.reader().query("SELECT count(*) AS n FROM pledges")
        seed = f"pledge:{next(rows)['n']}"
        made = payment(public_id(seed), campaign, person=person, amount_minor=amount_minor)
        self._commit(pledges.insert_pledge(made))
        return made


def payment(pledge_id: str, campaign: Campaign | None, **fields: object) -> Pledge:
    """A paid pledge that the newsroom took by hand."""
    made = Pledge(
        id=pledge_id,
        provider=Provider.OFFLINE,
        reference=pledge_id,
        mode=campaign.mode if campaign else Mode.LIVE,
        campaign_id=campaign.id if campaign else None,
        named=True,
        person="miller",
        erased=False,
        amount_minor=500,
        currency=campaign.currency if campaign else "USD",
        paid=True,
        failed=False,
        refunded_minor=0,
        dispute=Dispute.NONE,
        pledged_at=THEN,
        changed_at=THEN,
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def evidence(source: Source, stance: Stance = Stance.SUPPORTS, **fields: object) -> Evidence:
    """Let a source bear on a claim."""
    made = Evidence(source, stance, "page 3", None, "The minutes say so.", True)
    return replace(made, **fields)  # type: ignore[arg-type]


def _citations(article_id: str, passages: Sequence[str]) -> list[Statement]:
    return [
        article_statements.insert_citation(article_id, section=section, ordinal=ordinal, number=number)
        for section, html in enumerate(passages)
        for ordinal, number in enumerate(citation_numbers(html), start=1)
    ]


def others_claim(ref: str | None = "bell-1", text: str = "The bell rang.", **fields: object) -> OthersClaim:
    """A claim that the invented newsroom of the next town checked."""
    publisher = "The Upper Weir Echo"
    made = OthersClaim(
        id=others_claim_id(publisher=publisher, ref=ref, address=None, text=text),
        ref=ref,
        slug=slugify(text, fallback="claim"),
        text=text,
        title=None,
        summary=None,
        speaker=None,
        said_on=None,
        publisher=publisher,
        address=None,
        rating="Not quite",
        language="",
        unknown=None,
        stems=added_stems(text),
        created_at=THEN,
        updated_at=THEN,
    )
    return replace(made, **fields)  # type: ignore[arg-type]
