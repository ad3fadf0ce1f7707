"""The sanitiser: the one place where HTML is made harmless, and the only home of bleach.

bleach is deprecated upstream. It stays behind the one function `clean_html`, so that it can
be replaced in a day; the Content-Security-Policy is the wall behind this one. Raise
POLICY_VERSION with every change of what gets through: kept HTML is then derived again.
"""

import html as entities
import re

from factually_app.content.plain import plain_text
from factually_app.domain.errors import UnreadableTextError
from factually_app.late import late

_bleach = late("bleach")

POLICY_VERSION = 1

TAGS = frozenset({"p", "br", "em", "strong", "ul", "ol", "li", "blockquote", "a", "cite"})

# bleach takes time quadratic in each of these; within the bounds it takes a blink.
MOST_BYTES = 100 * 1024
MOST_TAGS = 2_000
MOST_ATTRIBUTES = 20
MOST_ENTITIES = 10_000
DEEPEST = 200

_SAFE_HREF = re.compile(
    r"""\A(?:https?://[^\s\\`<>"\x00-\x20\x7f]+
        |mailto:[^\s\\`<>"\x00-\x20\x7f]+
        |/(?![/\\])[^\s\\`<>"\x00-\x20\x7f]*
        |\#[A-Za-z0-9_\-]*)\Z""",
    re.IGNORECASE | re.VERBOSE,
)

_ATTRIBUTE = r"""\s+([a-zA-Z_:][-\w:.]*)(?:=(?:"[^"<>]*"|'[^'<>]*'|[^\s"'=<>`]+))?"""
_TAG = re.compile(rf"<(/?)([a-zA-Z][-a-zA-Z0-9]*)((?:{_ATTRIBUTE})*)\s*/?>", re.ASCII)
_ATTRIBUTES = re.compile(_ATTRIBUTE, re.ASCII)

_NO_TAG = re.compile("<(?!!--)")

_MOST_PASSES = 5


def clean_html(html: str) -> str:
    """Return `html` with nothing in it but the tags of TAGS and safe links.

    Cleaning again changes nothing. Raises UnreadableTextError for what is too large to
    clean in good time, or never comes to rest.
    """
    html = plain_text(html, limit=MOST_BYTES)
    for _ in range(_MOST_PASSES):
        cleaned = _clean_once(html)
        if cleaned == html:
            return cleaned
        html = cleaned
    raise UnreadableTextError("the HTML is nested so badly that it cannot be cleaned")


def is_safe_href(href: str) -> bool:
    """Tell whether a link may lead there: the web, mail, a page of this site or a place on it.

    Decoded first, for a browser decodes too: `/&#47;evil.example` is not a page of this site.
    """
    return bool(_SAFE_HREF.match(href) and _SAFE_HREF.match(entities.unescape(href)))


def _clean_once(html: str) -> str:
    _check_size(html)
    cleaned: str = _bleach().clean(
        _only_whole_tags(html),
        tags=TAGS,
        attributes=_allow_attribute,
        protocols={"http", "https", "mailto"},
        strip=True,
        strip_comments=True,
    )
    return cleaned


def _allow_attribute(tag: str, name: str, value: str) -> bool:
    return tag == "a" and name == "href" and is_safe_href(value)


def _check_size(html: str) -> None:
    counts = {
        "bytes": (len(html.encode()), MOST_BYTES),
        "tags": (html.count("<"), MOST_TAGS),
        "entities": (html.count("&"), MOST_ENTITIES),
    }
    for what, (count, most) in counts.items():
        if count > most:
            raise UnreadableTextError(f"the HTML holds {count:,} {what}; {most:,} is the most")


def _only_whole_tags(html: str) -> str:
    """Turn every `<` that opens neither a well-formed tag nor a comment into text.

    Parsers disagree about where a broken tag ends; after this there is none to disagree
    about, and the attributes of each tag can be counted.
    """
    pieces, end, depth = [], 0, 0
    for tag in _TAG.finditer(html):
        depth += _step(tag)
        if depth > DEEPEST:
            raise UnreadableTextError(f"the HTML is nested more than {DEEPEST} deep")
        pieces += [_NO_TAG.sub("&lt;", html[end : tag.start()]), tag[0]]
        end = tag.end()
    return "".join([*pieces, _NO_TAG.sub("&lt;", html[end:])])


def _step(tag: re.Match[str]) -> int:
    """Return by how much a tag deepens the nesting, having counted its attributes."""
    closing, name, attributes = tag[1], tag[2].lower(), tag[3]
    count = sum(1 for _ in _ATTRIBUTES.finditer(attributes))
    if count > MOST_ATTRIBUTES:
        raise UnreadableTextError(f"a tag has {count} attributes; {MOST_ATTRIBUTES} is the most")
    return 0 if name == "br" else -1 if closing else 1
