"""A question's screen as tests read and send it: its form with every field, as a browser would."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from werkzeug.test import TestResponse

from tests.staff import FormClient

HTMX = {"HX-Request": "true"}


@dataclass
class Form(HTMLParser):
    """The fields of the form `question-form`, by name, in their order; buttons by their value."""

    fields: list[tuple[str, str]] = field(default_factory=list)
    acts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._inside = False
        self._area: str | None = None
        self._select: str | None = None
        self._text = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attributes}
        if tag == "form":
            self._inside = found.get("id") == "question-form"
        if not self._inside:
            return
        name = found.get("name")
        if tag == "input" and name and "disabled" not in found:
            if found.get("type") not in ("checkbox", "radio") or "checked" in found:
                self.fields.append((name, found.get("value", "")))
        elif tag == "textarea":
            self._area, self._text = name, ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in found:
            self.fields.append((self._select, found["value"]))
        elif tag == "button" and name == "act":
            self.acts.append(found["value"])

    def handle_data(self, data: str) -> None:
        if self._area:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._area:
            self.fields.append((self._area, self._text.removeprefix("\n")))
            self._area = None
        elif tag == "select":
            self._select = None
        elif tag == "form":
            self._inside = False

    def data(self, **changes: Any) -> dict[str, Any]:
        """The form as it would be sent, some fields changed."""
        data: dict[str, Any] = {}
        for name, value in self.fields:
            data.setdefault(name, []).append(value)
        return data | {name.replace("__", "-"): value for name, value in changes.items()}

    def value(self, name: str) -> str:
        return next(value for each, value in self.fields if each == name)

    def values(self, name: str) -> list[str]:
        return [value for each, value in self.fields if each == name]


def form_of(page: str) -> Form:
    form = Form()
    form.feed(page)
    return form


def url_of(question_id: str) -> str:
    return f"/staff/questions/{question_id}"


def open_form(client: FormClient, question_id: str) -> Form:
    response = client.get(url_of(question_id))
    assert response.status_code == 200, response.text
    return form_of(response.text)


def act(client: FormClient, question_id: str, act: str = "save", **changes: Any) -> TestResponse:
    """Open the screen, change some fields, press a button."""
    form = open_form(client, question_id)
    return client.post(url_of(question_id), data=form.data(act=act, **changes))


def preview_of(page: str) -> str:
    """The HTML of the reader's fragment in the preview."""
    found = re.search(r'<p class="asked">.*?</p>\n(.*?)</section>', page, re.DOTALL)
    assert found, page
    return found[1]
