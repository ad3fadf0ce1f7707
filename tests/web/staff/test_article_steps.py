"""/staff/articles/<id>/review, and the steps from there"""

import re
from datetime import UTC, datetime, timedelta

import pytest

from factually_app.domain.article import ArticleStatus
from factually_app.domain.staff import Role
from factually_app.domain.working_copy import WorkingKind, WorkingState
from factually_app.operations.working_copies import open_working_copy
from factually_app.store.articles import get_article
from factually_app.store.audit import newest_entries
from factually_app.store.corrections import corrections_of_article
from factually_app.store.revisions import revisions_of
from tests.web.staff.writing import Writing

TABLE = re.compile(r'<details class="table".*?</details>', re.DOTALL)
"""What a check that readers see has at an address of its own, and a preview in the page itself."""

CHECK = re.compile(r'<article class="check".*</article>', re.DOTALL)


@pytest.fixture
def tab(writer, article):
    tab = Writing(writer, article.id)
    tab.save(title="The clock rests")
    return tab


@pytest.fixture
def by(browser, article, tab):
    """Open the article as a member of a role."""
    return lambda role: Writing(browser(role), article.id)


def state_of(engine, article):
    return open_working_copy(engine, WorkingKind.ARTICLE, article.id).state


def tomorrow():
    return (datetime.now(UTC) + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")


def test_the_review_shows_word_for_word_what_differs_from_what_is_live(tab, article):
    page = tab.browser.get(f"{tab.path}/review").text
    assert "<ins>rests</ins>" in page or "rests</ins>" in page
    assert "<del>" in page
    assert article.url in page


def test_from_the_writer_to_readers(tab, by, engine, article, client):
    assert tab.step("submit", note="Page 3 is new.").status_code == 303
    reviewer = by(Role.REVIEWER)
    assert "Page 3 is new." in reviewer.browser.get(f"{tab.path}/review").text
    assert reviewer.step("approve").status_code == 303
    assert state_of(engine, article) is WorkingState.APPROVED
    assert by(Role.EDITOR).step("publish").status_code == 303
    assert "The clock rests" in client.get(get_article(engine.reader(), article.id).url).text
    assert revisions_of(engine.reader(), "article", article.id)[0].made_by == "Edda"


def test_a_reviewer_sends_it_back_with_a_word(tab, by, engine, article):
    tab.step("submit")
    refused = by(Role.REVIEWER).step("return", note=" ")
    assert refused.status_code == 422
    assert "Say what is to be changed" in refused.text
    by(Role.REVIEWER).step("return", note="Page 4, rather.")
    assert state_of(engine, article) is WorkingState.RETURNED
    assert "Page 4, rather." in tab.browser.get(tab.path).text


def test_nobody_but_an_editor_approves_what_they_wrote_themselves(by, engine, article):
    own = by(Role.REVIEWER)
    own.save(title="As Rowan has it")
    own.step("submit")
    refused = own.step("approve")
    assert refused.status_code == 403
    assert "wrote or submitted it yourself" in refused.text
    assert state_of(engine, article) is WorkingState.SUBMITTED
    editor = by(Role.EDITOR)
    editor.save(title="As Edda has it")
    editor.step("submit")
    assert editor.step("approve").status_code == 303


def test_nobody_but_its_writer_or_an_editor_throws_it_away(tab, by, engine, article):
    assert by(Role.REVIEWER).step("discard").status_code == 403
    assert state_of(engine, article) is WorkingState.WRITING
    assert tab.step("discard").status_code == 303
    assert open_working_copy(engine, WorkingKind.ARTICLE, article.id).version == 0
    assert newest_entries(engine.reader(), limit=1)[0].action == "discard_working_copy"


@pytest.mark.parametrize("step", ["approve", "return", "publish", "schedule", "unschedule", "withdraw"])
def test_a_writer_takes_none_of_the_steps_of_others(tab, step):
    assert tab.step(step).status_code == 403


@pytest.mark.parametrize("step", ["publish", "schedule", "unschedule", "withdraw"])
def test_a_reviewer_takes_none_of_an_editor(by, step):
    assert by(Role.REVIEWER).step(step).status_code == 403


def test_what_is_not_whole_is_not_submitted_and_the_page_says_where(tab):
    tab.save(section__1__heading="")
    refused = tab.step("submit", note="A long note to keep")
    assert refused.status_code == 422
    assert "Section 1 has no heading" in refused.text
    assert f"{tab.path}#f-section-1-heading" in refused.text
    assert "A long note to keep" in refused.text


def test_a_step_at_an_older_version_is_not_taken(tab, engine, article):
    refused = tab.browser.send(f"{tab.path}/submit", data={"version": "7"})
    assert refused.status_code == 409
    assert "Somebody else changed this meanwhile" in refused.text
    assert state_of(engine, article) is WorkingState.WRITING


def test_a_rating_that_readers_know_changes_with_a_notice_alone(tab, by, engine, article):
    tab.save(rating="supported")
    editor = by(Role.EDITOR)
    refused = editor.step("publish")
    assert refused.status_code == 422
    assert "The rating changes" in refused.text
    refused = editor.step("publish", notice__now="It is supported.")
    assert "Choose what kind of notice" in refused.text
    assert "It is supported." in refused.text
    refused = editor.step("publish", notice__kind="correction", notice__now="It is supported.")
    assert "Say what was wrong" in refused.text
    said = {"notice__kind": "correction", "notice__now": "It is supported.", "notice__was": "Disputed."}
    assert editor.step("publish", **said).status_code == 303
    assert corrections_of_article(engine.reader(), article.id)[0].was == "Disputed."


def test_it_is_scheduled_in_utc_and_taken_off(by, engine, article):
    editor = by(Role.EDITOR)
    assert editor.step("schedule", publish_at=tomorrow()).status_code == 303
    copy = open_working_copy(engine, WorkingKind.ARTICLE, article.id)
    assert copy.publish_at == f"{tomorrow()}:00+00:00"
    assert "UTC" in editor.browser.get(f"{editor.path}/review").text
    assert editor.save(title="Too late").status_code == 409
    assert editor.step("unschedule").status_code == 303
    assert state_of(engine, article) is WorkingState.APPROVED


@pytest.mark.parametrize(
    ("moment", "words"),
    [("", "Write day and time"), ("soon", "Write day"), ("2001-01-01T00:00", "lie ahead")],
)
def test_a_moment_that_is_none_is_refused(by, moment, words):
    refused = by(Role.EDITOR).step("schedule", publish_at=moment)
    assert refused.status_code == 422
    assert words in refused.text


def test_a_notice_that_could_not_be_given_then_is_refused_when_it_is_scheduled(by):
    said = {"publish_at": tomorrow(), "notice__kind": "correction", "notice__now": "Right."}
    refused = by(Role.EDITOR).step("schedule", **said)
    assert refused.status_code == 422
    assert "Say what was wrong" in refused.text


def test_an_article_is_withdrawn_with_a_word_to_readers(by, engine, article):
    editor = by(Role.EDITOR)
    page = editor.browser.get(f"{editor.path}/withdraw").text
    assert "Why, in words for readers" in page
    data = {"version": str(article.version), "why": " "}
    assert editor.browser.send(f"{editor.path}/withdraw", data=data).status_code == 422
    data["why"] = "The minutes were of another town."
    assert editor.browser.send(f"{editor.path}/withdraw", data=data).status_code == 303
    assert get_article(engine.reader(), article.id).status is ArticleStatus.WITHDRAWN
    assert editor.browser.send(f"{editor.path}/withdraw", data=data).status_code == 409


def test_the_preview_is_what_is_published_letter_for_letter(tab, by, client, engine, article):
    tab.save(summary="It rests. [2][1]", section__1__body="* one\n* **two** [1]", slug="the-clock-rests")
    shown = CHECK.search(tab.browser.get(f"{tab.path}/preview").text)
    assert by(Role.EDITOR).step("publish").status_code == 303
    published = CHECK.search(client.get(get_article(engine.reader(), article.id).url).text)
    assert shown
    assert published
    live = get_article(engine.reader(), article.id)
    table = client.get(live.records_url, headers={"HX-Request": "true"}).text
    assert table in TABLE.search(shown[0])[0]
    as_live = TABLE.sub(TABLE.search(published[0])[0], _as_live(shown[0], tab.path, client))
    assert as_live == published[0]


def _as_live(html, path, client):
    """Put the address of each question where that of its preview stands."""

    def live(found):
        return client.get(f"/questions/x-{found[1]}").headers["Location"]

    return re.sub(rf"{path}/preview/questions/([0-9a-f]+)", live, html)
