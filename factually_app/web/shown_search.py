"""A search as its page shows it: what is said of it, and the addresses that lead on."""

from dataclasses import dataclass

from factually_app.domain.search import PAGE_SIZE, Results, Search
from factually_app.formats.search_query import search_query

PATH = "/search"


@dataclass(frozen=True)
class ShownSearch:
    """`results` are None where nothing was searched for; `trouble` says why where that was not wanted."""

    search: Search
    problems: tuple[str, ...] = ()
    results: Results | None = None
    trouble: str | None = None

    @property
    def title(self) -> str:
        return f"{self.search.text} · Search · Factually" if self.search.text else "Search · Factually"

    @property
    def said(self) -> str:
        """What was found, for those who do not see it come."""
        if self.results is None:
            return self.trouble or ""
        count = self.results.total
        found = f"{count:,} result{'' if count == 1 else 's'}" if count else "Nothing found"
        meant = self.results.suggestion
        return f"{found}. Did you mean {meant}?" if meant else f"{found}."

    @property
    def start(self) -> int:
        """The number of the first result of this page."""
        return (self.search.page - 1) * PAGE_SIZE + 1

    @property
    def address(self) -> str:
        """This page of this search, in the one way that it is written."""
        return self._page(self.search.page)

    @property
    def further(self) -> str:
        return self._page(self.search.page + 1)

    @property
    def back(self) -> str:
        return self._page(self.search.page - 1)

    @property
    def suggested(self) -> str:
        """The search for what may have been meant."""
        meant = self.results.suggestion if self.results else None
        return f"{PATH}?{search_query(self.search, text=meant)}"

    @property
    def widened(self) -> str:
        """The same words without filters."""
        return f"{PATH}?{search_query(Search(self.search.text))}"

    @property
    def asking(self) -> str:
        """Where the newsroom is asked the same."""
        return f"/ask?{search_query(Search(self.search.text))}"

    def _page(self, number: int) -> str:
        query = search_query(self.search, page=number)
        return PATH if query == "q=" else f"{PATH}?{query}"
