"""Reading rendered HTML with another parser than the one that made it harmless."""

import re
from html.parser import HTMLParser

import pytest

TAGS = {"p", "br", "em", "strong", "ul", "ol", "li", "blockquote", "a", "cite"}
SAFE_HREF = re.compile(r"(?:(?:https?://|mailto:|/(?![/\\])|#)[^\s\\<>\"`\x00-\x1f]*)\Z", re.I)


class HtmlReader(HTMLParser):
    """Collects the text, the links, and whatever has no place on our pages."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.faults, self.links, self.pieces = [], [], []
        self.feed(html)
        self.close()

    @property
    def text(self):
        return "".join(self.pieces)

    def handle_starttag(self, tag, attrs):
        self.faults += [] if tag in TAGS else [tag]
        for name, value in attrs:
            self.links.append(value)
            if (tag, name) != ("a", "href") or not SAFE_HREF.match(value or ""):
                self.faults.append(f"{tag} {name}={value}")

    def handle_endtag(self, tag):
        self.faults += [] if tag in TAGS else [f"/{tag}"]

    def handle_data(self, data):
        self.pieces.append(data)

    def handle_comment(self, data):
        self.faults.append(f"comment {data}")

    def handle_decl(self, decl):
        self.faults.append(f"declaration {decl}")

    def handle_pi(self, data):
        self.faults.append(f"instruction {data}")

    def unknown_decl(self, data):
        self.faults.append(f"unknown declaration {data}")


@pytest.fixture(scope="session")
def read_html():
    return HtmlReader
