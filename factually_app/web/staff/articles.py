"""The page on which an article is written: opening it, saving it, the buttons inside its form."""

from collections.abc import Mapping
from dataclasses import replace

from flask import Blueprint, Response, redirect, request

from factually_app.domain.draft import ArticleDraft
from factually_app.domain.errors import ConflictError, FormError
from factually_app.domain.staff import Role
from factually_app.domain.working_copy import WorkingCopy, WorkingKind, WorkingState
from factually_app.operations.revisions import article_draft
from factually_app.operations.starting import start_question
from factually_app.operations.working_copies import open_working_copy, save_working_copy
from factually_app.store.articles import get_article
from factually_app.web.pages import engine, reader, render, wants_fragment
from factually_app.web.staff.article_edits import edit
from factually_app.web.staff.article_form import TypedArticle, read_article_form, read_version
from factually_app.web.staff.editing import RATINGS, Editor, conflict_over
from factually_app.web.staff.session import actor, member

bp = Blueprint("staff_articles", __name__, url_prefix="/staff/articles")

FINDS = ("source", "claim", "question")


@bp.get("/<public_id:article_id>")
def show(article_id: str) -> Response:
    """Show the form of an article with what was saved last."""
    copy = open_working_copy(engine(), WorkingKind.ARTICLE, article_id)
    draft = article_draft(engine(), article_id)
    return _drawn(Editor(get_article(reader(), article_id), copy, draft, copy.version), 200, "_standing")


@bp.post("/<public_id:article_id>")
def save(article_id: str) -> Response:
    """Save what was typed, or do to it what a button inside the form says."""
    said = read_article_form(request.form)
    said = replace(said, draft=_as_allowed(said.draft, article_draft(engine(), article_id)))
    pressed = request.form.get("do", "save")
    if pressed not in ("save", "review"):
        return _changed(article_id, said, pressed)
    try:
        if said.problems:
            raise FormError(said.problems)
        copy = _save(article_id, said.draft)
    except FormError as error:
        return _drawn(_editor(article_id, said, problems=error.problems), 422, "_standing")
    except ConflictError as error:
        return _drawn(_in_conflict(article_id, said, str(error)), 409, "_standing")
    if wants_fragment():
        return _drawn(_editor(article_id, said, version=copy.version, is_saved=True), 200, "_standing")
    to_review = pressed == "review"
    path = f"/staff/articles/{article_id}/review" if to_review else f"/staff/articles/{article_id}?said=saved"
    return redirect(path, code=303)  # type: ignore[return-value]


def _save(article_id: str, draft: ArticleDraft) -> WorkingCopy:
    """Save at the version the form was read at, or over the one that somebody chose to replace."""
    over = "over" if "over" in request.form else "version"
    return save_working_copy(
        engine(),
        actor(),
        WorkingKind.ARTICLE,
        article_id,
        draft,
        seen=read_version(request.form, over),
        by_itself=_is_by_itself(),
    )


def _is_by_itself() -> bool:
    """Say whether the page saves while somebody types, without anything being pressed."""
    return request.form.get("by_itself") == "yes"


def _changed(article_id: str, said: TypedArticle, pressed: str) -> Response:
    """Answer with the form after a button in it was pressed; nothing is saved by that."""
    draft, focus, problems = said.draft, "", dict(said.problems)
    if pressed == "start-question":
        draft, problems = _with_new_question(draft, problems)
        focus = "new-question"
    elif pressed in FINDS_BY_BUTTON:
        focus = FINDS_BY_BUTTON[pressed]
    elif edited := edit(draft, pressed, to=request.form.get(_chosen_beside(pressed), "")):
        draft, focus = edited.draft, edited.focus
    shown = _editor(article_id, replace(said, draft=draft), problems=problems, focus=focus)
    return _drawn(shown, 422 if problems and not wants_fragment() else 200, "_parts")


FINDS_BY_BUTTON = {f"find-{kind}": f"find-{kind}" for kind in FINDS}


def _chosen_beside(pressed: str) -> str:
    return "source-to" if pressed.startswith("add-source") else "claim-to"


def _with_new_question(draft: ArticleDraft, problems: dict[str, str]) -> tuple[ArticleDraft, dict[str, str]]:
    """Begin a question and list it under the article."""
    try:
        made = start_question(engine(), actor(), text=request.form.get("new-question", ""))
    except FormError as error:
        return draft, {**problems, "new-question": str(error)}
    return replace(draft, question_ids=(*draft.question_ids, made.id)), problems


def _as_allowed(draft: ArticleDraft, kept: ArticleDraft) -> ArticleDraft:
    """Let nobody but an editor say that sources may stay unnamed."""
    return draft if member().may(Role.EDITOR) else replace(draft, unnamed_accepted=kept.unnamed_accepted)


def _in_conflict(article_id: str, said: TypedArticle, sentence: str) -> Editor:
    editor = _editor(article_id, said)
    conflict = conflict_over(
        editor.copy,
        article_draft(engine(), article_id),
        said.draft,
        sentence=sentence,
        may_replace=editor.copy.state is not WorkingState.SCHEDULED,
        is_by_itself=_is_by_itself(),
    )
    return replace(editor, conflict=conflict)


def _editor(
    article_id: str,
    said: TypedArticle,
    *,
    problems: Mapping[str, str] | None = None,
    focus: str = "",
    version: int | None = None,
    is_saved: bool = False,
) -> Editor:
    return Editor(
        article=get_article(engine().reader(), article_id),
        copy=open_working_copy(engine(), WorkingKind.ARTICLE, article_id),
        draft=said.draft,
        version=read_version(request.form) if version is None else version,
        problems=problems or {},
        typed={**said.typed, "new-question": request.form.get("new-question", "") if problems else ""},
        finds={kind: request.form.get(f"find-{kind}", "") for kind in FINDS},
        focus=focus,
        is_saved=is_saved,
    )


def _drawn(editor: Editor, status: int, fragment: str) -> Response:
    """Answer with the whole page, or to htmx with the piece of it that changed."""
    if wants_fragment():
        response = render(page=f"staff/articles/{fragment}.html", editor=editor)
    else:
        response = render(page="staff/articles/edit.html", editor=editor, ratings=RATINGS, **editor.preview)
    response.status_code = status
    return response
