"""/staff/articles/<id>/revisions"""

import pytest

from factually_app.domain.revision import Revision
from factually_app.domain.working_copy import WorkingKind
from factually_app.operations.working_copies import open_working_copy
from factually_app.store.revisions import insert_revision, revisions_of
from tests.web.staff.writing import Writing


@pytest.fixture
def tab(editor, article, engine):
    """An article that was published twice, as revisions 2 and 3 beside the first one."""
    first = Revision(article.id, 1, '{"title":"As it began"}', "Started", "Willa", article.created_at)
    engine.commit([insert_revision("article", first)])
    tab = Writing(editor, article.id)
    for title in ("The clock rests", "The clock runs"):
        tab.save(title=title)
        assert tab.step("publish").status_code == 303
        tab = Writing(editor, article.id)
    return tab


def test_they_are_listed_with_who_and_when(tab):
    page = tab.browser.get(f"{tab.path}/revisions").text
    assert "Revision 3" in page
    assert "Edda" in page
    assert "Started" in page


def test_one_is_drawn_as_it_was(tab):
    page = tab.browser.get(f"{tab.path}/revisions/2").text
    assert "The clock rests</h1>" in page
    assert tab.browser.get(f"{tab.path}/revisions/9").status_code == 404


def test_two_are_compared_word_for_word(tab):
    page = tab.browser.get(f"{tab.path}/revisions/compare?old=2&new=3").text
    assert "rests</del>" in page
    assert "runs</ins>" in page


def test_one_is_compared_with_what_is_being_written(tab):
    tab.save(title="The clock stands")
    page = tab.browser.get(f"{tab.path}/revisions/compare?old=3&new=working").text
    assert "stands</ins>" in page


@pytest.mark.parametrize("query", ["?old=99&new=3", "?old=1&new=99"])
def test_what_there_is_none_of_is_not_compared(tab, query):
    assert tab.browser.get(f"{tab.path}/revisions/compare{query}").status_code == 404


@pytest.mark.parametrize("query", ["", "?old=x&new=y", "?old=-1"])
def test_nonsense_compares_the_last_two(tab, query):
    assert "runs</ins>" in tab.browser.get(f"{tab.path}/revisions/compare{query}").text


def test_one_is_restored_as_what_is_being_written_and_none_is_changed(tab, engine, article):
    before = revisions_of(engine.reader(), "article", article.id)
    response = tab.browser.send(f"{tab.path}/revisions/2/restore", data={"version": "0"})
    assert response.status_code == 303
    assert "The clock rests" in open_working_copy(engine, WorkingKind.ARTICLE, article.id).content
    assert revisions_of(engine.reader(), "article", article.id) == before
    tab.step("publish")
    after = revisions_of(engine.reader(), "article", article.id)
    assert after[1:] == before
    assert after[0].number == 4


def test_restoring_does_not_overwrite_what_somebody_is_writing(tab, engine, article):
    tab.save(title="Hers")
    response = tab.browser.send(f"{tab.path}/revisions/2/restore", data={"version": "0"})
    assert response.status_code == 409
    assert "Nothing was restored" in response.text
    assert '"Hers"' in open_working_copy(engine, WorkingKind.ARTICLE, article.id).content
