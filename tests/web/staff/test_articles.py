"""/staff/articles: the list, beginning one, the page to write it on"""

import re

import pytest

from factually_app.content import markdown
from factually_app.domain.article import ArticleStatus
from factually_app.domain.staff import Role
from factually_app.domain.working_copy import WorkingKind
from factually_app.operations.working_copies import open_working_copy
from factually_app.store.articles import get_article
from tests.web.staff.writing import Writing, form_of

HTMX = {"HX-Request": "true"}


def copy_of(engine, article):
    return open_working_copy(engine, WorkingKind.ARTICLE, article.id)


@pytest.fixture
def tab(writer, article):
    return Writing(writer, article.id)


def test_the_list_shows_where_each_article_stands(writer, article, tab):
    assert "Live" in writer.get("/staff/articles").text
    tab.save(title="The clock rests")
    page = writer.get("/staff/articles").text
    assert "The clock rests" in page
    assert "Being written" in page
    assert "saved by Willa" in page


@pytest.mark.parametrize(
    ("query", "is_there"),
    [
        ("?q=clock", True),
        ("?q=pigeon", False),
        ("?show=live", True),
        ("?show=draft", False),
        ("?page=9", False),
    ],
)
def test_the_list_is_narrowed(writer, article, query, is_there):
    page = writer.get(f"/staff/articles{query}")
    assert (article.id in page.text) is is_there
    assert "<html" not in writer.get(f"/staff/articles{query}", headers=HTMX).text


def test_an_article_is_begun(writer, newsroom, engine):
    newsroom.topic()
    response = writer.send("/staff/articles/new", data={"title": "Trains are slow", "topic": "oddly-weir"})
    assert response.status_code == 303
    made = get_article(engine.reader(), response.headers["Location"].rsplit("/", 1)[1])
    assert (made.title, made.status) == ("Trains are slow", ArticleStatus.DRAFT)
    assert writer.get(made.url).status_code == 404


def test_an_article_without_a_topic_is_not_begun_and_its_title_stays(writer):
    response = writer.send("/staff/articles/new", data={"title": "Trains are slow"})
    assert response.status_code == 422
    assert "Choose the topic" in response.text
    assert 'value="Trains are slow"' in response.text


def test_what_is_saved_is_there_again_and_readers_see_nothing_of_it(tab, client, article):
    assert tab.save(title="The clock rests", summary="It rests.\n\nStill. [1]").status_code == 303
    assert tab.fields["title"] == "The clock rests"
    assert tab.fields["summary"].replace("\r\n", "\n") == "It rests.\n\nStill. [1]"
    assert "The clock rests" not in client.get(article.url).text


def test_the_page_saves_by_itself_and_gets_the_new_version(tab, engine, article):
    response = tab.by_itself(title="The clock rests")
    assert (response.status_code, tab.fields["version"]) == (200, "1")
    assert "<html" not in response.text
    assert tab.by_itself(title="The clock rested").status_code == 200
    assert copy_of(engine, article).version == 2


def test_what_no_text_may_hold_is_refused_and_what_was_typed_stays(tab):
    response = tab.save(title="A\x00B", summary="Kept as it was typed.")
    assert response.status_code == 422
    assert "U+0000" in response.text
    assert 'href="#f-title"' in response.text
    assert form_of(response.text)["summary"] == "Kept as it was typed."


def test_two_hundred_kilobytes_in_a_field_are_refused_by_a_sentence(tab):
    response = tab.save(summary="x" * 200_000)
    assert response.status_code == 422
    assert "200,000 characters" in response.text
    assert len(form_of(response.text)["summary"]) == 200_000


def test_five_thousand_quotations_inside_each_other_are_a_finding(tab):
    tab.type(summary=">" * 5_000 + " deep")
    response = tab.browser.send(f"{tab.path}/preview", data=tab.fields, headers=HTMX)
    assert response.status_code == 200
    assert "nests quotations more than 20 deep" in response.text


@pytest.mark.parametrize("text", [">" * 5_000 + " deep", "<b>" * 5_000, "<b>" * 2_500 + "</b>" * 2_500])
def test_what_is_nested_five_thousand_deep_is_refused_before_it_is_read(tab, monkeypatch, text):
    """No clock is asked: what takes time, reading Markdown and cleaning HTML, is never begun with it."""
    begun = []
    read = markdown._MARKDOWN.parse
    monkeypatch.setattr(markdown._MARKDOWN, "parse", lambda text, env: begun.append(text) or read(text, env))
    response = tab.save(summary=text)
    assert response.status_code == 422
    assert 'id="p-summary"' in response.text
    assert form_of(response.text)["summary"] == text
    assert text not in begun


def test_a_tag_is_text_like_any_other(tab):
    assert tab.save(summary="It says <b>stop</b> twice.").status_code == 303
    assert form_of(tab.browser.get(tab.path).text)["summary"] == "It says <b>stop</b> twice."


def test_more_than_a_megabyte_is_refused(tab):
    assert tab.save(summary="x" * 1_200_000).status_code == 413


def test_a_public_address_still_takes_little(client):
    assert client.post("/support/demo", data={"x": "x" * 100_000}).status_code in (404, 413)


FORMS = {
    "application/x-www-form-urlencoded": "form_word={word}&title=Kept&summary=Half+%ED%A0%80",
    "multipart/form-data; boundary=weir": (
        '--weir\r\nContent-Disposition: form-data; name="form_word"\r\n\r\n{word}\r\n'
        '--weir\r\nContent-Disposition: form-data; name="title"\r\n\r\nKept\r\n'
        '--weir\r\nContent-Disposition: form-data; name="summary"\r\n\r\nHalf \ud800\r\n--weir--\r\n'
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_half_a_character_is_refused_by_a_sentence_and_the_text_stays(writer, article, engine, form):
    body = FORMS[form].replace("{word}", writer.form_word()).encode("utf-8", "surrogatepass")
    response = writer.post(f"/staff/articles/{article.id}", data=body, content_type=form)
    assert response.status_code == 422
    assert "holds half a character, which no text can hold" in response.text
    assert re.search(r'<textarea id="f-summary"[^>]*>\nHalf \ufffd+</textarea>', response.text)
    assert '<input type="hidden" name="title" value="Kept">' in response.text
    assert copy_of(engine, article).version == 0


def test_half_a_character_leaves_the_form_of_htmx_where_it_is(writer, article):
    body = f"form_word={writer.form_word()}&summary=%ED%A0%80"
    form = "application/x-www-form-urlencoded"
    response = writer.post(f"/staff/articles/{article.id}", data=body, content_type=form, headers=HTMX)
    assert (response.status_code, response.headers["HX-Retarget"]) == (422, "#notice")
    assert "take that character out and send it again" in response.text


def test_a_number_that_is_none_is_refused_and_stays(tab):
    response = tab.save(source__1__number="one")
    assert response.status_code == 422
    assert form_of(response.text)["source-1-number"] == "one"


def test_a_button_in_the_form_changes_it_and_saves_nothing(tab, engine, article):
    response = tab.press("section-down:1", title="Half written")
    assert response.status_code == 200
    assert tab.fields["section-2-heading"] == "Part 1"
    assert tab.fields["title"] == "Half written"
    assert copy_of(engine, article).version == 0


def test_htmx_gets_the_parts_alone(tab):
    response = tab.browser.send(tab.path, data={**tab.fields, "do": "add-section"}, headers=HTMX)
    assert "<html" not in response.text
    assert 'id="sections-part"' in response.text


def test_a_source_is_found_by_its_words_and_listed_under_the_next_number(tab, newsroom):
    other = newsroom.source("Letters of the pigeon keeper")
    found = tab.press("find-source", find__source="pigeon keep")
    assert f"add-source:{other.id}" in found.text
    tab.press(f"add-source:{other.id}")
    assert (tab.fields["source-3-source"], tab.fields["source-3-number"]) == (other.id, "3")


def test_what_is_typed_to_find_something_is_answered_with_what_there_is(writer, claim, source, question):
    for kind, record in (("claim", claim), ("source", source), ("question", question)):
        page = writer.get(f"/staff/articles/find?kind={kind}&find-{kind}=clock&of=abcdef", headers=HTMX).text
        assert f"add-{kind}:{record.id}" in page
    assert "Nothing has these words" in writer.get("/staff/articles/find?kind=claim&q=xyzzy").text


def test_a_question_is_begun_in_place(tab, engine):
    tab.press("start-question", new__question="Who winds the clock?", title="Half written")
    listed = tab.fields["questions"]
    assert len(listed) == 2
    assert tab.fields["title"] == "Half written"
    response = tab.press("start-question", new__question="who winds the clock")
    assert response.status_code == 422
    assert "asks the same" in response.text
    assert form_of(response.text)["new-question"] == "who winds the clock"


def test_only_an_editor_may_accept_that_sources_stay_unnamed(browser, article, engine):
    for role, accepted in ((Role.WRITER, False), (Role.REVIEWER, False), (Role.EDITOR, True)):
        tab = Writing(browser(role), article.id)
        tab.save(title=f"As the {role} wrote it", unnamed_accepted="yes")
        kept = '"unnamed_accepted":true' in copy_of(engine, article).content
        assert kept is accepted
    tab = Writing(browser(Role.WRITER), article.id)
    tab.save(title="A writer after that")
    assert '"unnamed_accepted":true' in copy_of(engine, article).content


def test_two_editors_see_both_versions_and_nothing_is_lost(browser, article, engine):
    mine, theirs = (Writing(browser(role), article.id) for role in (Role.WRITER, Role.EDITOR))
    theirs.save(title="The clock as Edda has it")
    response = mine.save(title="The clock as Willa has it", summary="Her summary. [1]")
    assert response.status_code == 409
    assert "Somebody else changed this meanwhile" in response.text
    assert "Edda saved" in response.text
    assert "Edda</del>" in response.text
    assert "Willa</ins>" in response.text
    assert mine.fields["title"] == "The clock as Willa has it"
    assert "as Edda has it" in copy_of(engine, article).content
    assert mine.save(over="1").status_code == 303
    assert "as Willa has it" in copy_of(engine, article).content
    assert "Her summary" in copy_of(engine, article).content


def test_whoever_saves_by_itself_never_overwrites(browser, article, engine):
    mine, theirs = (Writing(browser(role), article.id) for role in (Role.WRITER, Role.EDITOR))
    theirs.save(title="The clock as Edda has it")
    for _ in range(2):
        response = mine.by_itself(title="The clock as Willa has it")
        assert response.status_code == 409
        assert 'id="conflict"' in response.text
        assert mine.fields["version"] == "0"
    assert "as Edda has it" in copy_of(engine, article).content


def test_a_third_version_meanwhile_is_a_conflict_again(browser, article, engine):
    mine, theirs = (Writing(browser(role), article.id) for role in (Role.WRITER, Role.EDITOR))
    theirs.save(title="First")
    mine.save(title="Mine")
    theirs.save(title="Second")
    assert mine.save(over="1").status_code == 409
    assert '"Second"' in copy_of(engine, article).content


def test_ten_tabs_save_and_the_text_of_each_survives(writer, article, engine):
    tabs = [Writing(writer, article.id) for _ in range(10)]
    saved = [tab.save(title=f"Title of tab {n}").status_code for n, tab in enumerate(tabs)]
    assert saved == [303] + [409] * 9
    assert [tab.fields["title"] for tab in tabs] == [f"Title of tab {n}" for n in range(10)]
    assert "Title of tab 0" in copy_of(engine, article).content
    assert tabs[5].save(title="Title of tab 0").status_code == 303, "the same words are no conflict"


def test_an_expired_session_loses_nothing_on_the_server(tab, engine, article, stranger):
    tab.save(title="Saved before")
    assert stranger.post(tab.path, data=tab.fields).status_code == 401
    assert "Saved before" in copy_of(engine, article).content


@pytest.mark.parametrize("data", [{}, {"version": "x"}, {"title": ["a", "b"]}, {"section-1-body": "x"}])
def test_a_form_that_lacks_nearly_everything_breaks_nothing(writer, article, data):
    assert writer.send(f"/staff/articles/{article.id}", data=data).status_code in (409, 422)


@pytest.mark.parametrize(
    "end", ["", "/preview", "/review", "/revisions", "/links", "/preview/questions/ffffff"]
)
def test_what_is_not_there_is_not_found(writer, end):
    assert writer.get(f"/staff/articles/ffffff{end}").status_code == 404


def test_no_page_of_it_is_kept_by_a_cache(writer, article):
    for end in ("", "/preview", "/review", "/revisions", "/links"):
        assert writer.get(f"/staff/articles/{article.id}{end}").headers["Cache-Control"] == "no-store"


def test_a_page_of_another_site_cannot_save(tab):
    response = tab.browser.send(tab.path, data=tab.fields, headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403
