"""Sources in the newsroom: the list, finding one while typing, the form, what needs a look."""

from flask import Blueprint, Response, request

from factually_app.domain.differences import differences
from factually_app.domain.errors import ConflictError, FormError
from factually_app.domain.record import RecordStatus
from factually_app.domain.typed import TypedSource
from factually_app.formats.typed_records import typed_source, typed_source_item
from factually_app.operations.duplicates import Similar, similar_sources
from factually_app.operations.sources import add_source, change_source, restorable_source
from factually_app.store.record_lists import listed_sources
from factually_app.store.record_uses import uses_of_sources
from factually_app.store.source_checks import any_was_asked, find_check, sources_to_look_at
from factually_app.store.sources import get_source
from factually_app.web.pages import engine, page_number, reader, render, wants_fragment
from factually_app.web.staff.conflicts import what_others_changed
from factually_app.web.staff.offered import offered_sources, wish
from factually_app.web.staff.record_pages import PAGE, SOURCES, Place, asked_filter, go, place_of
from factually_app.web.staff.session import member
from factually_app.web.staff.typed_forms import form, seen_in, typed_source_in

bp = Blueprint("staff_sources", __name__, url_prefix="/staff/sources")


@bp.get("")
def index() -> Response:
    """List sources: what was typed and chosen narrows them."""
    db, wanted, number = reader(), asked_filter(), page_number()
    found = listed_sources(db, wanted, limit=PAGE + 1, offset=PAGE * (number - 1))
    sources = found[:PAGE]
    return render(
        page="staff/sources/index.html",
        fragment="staff/sources/_list.html",
        sources=sources,
        uses=uses_of_sources(db, [source.id for source in sources]),
        wanted=wanted,
        number=number,
        has_more=len(found) > PAGE,
    )


@bp.get("/find")
def find() -> Response:
    """Offer sources for what was typed: none that is retired."""
    asked = wish()
    return render(
        page="staff/sources/found.html",
        fragment="staff/sources/_found.html",
        found=offered_sources(reader(), asked.typed),
        wish=asked,
    )


@bp.get("/similar")
def similar() -> Response:
    """Show what is like the source that somebody is typing, so that none is entered twice."""
    typed = typed_source_in(request.args)
    return render(
        page="staff/sources/_similar.html",
        similar=similar_sources(engine(), typed, but=request.args.get("but", "")),
        typed=typed,
        in_place=request.args.get("in_place"),
    )


@bp.get("/check")
def check() -> Response:
    """Show which sources nobody read, whose links are dead, which have no archived copy."""
    looked_at = sources_to_look_at(reader())
    return render(
        page="staff/sources/check.html",
        was_asked=any_was_asked(reader()),
        dead=[each for each in looked_at if each.check and each.check.outcome != "found"],
        unchecked=[each for each in looked_at if not each.source.checked],
        unarchived=[each for each in looked_at if not each.source.archive_address],
    )


@bp.get("/new")
def new() -> Response:
    """Show an empty form, as a page or in the place that asked for it."""
    return _form(TypedSource(), in_place=request.args.get("in_place", ""))


@bp.post("")
def add() -> Response:
    """Keep a new source as a draft."""
    typed, in_place = typed_source_in(form()), form().get("in_place", "")
    try:
        made = add_source(engine(), member(), typed)
    except FormError as error:
        return _form(typed, problems=error.problems, in_place=in_place)
    if not wants_fragment():
        return go(f"{SOURCES.path}/{made.id}", "added")
    found = offered_sources(engine().reader(), "", ids=[made.id])
    asked = wish(in_place)
    return render(
        page="staff/sources/found.html", fragment="staff/sources/_added.html", found=found, wish=asked
    )


@bp.get("/<public_id:source_id>")
def show(source_id: str) -> Response:
    """Show a source in its form, as it is or as a version of it was, and where it is used."""
    source = get_source(reader(), source_id)
    version = request.args.get("version", "")
    is_number = version.isascii() and version.isdigit() and len(version) < 7
    typed = restorable_source(engine(), source_id, int(version)) if is_number else typed_source(source)
    return _form(typed, source_id=source_id, seen=source.version)


@bp.post("/<public_id:source_id>")
def change(source_id: str) -> Response:
    """Keep the next version; what cannot be kept, or meets another change, stays in the form."""
    said, typed = form(), typed_source_in(form())
    seen = seen_in(said)
    try:
        kept = change_source(engine(), member(), source_id, typed, seen=seen, note=said.get("note", ""))
    except FormError as error:
        return _form(typed, source_id=source_id, seen=seen, problems=error.problems)
    except ConflictError:
        return _conflict(source_id, typed, seen)
    return go(f"{SOURCES.path}/{source_id}", "saved" if kept.version > seen else "unchanged")


def _conflict(source_id: str, typed: TypedSource, seen: int) -> Response:
    """Show what somebody else changed, what differs from it in what was typed, and the form with that."""
    now, yours = SOURCES.item(engine(), source_id), typed_source_item(typed)
    here = {key: value for key, value in now.items() if key in yours}
    response = _form(
        typed,
        source_id=source_id,
        seen=get_source(reader(), source_id).version,
        theirs=what_others_changed("source", source_id, seen, now),
        yours=differences(here, yours),
    )
    response.status_code = 409
    return response


def _form(
    typed: TypedSource,
    *,
    source_id: str = "",
    seen: int = 0,
    problems: dict[str, str] | None = None,
    in_place: str = "",
    **more: object,
) -> Response:
    place = place_of(SOURCES, source_id) if source_id else None
    response = render(
        page="staff/sources/show.html" if place else "staff/sources/new.html",
        fragment="staff/sources/_form.html",
        place=place,
        typed=typed,
        seen=seen,
        problems=problems or {},
        in_place=in_place,
        said=form(),
        similar=similar_sources(engine(), typed, but=source_id) if _is_new(place) else Similar(),
        check=find_check(reader(), source_id) if source_id else None,
        **more,
    )
    response.status_code = 422 if problems else 200
    return response


def _is_new(place: Place | None) -> bool:
    """Say whether a source is no more than a draft, which another one may stand for yet."""
    return place is None or place.record.status is RecordStatus.DRAFT
