"""The one screen for a question: every button of it is a form on the working copy, with the version seen."""

from flask import Blueprint, Response, redirect, request

from factually_app.domain.claim import ClaimKind, Stance
from factually_app.domain.errors import ConflictError, FormError
from factually_app.domain.rating import Rating
from factually_app.domain.staff import Role
from factually_app.domain.working_copy import WorkingCopy, WorkingKind
from factually_app.operations.answering import add_claim_to_answer, start_next_question
from factually_app.operations.finding import find_claims, find_questions, find_sources
from factually_app.operations.working_copies import open_working_copy, save_working_copy
from factually_app.web.pages import engine, render, wants_fragment
from factually_app.web.staff.question_form import Sent, read_form
from factually_app.web.staff.question_screen import (
    Conflict,
    Screen,
    Typed,
    draw_screen,
    question_draft,
)
from factually_app.web.staff.question_way import place_of, read_dropped, way_back, what_was_done
from factually_app.web.staff.question_words import draft_differences
from factually_app.web.staff.session import actor, member

bp = Blueprint("staff_question_editor", __name__, url_prefix="/staff/questions/<public_id:question_id>")

QUESTION = WorkingKind.QUESTION


@bp.get("")
def show(question_id: str) -> Response:
    """Show a question as it is being written."""
    asked = request.args
    copy = open_working_copy(engine(), QUESTION, question_id)
    typed = Typed(claim_q=asked.get("claim-q", ""), next_q=asked.get("next-q", ""))
    return _answer(draw_screen(engine(), copy, typed=typed, dropped=read_dropped(asked.get("dropped", ""))))


@bp.post("")
def save(question_id: str) -> Response:
    """Keep what was typed and do what the button says: link, move, take out, add, or nothing more."""
    sent = read_form(request.form)
    if sent.act.word == "find-source":
        return _answer(_as_sent(question_id, sent))
    try:
        copy = _perform(question_id, sent)
    except FormError as error:
        return refused(question_id, sent, error)
    except ConflictError:
        return overtaken(question_id, sent)
    if wants_fragment():
        return _answer(_after(copy, sent))
    return redirect(way_back(question_id, sent), code=303)  # type: ignore[return-value]


@bp.get("/claims")
def claims(question_id: str) -> Response:
    """Offer claims to link: for what is typed, or for the question's own words."""
    draft = question_draft(open_working_copy(engine(), QUESTION, question_id))
    found = find_claims(
        engine(),
        request.args.get("claim-q", ""),
        linked=draft.claim_ids,
        question_id=question_id,
        about=f"{draft.text} {draft.short_answer}",
    )
    return render(page="staff/questions/_found_claims.html", found=found)


@bp.get("/next")
def following(question_id: str) -> Response:
    """Offer questions to follow this one, and to start a new one in the words that were typed."""
    found = find_questions(engine(), request.args.get("next-q", ""), but=question_id)
    draft = question_draft(open_working_copy(engine(), QUESTION, question_id))
    return render(page="staff/questions/_found_next.html", found=found, linked=draft.next_ids)


@bp.get("/sources")
def sources(question_id: str) -> Response:
    """Offer sources for the evidence of a new claim."""
    found = find_sources(engine(), request.args.get("source-q", ""))
    return render(page="staff/questions/_found_sources.html", sources=found, chosen=None)


def refused(question_id: str, sent: Sent, error: FormError) -> Response:
    """Show the screen with everything as it was typed, and what is to be put right."""
    response = _answer(_as_sent(question_id, sent, problems=error.problems))
    response.status_code = 422
    return response


def overtaken(question_id: str, sent: Sent) -> Response:
    """Show what somebody else saved meanwhile beside what was typed here, which stays on the screen."""
    theirs = open_working_copy(engine(), QUESTION, question_id)
    found = draft_differences(engine(), question_draft(theirs), sent.changed)
    response = _answer(_as_sent(question_id, sent, conflict=Conflict(theirs, found, sent.by_itself)))
    response.status_code = 409
    return response


def _perform(question_id: str, sent: Sent) -> WorkingCopy:
    if sent.act.word == "add-claim":
        return add_claim_to_answer(
            engine(),
            member(),
            question_id,
            sent.draft,
            sent.new,
            seen=sent.seen,
            based_on=sent.based_on,
        )
    if sent.act.word == "start-next":
        return start_next_question(
            engine(),
            actor(),
            question_id,
            sent.draft,
            text=sent.next_q,
            seen=sent.seen,
            based_on=sent.based_on,
        )
    return save_sent(question_id, sent)


def save_sent(question_id: str, sent: Sent) -> WorkingCopy:
    """Keep what a form brought; FormError and ConflictError as for `save_working_copy`."""
    return save_working_copy(
        engine(),
        actor(),
        QUESTION,
        question_id,
        sent.changed,
        seen=sent.seen,
        based_on=sent.based_on,
        by_itself=sent.by_itself,
    )


def _as_sent(question_id: str, sent: Sent, **more: object) -> Screen:
    copy = open_working_copy(engine(), QUESTION, question_id)
    typed = Typed(sent.claim_q, sent.next_q, sent.source_q, sent.new)
    return draw_screen(
        engine(),
        copy,
        draft=sent.changed,
        seen=(sent.seen, sent.based_on),
        typed=typed,
        **more,  # type: ignore[arg-type]
    )


def _after(copy: WorkingCopy, sent: Sent) -> Screen:
    """Draw the screen after an act: what was found is used up by it, what is still being typed is not."""
    act, new = sent.act, sent.new
    typed = Typed(
        claim_q="" if act.word == "put" and act.what == "claim" else sent.claim_q,
        next_q="" if act.what == "next" or act.word == "start-next" else sent.next_q,
        source_q="" if act.word == "add-claim" else sent.source_q,
        new=Typed().new if act.word == "add-claim" else new,
    )
    dropped = (act.what, act.id, place_of(sent)) if act.word == "drop" else None
    return draw_screen(
        engine(), copy, typed=typed, dropped=dropped, said=what_was_done(question_draft(copy), sent)
    )


def _answer(screen: Screen) -> Response:
    return render(
        page="staff/questions/edit.html",
        fragment="staff/questions/_editor.html",
        screen=screen,
        claim_kinds=[(each.value, each.label) for each in ClaimKind],
        claim_ratings=[(each.value, each.label) for each in Rating],
        stances=[(each.value, each.label) for each in Stance],
        editor_role=Role.EDITOR,
    )
