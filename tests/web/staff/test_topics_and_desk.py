"""/staff/topics, /staff/paste and what waits on the desk"""

import pytest

from factually_app.domain.staff import Role
from factually_app.store.audit import newest_entries
from factually_app.store.topics import all_topics
from tests.letters import a_letter
from tests.web.staff.writing import Writing


def test_an_editor_adds_a_topic(editor, engine):
    assert editor.send("/staff/topics", data={"name": "Slow Trains"}).status_code == 303
    (topic,) = all_topics(engine.reader())
    assert (topic.slug, topic.name) == ("slow-trains", "Slow Trains")
    assert newest_entries(engine.reader(), limit=1)[0].action == "add_topic"


@pytest.mark.parametrize(
    ("name", "words"), [(" ", "needs a name"), ("Slow trains", "there already"), ("A\x00", "U+0000")]
)
def test_a_topic_that_makes_no_sense_is_not_added(editor, newsroom, name, words):
    newsroom.topic("slow-trains")
    response = editor.send("/staff/topics", data={"name": name, "description": "Kept as typed"})
    assert response.status_code == 422
    assert words in response.text
    assert "Kept as typed" in response.text


def test_a_topic_changes_its_name_and_keeps_its_address(editor, newsroom, engine):
    topic = newsroom.topic()
    assert editor.send("/staff/topics/oddly-weir", data={"name": "The Weir"}).status_code == 303
    (changed,) = all_topics(engine.reader())
    assert (changed.name, changed.url) == ("The Weir", topic.url)
    assert editor.get("/staff/topics/nowhere").status_code == 404


def test_a_writer_reads_topics_and_changes_none(writer, newsroom):
    newsroom.topic()
    assert "Oddly Weir" in writer.get("/staff/topics").text
    assert writer.send("/staff/topics", data={"name": "Mine"}).status_code == 403


def test_pasted_html_comes_back_as_markdown(writer):
    response = writer.send("/staff/paste", data={"html": "<p>The <b>clock</b></p>"})
    assert (response.text, response.mimetype) == ("The **clock**", "text/plain")


def test_what_cannot_be_read_is_refused_by_a_sentence(writer):
    response = writer.send("/staff/paste", data={"html": "<b>" * 5_000})
    assert response.status_code == 422
    assert "stand inside each other" in response.text


def test_the_desk_shows_each_what_waits_for_them(browser, article):
    desks = {role: browser(role) for role in (Role.WRITER, Role.REVIEWER, Role.EDITOR)}

    def waits(role, pile):
        return pile in desks[role].get("/staff").text

    tab = Writing(desks[Role.WRITER], article.id)
    tab.save(title="The clock rests")
    assert waits(Role.WRITER, "You are writing")
    assert not waits(Role.REVIEWER, "The clock")
    tab.step("submit")
    assert waits(Role.REVIEWER, "To be reviewed")
    assert not waits(Role.WRITER, "You are writing")
    Writing(desks[Role.REVIEWER], article.id).step("return", note="Page 4.")
    assert waits(Role.WRITER, "Back with you")
    assert waits(Role.WRITER, "Page 4.")
    tab.step("submit")
    Writing(desks[Role.REVIEWER], article.id).step("approve")
    assert waits(Role.EDITOR, "Approved, to be published")
    assert "Nothing waits for you" in desks[Role.REVIEWER].get("/staff").text
    assert "submit" in desks[Role.EDITOR].get("/staff").text


def test_the_desk_says_how_many_letters_wait(writer, engine):
    assert "from readers" not in writer.get("/staff").text
    a_letter(engine)
    assert "1 letter from readers waits" in writer.get("/staff").text
