"""What an import did, or would do: counted by kind, with the articles it touched and what to look at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from factually_app.domain.article import ArticleStatus
from factually_app.formats.content_entry import Kind


@dataclass(frozen=True)
class Count:
    """How many records of a kind were new, changed, or the same as before."""

    new: int = 0
    changed: int = 0
    same: int = 0

    @property
    def words(self) -> str:
        """The count as a report has it."""
        parts = {"new": self.new, "changed": self.changed, "as before": self.same}
        return ", ".join(f"{number:,} {word}" for word, number in parts.items() if number) or "none"


@dataclass(frozen=True)
class ImportedArticle:
    """An article as it is after the import; `unnamed` are its numbers without a source."""

    title: str
    url: str
    status: ArticleStatus
    unnamed: tuple[int, ...]


@dataclass(frozen=True)
class ImportReport:
    """What an import came to. With `dry_run` nothing of it was written."""

    counts: Mapping[Kind, Count] = field(default_factory=dict)
    articles: tuple[ImportedArticle, ...] = ()
    others: Count | None = None
    warnings: tuple[str, ...] = ()
    dry_run: bool = False

    @property
    def lines(self) -> list[str]:
        """The report in plain sentences."""
        return [*self._counted(), *map(_article_line, self.articles), *self.warnings]

    def _counted(self) -> Iterator[str]:
        for kind, count in self.counts.items():
            yield f"{kind.plural}: {count.words}"
        if self.others:
            yield f"claims of others: {self.others.words}"
        if self.dry_run:
            yield "this was a dry run; nothing was written"


def _article_line(article: ImportedArticle) -> str:
    line = f"{article.status}: {article.title} ({article.url})"
    if article.unnamed:
        numbers = ", ".join(f"[{number}]" for number in article.unnamed)
        return f"{line}; sources to be named: {numbers}"
    return line
