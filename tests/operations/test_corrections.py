"""Giving a notice: about what readers see, with its audit row, answering a report with it"""

import pytest

from factually_app.domain.article import Article, ArticleStatus
from factually_app.domain.claim import Claim
from factually_app.domain.correction import CorrectionKind
from factually_app.domain.errors import ConflictError, FormError
from factually_app.domain.letter import LetterKind, LetterState
from factually_app.domain.record import RecordStatus
from factually_app.operations.corrections import AnsweredLetter, issue_correction
from factually_app.operations.followed_letters import followed_letter
from factually_app.operations.letters import decline_letter
from factually_app.operations.notices import Notice
from factually_app.store.audit import newest_entries
from factually_app.store.claims import claims_answering
from factually_app.store.corrections import all_corrections, corrections_of_article, get_correction
from factually_app.store.edition import get_edition
from factually_app.store.engine import Engine
from tests.factories import Newsroom
from tests.letters import WRONG, a_letter
from tests.staff import EDDA

NOTICE = Notice(CorrectionKind.CORRECTION, now="It was two.", was="It was noon.", place="Part 1")


@pytest.fixture
def newsroom(engine: Engine) -> Newsroom:
    return Newsroom(engine)


@pytest.fixture
def claim(newsroom: Newsroom) -> Claim:
    return newsroom.claim()


@pytest.fixture
def article(newsroom: Newsroom, claim: Claim) -> Article:
    return newsroom.article(newsroom.topic(), summary="", bodies=("It stopped.",), claims=[claim])


def test_a_notice_is_kept_with_who_gave_it(engine: Engine, article: Article) -> None:
    before = get_edition(engine.reader()).content
    given = issue_correction(engine, EDDA, NOTICE, article_id=article.id)
    kept = get_correction(engine.reader(), given.id)
    assert (kept.was, kept.now, kept.place, kept.made_by) == ("It was noon.", "It was two.", "Part 1", "Edda")
    entry = newest_entries(engine.reader(), limit=1)[0]
    assert (entry.action, entry.kind, entry.record_id) == ("issue_correction", "correction", given.id)
    assert get_edition(engine.reader()).content == before + 1


def test_one_about_a_claim_shows_on_what_rests_on_it(
    engine: Engine, newsroom: Newsroom, article: Article, claim: Claim
) -> None:
    question = newsroom.question("When did it stop?", claims=[claim])
    given = issue_correction(engine, EDDA, NOTICE, claim_id=claim.id)
    assert corrections_of_article(engine.reader(), article.id) == [given]
    (answering,) = claims_answering(engine.reader(), [question.id])[question.id]
    assert answering.notice
    assert (answering.notice.kind, answering.notice.made_on) == (given.kind, given.made_on)


@pytest.mark.parametrize(
    ("notice", "field"),
    [
        (Notice(CorrectionKind.CORRECTION, now="", was="x"), "now"),
        (Notice(CorrectionKind.CORRECTION, now="x", was=" "), "was"),
        (Notice(CorrectionKind.UPDATE, now="x" * 2_001), "now"),
        (Notice(CorrectionKind.UPDATE, now="x", was="a\x00"), "was"),
        (Notice(CorrectionKind.UPDATE, now="x", place="a\x1b"), "place"),
        (Notice(CorrectionKind.RETRACTION, now="x"), "kind"),
    ],
)
def test_what_is_missing_is_said_at_its_field(
    engine: Engine, article: Article, notice: Notice, field: str
) -> None:
    with pytest.raises(FormError) as raised:
        issue_correction(engine, EDDA, notice, article_id=article.id)
    assert list(raised.value.problems) == [field]
    assert list(all_corrections(engine.reader())) == []


def test_only_what_readers_see_is_corrected(engine: Engine, newsroom: Newsroom, article: Article) -> None:
    draft = newsroom.article(article.topic, "Unwritten", summary="", bodies=(), status=ArticleStatus.DRAFT)
    unseen = newsroom.claim("The bell cracked.", status=RecordStatus.DRAFT)
    for about in ({"article_id": draft.id}, {"claim_id": unseen.id}, {"claim_id": "abcdef"}, {}):
        with pytest.raises(FormError) as raised:
            issue_correction(engine, EDDA, NOTICE, **about)
        assert list(raised.value.problems) == ["about"]


def test_a_claim_record_may_be_taken_back(engine: Engine, claim: Claim) -> None:
    notice = Notice(CorrectionKind.RETRACTION, now="The log was of another tower.")
    assert issue_correction(engine, EDDA, notice, claim_id=claim.id).claim_id == claim.id


def test_a_report_is_answered_in_the_same_batch(engine: Engine, article: Article) -> None:
    report = a_letter(engine, WRONG, kind=LetterKind.REPORT, page=article.url)
    answers = AnsweredLetter(report.id, 1)
    given = issue_correction(engine, EDDA, NOTICE, article_id=article.id, answers=answers)
    followed = followed_letter(engine, LetterKind.REPORT, WRONG)
    assert (followed.stands, followed.correction) == (LetterState.ANSWERED, given)
    actions = [entry.action for entry in newest_entries(engine.reader(), limit=2)]
    assert actions == ["answer_letter", "issue_correction"]


def test_no_notice_is_given_when_the_report_changed_meanwhile(engine: Engine, article: Article) -> None:
    report = a_letter(engine, WRONG, kind=LetterKind.REPORT)
    decline_letter(engine, EDDA, report.id, "It is right.", seen=1)
    with pytest.raises(ConflictError):
        issue_correction(engine, EDDA, NOTICE, article_id=article.id, answers=AnsweredLetter(report.id, 1))
    assert list(all_corrections(engine.reader())) == []
