"""The forms of a page as a browser would send them: where to, and every field with what stands in it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

TYPED = ("text", "search", "email", "password", "textarea", "date", "datetime-local", "url", "number", "")
"""Types of fields into which anybody may type what they like."""


@dataclass
class Field:
    """A field by its type (`textarea` and `select` are types here) and what it says."""

    name: str
    type: str
    value: str

    @property
    def is_typed(self) -> bool:
        return self.type in TYPED


@dataclass
class PostedForm:
    """A form that is posted, and the buttons in it that send it elsewhere or say something."""

    action: str
    fields: list[Field] = field(default_factory=list)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)

    def data(self) -> dict[str, str | list[str]]:
        """Return what a browser would send, the first button pressed."""
        found: dict[str, str | list[str]] = {}
        for each in self.fields:
            found.setdefault(each.name, each.value)
        return found


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[PostedForm] = []
        self._open: PostedForm | None = None
        self._area: Field | None = None
        self._select: Field | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attributes}
        if tag == "form" and said.get("method") == "post":
            self._open = PostedForm(said.get("action", ""))
            self.forms.append(self._open)
        if self._open is None or "disabled" in said:
            return
        name = said.get("name", "")
        if tag == "input" and name and (said.get("type") not in ("radio", "checkbox") or "checked" in said):
            kind = "readonly" if "readonly" in said else said.get("type", "")
            self._open.fields.append(Field(name, kind, said.get("value", "")))
        elif tag == "textarea":
            self._area = Field(name, tag, "")
            self._open.fields.append(self._area)
        elif tag == "select":
            self._select = Field(name, tag, "")
            self._open.fields.append(self._select)
        elif tag == "option" and self._select and ("selected" in said or not self._select.value):
            self._select.value = said.get("value", "")
        elif tag == "button":
            self._open.buttons.append((name, said.get("value", ""), said.get("formaction", "")))

    def handle_data(self, data: str) -> None:
        if self._area:
            self._area.value += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "textarea" and self._area:
            self._area.value = self._area.value.removeprefix("\n")
            self._area = None
        elif tag == "select":
            self._select = None


def forms_on(page: str) -> Iterator[PostedForm]:
    """Yield the forms of a page that are posted."""
    found = _Page()
    found.feed(page)
    yield from found.forms
