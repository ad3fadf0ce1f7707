"""The parts of the site: each brings its own addresses."""

from factually_app.web import (
    api,
    api_match,
    articles,
    claims,
    corrections,
    demo,
    followed_letters,
    handover,
    health,
    ledger,
    letters,
    metrics,
    preview,
    questions,
    search,
    search_api,
    sources,
    support,
    thanks,
    thanks_wall,
    webhooks,
)
from factually_app.web.staff import (
    account,
    article_list,
    article_preview,
    article_steps,
    audit,
    desk,
    members,
    paste,
    preview_links,
    question_editor,
    question_steps,
    revisions,
    second_factor,
    set_up_factor,
    sign_in,
    topics,
    welcome,
)
from factually_app.web.staff import articles as staff_articles
from factually_app.web.staff import campaign as staff_campaign
from factually_app.web.staff import claims as staff_claims
from factually_app.web.staff import corrections as staff_corrections
from factually_app.web.staff import letters as staff_letters
from factually_app.web.staff import merging as staff_merging
from factually_app.web.staff import questions as staff_questions
from factually_app.web.staff import records as staff_records
from factually_app.web.staff import sources as staff_sources
from factually_app.web.staff import supporters as staff_supporters
from factually_app.web.staff import wall as staff_wall

PARTS = (
    articles,
    questions,
    claims,
    sources,
    search,
    search_api,
    support,
    handover,
    thanks,
    thanks_wall,
    ledger,
    demo,
    api,
    api_match,
    health,
    metrics,
    webhooks,
    letters,
    followed_letters,
    corrections,
    sign_in,
    welcome,
    second_factor,
    set_up_factor,
    account,
    members,
    audit,
    desk,
    staff_campaign,
    staff_supporters,
    staff_wall,
    staff_claims,
    staff_sources,
    staff_records,
    staff_merging,
    # articles as they are written
    article_list,
    staff_articles,
    article_preview,
    article_steps,
    revisions,
    preview_links,
    topics,
    paste,
    preview,
    staff_questions,
    question_editor,
    question_steps,
    staff_letters,
    staff_corrections,
)
