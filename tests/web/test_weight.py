"""What pages weigh: the check that comes with Factually, held to the budgets of docs/performance.md."""

import re
from collections.abc import Iterator

import brotli
import pytest

from factually_app.bench.demo import Demo, demo
from factually_app.bench.weights import ARTICLE_AND_SHEETS, FIRST_VIEW, GOAL, of_one_campaign


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    with demo(tmp_path_factory.mktemp("demo")) as site:
        yield site


def weight(text: str) -> int:
    return len(brotli.compress(of_one_campaign(text).encode(), quality=11))


def files(site: Demo, page: str) -> dict[str, int]:
    found = re.findall(r'<(?:link rel="(?:stylesheet|icon)"|script)[^>]*(?:src|href)="([^"]+)"', page)
    sent = {address: site.client.get(address, headers={"Accept-Encoding": "br"}).data for address in found}
    return {address: len(data) for address, data in sent.items()}


def sheets(site: Demo, page: str) -> int:
    return sum(size for address, size in files(site, page).items() if address.endswith(".css"))


def test_an_article_and_its_sheets_keep_their_budget(site: Demo) -> None:
    page = site.page(site.article).decode()
    assert weight(page) + sheets(site, page) <= ARTICLE_AND_SHEETS


def test_the_words_of_an_article_come_in_the_first_ten_packets(site: Demo) -> None:
    page = site.page(site.article).decode()
    words, _, sources = page.partition('<section class="sources"')
    assert 'class="dive"' in words
    assert sources
    assert weight(words) + sheets(site, page) <= GOAL


def test_everything_for_the_first_view_keeps_its_budget_and_comes_from_here(site: Demo) -> None:
    page = site.page(site.article).decode()
    sent = files(site, page)
    assert len(sent) == 5
    assert all(address.startswith("/static/") for address in sent)
    assert weight(page) + sum(sent.values()) <= FIRST_VIEW
    assert not re.search(r"<(img|iframe|video|audio|embed|object)\b", page)


def test_every_other_kind_of_page_is_lighter_than_the_article(site: Demo) -> None:
    answer = site.page(site.answer).decode()
    claim = re.findall(r'href="(/claims/[^"?#]+)"', answer)[0]
    for address in ("/", site.answer, claim, f"{site.article}/records"):
        page = site.page(address).decode()
        assert weight(page) + sheets(site, page) <= GOAL, address
    assert weight(site.page(site.answer, is_piece=True).decode()) <= 5_000
