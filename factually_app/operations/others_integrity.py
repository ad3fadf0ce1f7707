"""Checking the claims of others and the index of words, and deriving anew what follows from them."""

from collections.abc import Iterator
from itertools import islice

from factually_app.domain.others_claim import OthersClaim, others_claim_id
from factually_app.domain.stems import added_stems
from factually_app.store.connections import DatabaseFault
from factually_app.store.engine import Engine
from factually_app.store.others_claims import all_others_claims, set_stems
from factually_app.store.word_index import index_anew, outdated_stems, stem_anew, verify_index

_PIECE = 2_000


def others_findings(engine: Engine) -> Iterator[str]:
    """Yield everything that is wrong with claims of others."""
    for claim in all_others_claims(engine.reader()):
        if claim.id != _id(claim):
            yield f"the claim of others {claim.id} has another id than its words give"
        if claim.stems != _stems(claim):
            yield f"the claim of others {claim.id} is found by other stems than its words give"


def stem_all_anew(engine: Engine) -> int:
    """Make all stems anew, and the index where it is wrong; return how many claims of others changed."""
    claims = all_others_claims(engine.reader())
    wrong = ((claim.id, stems) for claim in claims if claim.stems != (stems := _stems(claim)))
    changed = 0
    while piece := list(islice(wrong, _PIECE)):
        engine.commit([set_stems(claim_id, stems) for claim_id, stems in piece])
        changed += len(piece)
    if numbers := outdated_stems(engine.reader()):
        engine.commit([stem_anew(number) for number in numbers])
    if list(index_findings(engine)):
        engine.commit([index_anew()])
    return changed


def index_findings(engine: Engine) -> Iterator[str]:
    """Let FTS5 hold the index against the texts of all records."""
    try:
        engine.commit([verify_index()])
    except DatabaseFault:
        yield "the index of words is not what the records say; `factually rebuild` makes it anew"


def _id(claim: OthersClaim) -> str:
    return others_claim_id(publisher=claim.publisher, ref=claim.ref, address=claim.address, text=claim.text)


def _stems(claim: OthersClaim) -> str:
    return added_stems(claim.words, said=claim.language)
