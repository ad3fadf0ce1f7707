"""Clean HTML becomes markup here and nowhere else; citations in it become values a template can draw."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from factually_app.domain.article import Article, Section
from factually_app.domain.citation import Stretch, Use, stretches_of, uses_by_number


@dataclass(frozen=True)
class Piece:
    """A stretch of prose and the citations right after it."""

    html: Markup
    uses: tuple[Use, ...]


@dataclass(frozen=True)
class Prose:
    """An article's prose: the summary, the sections by position, and every use of each number."""

    summary: tuple[Piece, ...]
    sections: dict[int, tuple[Piece, ...]]
    uses: dict[int, list[Use]]

    def numbers_in(self, section: int) -> set[int]:
        """Return the numbers that a section cites."""
        return {use.number for piece in self.sections[section] for use in piece.uses}

    @property
    def citation_count(self) -> int:
        return sum(len(uses) for uses in self.uses.values())


def read_prose(article: Article, sections: Sequence[Section]) -> Prose:
    """Take an article's derived HTML apart at its citations, lettered in reading order."""
    passages = [article.summary_html, *(section.body_html for section in sections)]
    summary, *bodies = stretches_of(passages)
    return Prose(
        summary=_pieces(summary),
        sections={s.position: _pieces(body) for s, body in zip(sections, bodies, strict=True)},
        uses=uses_by_number([summary, *bodies]),
    )


def plain(article: Article) -> str:
    """Return the summary as plain words, for lists and descriptions."""
    (summary,) = stretches_of([article.summary_html])
    return " ".join(" ".join(piece.html.striptags() for piece in _pieces(summary)).split())


def _pieces(stretches: tuple[Stretch, ...]) -> tuple[Piece, ...]:
    # The one place that trusts HTML: `*_html` columns hold only what content.sanitize let through.
    return tuple(Piece(Markup(stretch.html), stretch.uses) for stretch in stretches)  # noqa: S704
