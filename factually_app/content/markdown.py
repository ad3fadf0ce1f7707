"""Markdown: the newsroom's text becomes the HTML that readers see, clean by construction.

What has no tag on our pages (headings, images, code, rules, HTML) is shown as it was typed,
so that no word is ever lost.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape, unescape

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock, list_block
from markdown_it.rules_block.list import skipOrderedListMarker
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from factually_app.content.citations import citations
from factually_app.content.plain import plain_text
from factually_app.content.sanitize import MOST_TAGS, clean_html, is_safe_href
from factually_app.domain.errors import UnreadableTextError

LONGEST = 100_000
DEEPEST = 20
"""Quotations inside each other; markdown-it reads no deeper."""

# `reference` hides its line; `entity` would bring in characters that plain text refuses.
_NOT_OURS = [
    *("code", "fence", "heading", "hr", "html_block", "lheading", "reference"),
    *("entity", "html_inline", "image"),
]

_QUOTED = re.compile(r"^[ \t]*>[ \t>]*", re.MULTILINE)
_TYPED_TAG = re.compile(r"</?[A-Za-z]")
_CITED = re.compile(r"<cite>[^<]*</cite>")
_INLINE_TAG = re.compile(r"</?(?:a|em|strong)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")


def render_markdown(text: str) -> str:
    """Return `text` as clean HTML; only a citation such as `[3]` becomes a `<cite>`.

    Raises UnreadableTextError when the text is too large, too deeply nested, or holds
    what no text may hold.
    """
    env: EnvType = {}
    text = plain_text(text, limit=LONGEST)
    require_shallow(text)
    tokens = _MARKDOWN.parse(text, env)
    if any(token.nesting + token.level >= _MARKDOWN.options.maxNesting for token in tokens):
        # Markdown-it stops reading at this depth without a word, and the rest would be lost.
        raise UnreadableTextError("the text nests lists and quotations too deeply")
    return clean_html(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, env))


def require_shallow(text: str) -> None:
    """Raise UnreadableTextError for more quotations inside each other, or typed tags, than anybody writes.

    It is one look at the text: what takes longer than that comes after it.
    """
    if any(found[0].count(">") > DEEPEST for found in _QUOTED.finditer(text)):
        raise UnreadableTextError(f"the text nests quotations more than {DEEPEST} deep")
    if (tags := len(_TYPED_TAG.findall(text))) > MOST_TAGS:
        raise UnreadableTextError(f"the text holds {tags:,} tags; {MOST_TAGS:,} is the most")


def words_of(html: str) -> int:
    """Return how many words there are to read in clean HTML; citations are not read."""
    return sum(1 for word in text_of(html).split() if any(char.isalnum() for char in word))


def text_of(html: str) -> str:
    """Return clean HTML as plain text in one line, without its citations."""
    return " ".join(unescape(_TAG.sub(" ", _INLINE_TAG.sub("", _CITED.sub(" ", html)))).split())


class _Newsroom(MarkdownIt):
    """Markdown-it which leaves a link that we would not keep as the text that it is."""

    def validateLink(self, url: str) -> bool:
        return is_safe_href(url)


def _newsroom_markdown() -> MarkdownIt:
    md = _Newsroom("commonmark", {"html": False}).disable(_NOT_OURS).use(citations)
    alternatives = {"alt": ["paragraph", "reference", "blockquote"]}
    md.block.ruler.at("list", _list_from_one, alternatives)  # type: ignore[arg-type]
    md.core.ruler.after("inline", "link_titles", _show_link_titles)
    md.add_render_rule("code_inline", _code_as_typed)
    return md


def _list_from_one(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Read a list, unless its first number is not 1: `1945. The war ended` is a sentence."""
    marker_end = skipOrderedListMarker(state, line)
    opens_list = state.sCount[line] >= state.blkIndent  # else it goes on with the list around it
    if marker_end >= 0 and opens_list:
        start = state.bMarks[line] + state.tShift[line]
        if int(state.src[start : marker_end - 1]) != 1:
            return False
    return list_block(state, line, end, silent)


def _show_link_titles(state: StateCore) -> None:
    """Write the title of a link behind its words; as an attribute it would be dropped."""
    for token in state.tokens:
        if token.children:
            token.children = list(_with_titles(token.children))


def _with_titles(tokens: Iterable[Token]) -> Iterator[Token]:
    titles: list[str] = []
    for token in tokens:
        if token.type == "link_open":
            titles.append(str(token.attrs.pop("title", "")))
        if token.type == "link_close" and (title := titles.pop()):
            yield Token("text", "", 0, content=f" ({title})", level=token.level)
        yield token


def _code_as_typed(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType
) -> str:
    token = tokens[index]
    return escape(f"{token.markup}{token.content}{token.markup}", quote=False)


_MARKDOWN = _newsroom_markdown()
