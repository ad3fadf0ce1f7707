"""Every act that is put on record, performed once: the registry that `test_audit_kinds` goes through.

Whoever adds an operation with an Actor adds its Action, and here a function that performs it: given a
database, do what has to be there before, then the act. Its row has to be there afterwards.
"""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pyotp

from factually_app import clock
from factually_app.domain.audit import Action
from factually_app.domain.correction import CorrectionKind
from factually_app.domain.draft import ArticleDraft, DraftSection, DraftSource, QuestionDraft
from factually_app.domain.staff import Role, StaffMember
from factually_app.domain.staff_session import Stage
from factually_app.domain.working_copy import WorkingKind
from factually_app.operations import (
    claims,
    letters,
    merging,
    preview_links,
    publishing,
    review,
    sources,
    starting,
    topics,
)
from factually_app.operations.campaigns import end_campaign, set_campaign
from factually_app.operations.corrections import issue_correction
from factually_app.operations.erasure import erase_person
from factually_app.operations.notices import Notice
from factually_app.operations.offline_supporters import import_offline
from factually_app.operations.payments import receive_event
from factually_app.operations.second_factor import (
    make_recovery_codes,
    remove_second_factor,
    set_second_factor,
)
from factually_app.operations.sessions import find_signed_in, new_session, revoke_session, revoke_sessions
from factually_app.operations.sign_in_links import make_sign_in_link, set_password
from factually_app.operations.signing_in import sign_in, sign_out
from factually_app.operations.staff import add_member, change_role, remove_member
from factually_app.operations.supporters import add_supporter, refund_pledge
from factually_app.operations.thanks_wall import approve_name, decline_name, offer_name
from factually_app.operations.uncounted import assign_payment, uncounted_payments
from factually_app.operations.working_copies import discard_working_copy, save_working_copy
from factually_app.store.engine import Engine
from factually_app.store.thanks_wall import all_names
from factually_app.store.throttle import Throttle
from tests.factories import Newsroom, evidence
from tests.letters import a_letter
from tests.newcomers import HERE, PASSWORD, a_session, with_password
from tests.operations.records import a_claim, a_source
from tests.payments import provider_event
from tests.staff import EDDA, KEY, SECRET, THEN, WILLA, a_member

Performance = Callable[[Engine], object]

PERFORMED: dict[Action, Performance] = {}

ARTICLE, QUESTION = WorkingKind.ARTICLE, WorkingKind.QUESTION


def performs(action: Action) -> Callable[[Performance], Performance]:
    """Say that a function performs an act."""

    def note(performance: Performance) -> Performance:
        assert action not in PERFORMED, f"{action} is performed twice"
        PERFORMED[action] = performance
        return performance

    return note


# ---- Who may sign in --------------------------------------------------------------------------


@performs(Action.ADD_MEMBER)
def _(engine: Engine) -> None:
    add_member(engine, EDDA, name="Nora", address="nora@weir.example", role=Role.WRITER, password=PASSWORD)


@performs(Action.CHANGE_ROLE)
def _(engine: Engine) -> None:
    change_role(engine, EDDA, a_member(engine, Role.WRITER).id, Role.REVIEWER, seen=1)


@performs(Action.REMOVE_MEMBER)
def _(engine: Engine) -> None:
    remove_member(engine, EDDA, a_member(engine, Role.WRITER).id, seen=1)


@performs(Action.MAKE_SIGN_IN_LINK)
def _(engine: Engine) -> None:
    make_sign_in_link(engine, EDDA, a_member(engine, Role.WRITER).id)


@performs(Action.SET_PASSWORD)
def _(engine: Engine) -> None:
    set_password(engine, EDDA, a_member(engine, Role.WRITER).id, PASSWORD)


@performs(Action.SET_SECOND_FACTOR)
def _(engine: Engine) -> None:
    willa = a_member(engine, Role.WRITER)
    session = new_session(willa, Stage.FULL, device="Weir Browser", network="192.0.2.0/24")
    set_second_factor(
        engine, WILLA, willa.id, SECRET, pyotp.TOTP(SECRET).at(clock.now()), key=KEY, then=session
    )


@performs(Action.REMOVE_SECOND_FACTOR)
def _(engine: Engine) -> None:
    remove_second_factor(engine, EDDA, a_member(engine, Role.ADMINISTRATOR).id)


@performs(Action.MAKE_RECOVERY_CODES)
def _(engine: Engine) -> None:
    make_recovery_codes(engine, EDDA, a_member(engine, Role.ADMINISTRATOR).id)


@performs(Action.REVOKE_SESSION)
def _(engine: Engine) -> None:
    willa = a_member(engine, Role.WRITER)
    revoke_session(engine, WILLA, willa.id, a_session(engine, willa).session.id)


@performs(Action.REVOKE_SESSIONS)
def _(engine: Engine) -> None:
    revoke_sessions(engine, EDDA, a_member(engine, Role.WRITER).id)


@performs(Action.SIGN_IN)
def _(engine: Engine) -> None:
    willa = with_password(engine, Role.WRITER)
    file = Path(str(engine.reader().conn.execute("PRAGMA database_list").fetchone()[2]))
    throttle = Throttle(file.with_name("throttle.db"))
    assert sign_in(engine, throttle, willa.address, PASSWORD, arrival=HERE)
    throttle.close()


@performs(Action.SIGN_OUT)
def _(engine: Engine) -> None:
    found = find_signed_in(engine, a_session(engine, a_member(engine, Role.WRITER)).token)
    assert found
    sign_out(engine, found)


# ---- What is being written --------------------------------------------------------------------


def _article(engine: Engine) -> str:
    """Start an article that could be published, and return its id; its working copy has version 2."""
    newsroom = Newsroom(engine)
    newsroom.topic()
    source = newsroom.source()
    claim = newsroom.claim("The clock stopped.", evidence(source))
    article = starting.start_article(engine, WILLA, title="The clock stopped", topic_slug="oddly-weir")
    draft = ArticleDraft(
        title="The clock stopped",
        topic="oddly-weir",
        claim_id=claim.id,
        rating="disputed",
        rating_reason="Both are on record.",
        checked_on="2026-01-31",
        summary="It stopped. [1]",
        sections=(DraftSection("The minutes", "", "They say so. [1]", (claim.id,)),),
        sources=(DraftSource(1, source.id, "page 3"),),
        question_ids=(),
    )
    save_working_copy(engine, WILLA, ARTICLE, article.id, draft, seen=1)
    return article.id


@performs(Action.START_ARTICLE)
@performs(Action.SAVE_WORKING_COPY)
def _(engine: Engine) -> None:
    _article(engine)


@performs(Action.DISCARD_WORKING_COPY)
def _(engine: Engine) -> None:
    discard_working_copy(engine, WILLA, ARTICLE, _article(engine), seen=2)


@performs(Action.SUBMIT)
def _(engine: Engine) -> str:
    article_id = _article(engine)
    review.submit(engine, WILLA, ARTICLE, article_id, seen=2)
    return article_id


@performs(Action.RETURN_TO_WRITER)
def _(engine: Engine) -> None:
    article_id = PERFORMED[Action.SUBMIT](engine)
    review.return_to_writer(engine, EDDA, ARTICLE, str(article_id), seen=3, note="Name the source.")


@performs(Action.APPROVE)
def _(engine: Engine) -> None:
    article_id = PERFORMED[Action.SUBMIT](engine)
    review.approve(engine, EDDA, ARTICLE, str(article_id), seen=3)


@performs(Action.SCHEDULE)
def _(engine: Engine) -> str:
    article_id = _article(engine)
    review.schedule(engine, EDDA, ARTICLE, article_id, seen=2, at=clock.now() + timedelta(days=1))
    return article_id


@performs(Action.UNSCHEDULE)
def _(engine: Engine) -> None:
    article_id = PERFORMED[Action.SCHEDULE](engine)
    review.unschedule(engine, EDDA, ARTICLE, str(article_id), seen=3)


@performs(Action.PUBLISH_ARTICLE)
def _(engine: Engine) -> str:
    article_id = _article(engine)
    publishing.publish_article(engine, EDDA, article_id, seen=2)
    return article_id


@performs(Action.WITHDRAW_ARTICLE)
def _(engine: Engine) -> None:
    article_id = PERFORMED[Action.PUBLISH_ARTICLE](engine)
    publishing.withdraw_article(engine, EDDA, str(article_id), seen=2, why="It rests on a forgery.")


@performs(Action.START_QUESTION)
def _(engine: Engine) -> None:
    starting.start_question(engine, WILLA, text="When did the clock stop?")


@performs(Action.PUBLISH_QUESTION)
def _(engine: Engine) -> None:
    newsroom = Newsroom(engine)
    claim = newsroom.claim("The clock stopped.", evidence(newsroom.source()))
    question = starting.start_question(engine, WILLA, text="When did the clock stop?")
    draft = QuestionDraft(question.text, f"In May {{{claim.id}}}.", (claim.id,))
    save_working_copy(engine, WILLA, QUESTION, question.id, draft, seen=1)
    publishing.publish_question(engine, EDDA, question.id, seen=2)


# ---- Claims and sources -----------------------------------------------------------------------


def _editor(engine: Engine) -> StaffMember:
    return a_member(engine, Role.EDITOR)


@performs(Action.ADD_CLAIM)
def _(engine: Engine) -> str:
    return claims.add_claim(engine, _editor(engine), a_claim(rating="unproven")).id


@performs(Action.CHANGE_CLAIM)
def _(engine: Engine) -> str:
    claim_id = str(PERFORMED[Action.ADD_CLAIM](engine))
    claims.change_claim(
        engine, _editor(engine), claim_id, a_claim(about="a ladder", rating="unproven"), seen=1
    )
    return claim_id


@performs(Action.RESTORE_CLAIM)
def _(engine: Engine) -> None:
    claims.restore_claim(engine, _editor(engine), str(PERFORMED[Action.CHANGE_CLAIM](engine)), 1, seen=2)


@performs(Action.MAKE_CLAIM_LIVE)
def _(engine: Engine) -> str:
    claim_id = str(PERFORMED[Action.ADD_CLAIM](engine))
    claims.make_claim_live(engine, _editor(engine), claim_id, seen=1)
    return claim_id


@performs(Action.RETIRE_CLAIM)
def _(engine: Engine) -> None:
    claims.retire_claim(engine, _editor(engine), str(PERFORMED[Action.MAKE_CLAIM_LIVE](engine)), seen=2)


@performs(Action.MERGE_CLAIM)
def _(engine: Engine) -> None:
    old = str(PERFORMED[Action.MAKE_CLAIM_LIVE](engine))
    new = claims.add_claim(engine, _editor(engine), a_claim(text="The ladder was short.", rating="unproven"))
    merging.merge_claim(engine, _editor(engine), old, new.id, seen=2)


@performs(Action.ADD_SOURCE)
def _(engine: Engine) -> str:
    return sources.add_source(engine, _editor(engine), a_source()).id


@performs(Action.CHANGE_SOURCE)
def _(engine: Engine) -> str:
    source_id = str(PERFORMED[Action.ADD_SOURCE](engine))
    sources.change_source(engine, _editor(engine), source_id, a_source(note="Two pages."), seen=1)
    return source_id


@performs(Action.RESTORE_SOURCE)
def _(engine: Engine) -> None:
    sources.restore_source(engine, _editor(engine), str(PERFORMED[Action.CHANGE_SOURCE](engine)), 1, seen=2)


@performs(Action.MAKE_SOURCE_LIVE)
def _(engine: Engine) -> str:
    source_id = str(PERFORMED[Action.ADD_SOURCE](engine))
    sources.make_source_live(engine, _editor(engine), source_id, seen=1)
    return source_id


@performs(Action.RETIRE_SOURCE)
def _(engine: Engine) -> None:
    sources.retire_source(engine, _editor(engine), str(PERFORMED[Action.MAKE_SOURCE_LIVE](engine)), seen=2)


@performs(Action.MERGE_SOURCE)
def _(engine: Engine) -> None:
    old = str(PERFORMED[Action.MAKE_SOURCE_LIVE](engine))
    new = sources.add_source(engine, _editor(engine), a_source(title="Another invoice"))
    merging.merge_source(engine, _editor(engine), old, new.id, seen=2)


# ---- What readers write, and what they are told -----------------------------------------------


@performs(Action.PLAN_LETTER)
def _(engine: Engine) -> None:
    letters.plan_letter(engine, WILLA, a_letter(engine).id, seen=1)


@performs(Action.TAKE_UP_LETTER)
def _(engine: Engine) -> None:
    letters.take_up_letter(engine, WILLA, a_letter(engine).id, "Who paid for the bridge?", seen=1)


@performs(Action.ANSWER_LETTER)
def _(engine: Engine) -> None:
    question = Newsroom(engine).question("Who paid for the bridge?")
    letters.answer_letter(engine, EDDA, a_letter(engine).id, question_id=question.id, seen=1)


@performs(Action.DECLINE_LETTER)
def _(engine: Engine) -> str:
    letter_id = a_letter(engine).id
    letters.decline_letter(engine, EDDA, letter_id, "Nobody kept the bill.", seen=1)
    return letter_id


@performs(Action.REOPEN_LETTER)
def _(engine: Engine) -> None:
    letters.reopen_letter(engine, EDDA, str(PERFORMED[Action.DECLINE_LETTER](engine)), seen=2)


@performs(Action.MERGE_LETTER)
def _(engine: Engine) -> None:
    into = a_letter(engine, "Who paid for the bridge, then?")
    letters.merge_letter(engine, EDDA, a_letter(engine).id, into.id, seen=1)


@performs(Action.MARK_SPAM)
def _(engine: Engine) -> None:
    letters.mark_spam(engine, EDDA, [(a_letter(engine).id, 1)])


@performs(Action.ISSUE_CORRECTION)
def _(engine: Engine) -> None:
    claim = Newsroom(engine).claim("The clock stopped.")
    notice = Notice(CorrectionKind.CORRECTION, now="It was two.", was="It was noon.")
    issue_correction(engine, EDDA, notice, claim_id=claim.id)


# ---- Topics, and ways in for outsiders --------------------------------------------------------


@performs(Action.ADD_TOPIC)
def _(engine: Engine) -> None:
    topics.add_topic(engine, EDDA, name="Ladders")


@performs(Action.CHANGE_TOPIC)
def _(engine: Engine) -> None:
    topic = topics.add_topic(engine, EDDA, name="Ladders")
    topics.change_topic(engine, EDDA, topic.slug, name="Ladders and stairs", description="")


@performs(Action.MAKE_PREVIEW_LINK)
def _(engine: Engine) -> None:
    preview_links.make_preview_link(
        engine, WILLA, _article(engine), label="The clockmaker", lasts=timedelta(hours=48)
    )


@performs(Action.REVOKE_PREVIEW_LINK)
def _(engine: Engine) -> None:
    article_id = _article(engine)
    made = preview_links.make_preview_link(
        engine, WILLA, article_id, label="The clockmaker", lasts=timedelta(hours=48)
    )
    preview_links.revoke_preview_link(engine, WILLA, article_id, made.link.id)


# ---- The goal ---------------------------------------------------------------------------------


@performs(Action.SET_CAMPAIGN)
def _(engine: Engine) -> None:
    set_campaign(engine, EDDA, title="Mend the weir", goal=100)


@performs(Action.END_CAMPAIGN)
def _(engine: Engine) -> None:
    set_campaign(engine, EDDA, title="Mend the weir", goal=100)
    end_campaign(engine, EDDA, date(2026, 5, 2))


@performs(Action.ADD_SUPPORTER)
def _(engine: Engine) -> str:
    set_campaign(engine, EDDA, title="Mend the weir", goal=100)
    return add_supporter(engine, EDDA, key=b"k" * 32, person="ann@weir.example").id


@performs(Action.REFUND_PLEDGE)
def _(engine: Engine) -> None:
    refund_pledge(engine, EDDA, str(PERFORMED[Action.ADD_SUPPORTER](engine)))


@performs(Action.IMPORT_OFFLINE)
def _(engine: Engine) -> None:
    set_campaign(engine, EDDA, title="Mend the weir", goal=100)
    import_offline(engine, EDDA, "person\nann\n", file="list.csv", key=b"k" * 32, dry_run=False)


def _name(engine: Engine) -> str:
    """Let a supporter offer a name for the wall, and return its id."""
    set_campaign(engine, EDDA, title="Mend the weir", goal=9)
    receive_event(engine, provider_event("e1", "paid", "p1", visit="ann"), received_at=THEN)
    offer_name(engine, "ann", "Ann")
    (name,) = all_names(engine.reader())
    return name.id


@performs(Action.APPROVE_NAME)
def _(engine: Engine) -> None:
    approve_name(engine, EDDA, _name(engine))


@performs(Action.DECLINE_NAME)
def _(engine: Engine) -> None:
    decline_name(engine, EDDA, _name(engine))


@performs(Action.ERASE_PERSON)
def _(engine: Engine) -> None:
    set_campaign(engine, EDDA, title="Mend the weir", goal=9)
    receive_event(engine, provider_event("e1", "paid", "p1"), received_at=THEN)
    erase_person(engine, EDDA, "miller")


@performs(Action.ASSIGN_PAYMENT)
def _(engine: Engine) -> None:
    receive_event(engine, provider_event("e1", "paid", "p1"), received_at=THEN)
    campaign = set_campaign(engine, EDDA, title="Mend the weir", goal=9)
    (stray,) = uncounted_payments(engine, limit=9)
    assign_payment(engine, EDDA, stray.pledge.id, campaign.id)
