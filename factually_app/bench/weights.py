"""How many bytes pages may have: budgets that the tests hold and `factually bench size` tells."""

import re

GOAL = 14_600
"""Ten packets of the network, which a server may send unasked: what reading needs comes in them."""

ARTICLE_AND_SHEETS = 17_800
"""The check that comes with Factually, by brotli, with the sheets it links. See docs/decisions/0013."""

FIRST_VIEW = 40_000
"""That and everything else that its page has a browser fetch."""


def of_one_campaign(page: str) -> str:
    """Return a page as any run has it: the campaign's id, another each time, is worth up to 70 bytes."""
    return re.sub('data-campaign="[0-9a-f]+"', 'data-campaign="1f2e3d"', page)
