"""Records whole: a question or an article with all that hangs on it, as they are exchanged."""

from dataclasses import dataclass

from factually_app.domain.article import Article, CitedSource, Section
from factually_app.domain.question import Question


@dataclass(frozen=True)
class QuestionRecord:
    """A question with the claims that answer it and the questions that follow, in order."""

    question: Question
    claim_ids: tuple[str, ...]
    next_ids: tuple[str, ...]


@dataclass(frozen=True)
class ArticleRecord:
    """An article with its sections, what its numbers stand for, and the questions below it."""

    article: Article
    sections: tuple[Section, ...]
    sources: tuple[CitedSource, ...]
    question_ids: tuple[str, ...]
