"""Follow-up questions: the answer in place for htmx, as a page for everyone else."""

from flask import Blueprint, Response, request

from factually_app.domain.errors import NotFoundError
from factually_app.store import articles, questions
from factually_app.web.addresses import moved
from factually_app.web.answers import draw_answer
from factually_app.web.open_state import read_around, read_open_state
from factually_app.web.pages import reader, render

bp = Blueprint("questions", __name__, url_prefix="/questions")


@bp.get("/<slug>-<public_id:question_id>")
def show(slug: str, question_id: str) -> Response:
    """Show a question with the claims that answer it and the questions that follow.

    `?path=` names the questions open around it when the answer opens inside another one, and before them
    `ask` when it opens below the box for a question of one's own.
    """
    db = reader()
    root, above = read_around(request.args.get("path", ""))
    state = read_open_state(request.args.getlist("open"))
    known = questions.questions_by_id(db, {question_id, *above, *state.ids})
    if not (question := known.get(question_id)):
        raise NotFoundError(f"no question '{question_id}'")
    if redirection := moved(question.url):
        return redirection
    answer = draw_answer(db, question, root=root, above=above, state=state, known=known)
    return render(
        page="questions/show.html",
        fragment="questions/_answer.html",
        question=question,
        answer=answer,
        articles_asking=lambda: articles.articles_asking(db, question_id),
        questions_before=lambda: questions.questions_before(db, question_id),
    )
