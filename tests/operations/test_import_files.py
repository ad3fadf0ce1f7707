"""Importing content files: everything or nothing, found again by its name, a version for each change."""

import json
from pathlib import Path

import pytest

from factually_app import clock
from factually_app.domain.article import ArticleStatus
from factually_app.domain.errors import ConflictError
from factually_app.formats.content_entry import Kind
from factually_app.operations.import_files import import_paths
from factually_app.operations.import_report import Count
from factually_app.operations.integrity import findings
from factually_app.store.edition import get_edition
from factually_app.store.revisions import all_revisions
from factually_app.store.sources import all_sources
from tests.importing import article, claim, dump, edit, id_of, question, take

NOON = "2026-03-10T12:00:00+00:00"
LATER = "2026-03-11T12:00:00+00:00"
DEMO = Path(__file__).parents[2] / "data" / "content"


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch):
    monkeypatch.setattr(clock, "stamp", lambda: NOON)


# A folder becomes records


def test_a_folder_becomes_records(engine, weir):
    report = take(engine, weir)
    assert report.counts == {
        Kind.TOPIC: Count(new=1),
        Kind.SOURCE: Count(new=2),
        Kind.CLAIM: Count(new=2),
        Kind.QUESTION: Count(new=4),
        Kind.ARTICLE: Count(new=2),
        Kind.CAMPAIGN: Count(new=1),
    }
    assert findings(engine) == []


def test_a_source_says_what_its_file_says(engine, weir):
    take(engine, weir)
    minutes, timetable = sorted(all_sources(engine.reader()), key=lambda source: source.ref)
    assert (minutes.published.text, minutes.checked, minutes.slug) == (
        "1994-05",
        True,
        "minutes-of-the-clock-committee",
    )
    assert minutes.note == "Two pages are missing.\n\nNobody knows why."
    assert (minutes.address, minutes.archive_address) == (
        "https://weir.example/minutes",
        "https://archive.example/minutes",
    )
    assert (timetable.author, timetable.published.text, timetable.language) == ("Ada Slow", "1993", "no")
    assert (timetable.kind, timetable.checked, timetable.version, timetable.created_at) == (
        "document",
        False,
        1,
        NOON,
    )


def test_a_claim_keeps_its_evidence_in_order(engine, weir):
    take(engine, weir)
    record = claim(engine, "stopped")
    assert [item.source.ref for item in record.evidence] == ["minutes", "timetable"]
    assert [item.checked for item in record.evidence] == [True, False]
    assert (record.claim.checked, claim(engine, "slow").claim.checked) == (True, False)


def test_what_follows_a_question_is_next_then_leads_to_each_once(engine, weir):
    take(engine, weir)
    q1, q2, q11 = (question(engine, ref) for ref in ("Q1", "Q2", "Q1.1"))
    assert q1.next_ids == (q11.question.id, q2.question.id)
    assert q2.next_ids == (q1.question.id, q11.question.id)
    assert len(q11.next_ids) == 1


def test_marks_in_a_short_answer_hold_public_ids(engine, weir):
    take(engine, weir)
    stopped, slow = (id_of(engine, "claim", ref) for ref in ("stopped", "slow"))
    answer = question(engine, "Q1").question.short_answer
    assert answer == f"It stopped on 2 May 1994 {{{stopped}}}. The trains were blamed {{{slow}, {stopped}}}."


def test_an_article_is_whole(engine, weir):
    take(engine, weir)
    record = article(engine, "clock")
    assert record.article.status is ArticleStatus.PUBLISHED
    assert record.article.claim_id == id_of(engine, "claim", "stopped")
    assert record.article.summary_html == "<p>The tower stopped in 1994. <cite>1</cite></p>\n"
    assert [section.subtitle for section in record.sections] == ["A ladder, mostly.", None]
    assert [cited.source.ref for cited in record.sources] == ["minutes", "timetable"]
    assert record.question_ids == (id_of(engine, "question", "Q2"), id_of(engine, "question", "Q1"))
    assert record.article.word_count == 21


def test_a_number_without_a_source_is_to_be_named(engine, weir):
    report = take(engine, weir)
    (cited,) = article(engine, "ladder").sources
    assert (cited.number, cited.source) == (4, None)
    assert "draft: The ladder was too short" in report.lines[-1]
    assert report.lines[-1].endswith("; sources to be named: [4]")


def test_an_article_is_published_knowingly(engine, weir):
    edit(weir / "articles.yaml", "slug: short-ladder", "status: published\n  unnamed_accepted: true")
    take(engine, weir)
    assert article(engine, "ladder").article.status is ArticleStatus.PUBLISHED


def test_the_order_and_names_of_files_do_not_matter(engine, weir):
    for number, name in enumerate(["articles", "questions", "claims", "sources", "topics", "campaigns"]):
        file = weir / f"{name}.yaml"
        (weir / f"{number}.yml").write_text(f"{name}:\n{file.read_text('utf-8')}", "utf-8")
        file.unlink()
    assert take(engine, weir).counts[Kind.ARTICLE].new == 2


def test_questions_in_two_files_lead_to_each_other(engine, write):
    first = write("1.yaml", "questions: [{id: A, question: Why A?, leads_to: [B]}]")
    second = write("2.yaml", "questions: [{id: B, question: Why B?, leads_to: [A]}]")
    take(engine, first, second)
    assert question(engine, "A").next_ids == (id_of(engine, "question", "B"),)
    assert question(engine, "B").next_ids == (id_of(engine, "question", "A"),)


def test_files_of_several_kinds_can_name_each_other(engine, write):
    first = write(
        "1.yaml",
        "sources: [{id: log, title: Log, publisher: Oddly Weir}]\n"
        "questions: [{id: Q, question: When?, claims: [c]}]\n",
    )
    evidence = "[{source: log, stance: context}]"
    second = write("2.yaml", f"claims: [{{id: c, text: Ding., rating: context, evidence: {evidence}}}]")
    take(engine, first, second)
    assert question(engine, "Q").claim_ids == (id_of(engine, "claim", "c"),)
    assert findings(engine) == []


def test_each_file_is_one_batch(engine, weir, monkeypatch):
    batches = []
    monkeypatch.setattr(engine, "commit", batches.append)
    take(engine, weir)
    assert len(batches) == 6
    assert [batch[-1].sql.split()[3] for batch in batches] == ["content"] * 5 + ["campaign"]


def test_records_in_the_database_can_be_named(engine, weir, write):
    take(engine, weir)
    slow = id_of(engine, "claim", "slow")
    file = write("more.yaml", f"questions: [{{id: Q9, question: More?, claims: [stopped, {slow}]}}]")
    take(engine, file)
    assert question(engine, "Q9").claim_ids == (id_of(engine, "claim", "stopped"), slow)


def test_the_same_files_have_the_same_addresses_on_every_machine(engine, weir):
    take(engine, weir)
    assert article(engine, "clock").article.id == "869d6a"


def test_progress_is_told_up_to_the_end(engine, weir):
    told = []
    import_paths(
        engine,
        [weir],
        publish=False,
        dry_run=False,
        by="the clerk",
        on_progress=lambda done, total: told.append((done, total)),
    )
    assert told == sorted(told)
    assert told[-1] == (100, 100)


def test_a_dry_run_writes_nothing(engine, weir):
    before = dump(engine)
    report = take(engine, weir, dry_run=True)
    assert dump(engine) == before
    assert report.counts[Kind.CLAIM].new == 2
    assert "this was a dry run; nothing was written" in report.lines


def test_a_listed_number_that_nothing_cites_is_worth_a_word(engine, weir):
    edit(weir / "articles.yaml", "questions: [Q2, Q1]", "  - {number: 9, source: minutes}\n  questions: [Q2]")
    (warning,) = take(engine, weir).warnings
    assert warning.endswith("articles.yaml:24: [9] is listed, but no passage cites it")


def test_html_in_a_text_is_only_text(engine, weir):
    edit(weir / "articles.yaml", "body: Little.", "body: <script>alert(1)</script> Little.")
    take(engine, weir)
    assert "<script>" not in article(engine, "clock").sections[1].body_html


# Again


def test_the_same_again_writes_nothing(engine, weir):
    take(engine, weir)
    before = dump(engine)
    report = take(engine, weir)
    assert dump(engine) == before
    assert report.counts[Kind.CLAIM] == Count(same=2)
    assert report.lines[0] == "topics: 1 as before"


def test_a_change_is_one_version_and_one_revision_more(engine, weir, monkeypatch):
    take(engine, weir)
    monkeypatch.setattr(clock, "stamp", lambda: LATER)
    edit(weir / "claims.yaml", "rating: context", "rating: disputed")
    report = take(engine, weir)
    assert report.counts[Kind.CLAIM] == Count(changed=1, same=1)
    assert report.counts[Kind.QUESTION] == Count(same=4)
    changed = claim(engine, "slow").claim
    assert (changed.version, changed.created_at, changed.updated_at) == (2, NOON, LATER)
    first, second = (
        revision for revision in all_revisions(engine.reader(), "claim") if revision.record_id == changed.id
    )
    assert (second.number, second.made_by, second.made_at) == (2, "the clerk", LATER)
    assert [json.loads(item.snapshot)["rating"] for item in (first, second)] == ["context", "disputed"]
    assert findings(engine) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "kind"),
    [
        ("topics.yaml", "the town of", "the fine town of", Kind.TOPIC),
        ("sources.yaml", "checked: true", "checked: false", Kind.SOURCE),
        ("claims.yaml", "locator: page 3", "locator: page 4", Kind.CLAIM),
        ("questions.yaml", "claims: [slow, stopped]", "claims: [stopped, slow]", Kind.QUESTION),
        ("questions.yaml", "leads_to: [Q1, Q1.1]", "leads_to: [Q1.1]", Kind.QUESTION),
        ("articles.yaml", "mention trains.", "mention any trains.", Kind.ARTICLE),
        ("articles.yaml", "[Q2, Q1]", "[Q1]", Kind.ARTICLE),
        ("campaigns.yaml", "baseline: 100", "baseline: 0", Kind.CAMPAIGN),
    ],
)
def test_only_what_has_changed_is_written(engine, weir, file, old, new, kind):
    take(engine, weir)
    edit(weir / file, old, new)
    report = take(engine, weir)
    assert {found for found, count in report.counts.items() if count.changed} == {kind}
    assert report.counts[kind].changed == 1
    assert findings(engine) == []
    assert take(engine, weir).counts[kind].changed == 0


def test_a_new_title_keeps_the_old_address(engine, weir):
    take(engine, weir)
    before = article(engine, "clock").article.url
    edit(weir / "articles.yaml", "because of slow trains", "because of an owl")
    take(engine, weir)
    assert article(engine, "clock").article.url == before


def test_an_article_that_does_not_say_its_status_keeps_it(engine, weir):
    take(engine, weir)
    edit(weir / "articles.yaml", "  status: published\n", "")
    edit(weir / "articles.yaml", "A ladder, mostly.", "A ladder, entirely.")
    take(engine, weir)
    assert article(engine, "clock").article.status is ArticleStatus.PUBLISHED


def test_the_edition_goes_up_only_with_what_it_counts(engine, weir):
    take(engine, weir)
    before = get_edition(engine.reader())
    take(engine, weir)
    assert get_edition(engine.reader()) == before
    edit(weir / "campaigns.yaml", "baseline: 100", "baseline: 0")
    take(engine, weir)
    after = get_edition(engine.reader())
    assert (after.content, after.campaign) == (before.content, before.campaign + 1)


def test_somebody_elses_edit_meanwhile_is_not_overwritten(engine, weir, monkeypatch):
    take(engine, weir)
    edit(weir / "sources.yaml", "checked: true", "checked: false")
    commit = engine.commit

    def commit_after_another(batch):
        monkeypatch.setattr(engine, "commit", commit)
        take(engine, weir)
        commit(batch)

    monkeypatch.setattr(engine, "commit", commit_after_another)
    with pytest.raises(ConflictError):
        take(engine, weir)


# Questions that ask the same


def test_a_question_asked_already_is_joined(engine, weir, write):
    take(engine, weir)
    report = take(engine, write("bare.yaml", "questions: [{question: 'when did the clock stop'}]"))
    assert report.counts[Kind.QUESTION] == Count(same=1)
    assert question(engine, "Q1").question.text == "When did the clock stop?"


def test_a_question_asked_already_under_another_name_keeps_its_own(engine, weir, write):
    take(engine, weir)
    text = "questions: [{id: other, question: How slow are the trains?, claims: [stopped]}]"
    take(engine, write("other.yaml", text))
    assert question(engine, "Q2").claim_ids == (id_of(engine, "claim", "stopped"),)


def test_a_bare_question_joins_one_written_in_full_elsewhere_in_the_import(engine, write):
    file = write(
        "questions.yaml",
        "[{question: Why?, next: [{question: How?}]}, {id: how, question: How?, short_answer: Slowly.}]",
    )
    assert take(engine, file).counts[Kind.QUESTION] == Count(new=2)
    assert question(engine, "how").question.short_answer == "Slowly."


# Content that is there


def test_a_file_of_the_older_format_is_taken_with_its_notes(engine, write):
    source = "{title: T, publisher: P, author: null, date: null, url: null, kind: news, language: en"
    sources = write(
        "sources.yaml",
        f"- {source}, id: seen, verified: true, matched_url: x, match_kind: own-page, url_check: seen}}\n"
        f"- {source}, id: mirror, verified: true, matched_url: x, match_kind: mirror, url_check: memory}}\n",
    )
    claims = write(
        "claims.yaml",
        """\
- id: c1
  text: The clock stopped.
  about: clock
  date: '1994-05-02'
  rating: supported
  questions: [Q1]
  sections: [S0]
  order: 1
  evidence:
    - {source: seen, stance: supports, locator: p. 3, note: It says so., verified: true}
    - {source: mirror, stance: supports, locator: p. 4, note: Again., verified: false}
  fact_confirmed: false
""",
    )
    questions = write(
        "questions.yaml",
        "- {id: Q1, question: When?, short_answer: In May., claims: [c1], next: [{id: Q1.1, question: Why?,"
        " short_answer: Nobody knows., claims: [c1], leads_to: [Q1]}]}",
    )
    take(engine, questions, claims, sources)
    assert {source.ref: source.checked for source in all_sources(engine.reader())} == {
        "seen": True,
        "mirror": False,
    }
    record = claim(engine, "c1")
    assert (record.claim.checked, [item.checked for item in record.evidence]) == (False, [True, False])
    assert question(engine, "Q1.1").next_ids == (id_of(engine, "question", "Q1"),)


def test_the_demo_content_is_taken_whole_and_once(engine):
    take(engine, DEMO)
    before = dump(engine)
    report = take(engine, DEMO)
    assert dump(engine) == before
    assert not any(count.new or count.changed for count in report.counts.values())
    assert report.warnings == ()
    assert findings(engine) == []


def test_the_example_in_the_documentation_is_taken(engine, tmp_path):
    page = (Path(__file__).parents[2] / "docs" / "content-files.md").read_text("utf-8")
    for block in page.split("```yaml\n# ")[1:]:
        name, text = block.split("\n", 1)
        if name.endswith(".yaml"):
            (tmp_path / name).write_text(text.split("```")[0], "utf-8")
    report = take(engine, tmp_path)
    assert [item.status for item in report.articles] == [ArticleStatus.PUBLISHED]


def test_thousands_of_claims_take_seconds(engine, write):
    sources = write("sources.yaml", "[{id: log, title: Log of the clock, publisher: Oddly Weir}]")
    claim = "- {{id: c-{0}, text: The clock struck {0} times., rating: supported, evidence: [{1}]}}\n"
    evidence = "{source: log, stance: supports}"
    claims = write("claims.yaml", "".join(claim.format(number, evidence) for number in range(2_000)))
    assert take(engine, sources, claims).counts[Kind.CLAIM] == Count(new=2_000)
    assert take(engine, sources, claims).counts[Kind.CLAIM] == Count(same=2_000)
