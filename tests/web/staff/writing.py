"""Writing an article by its form, as a browser sends it: what the page holds, changed where the test says."""

import re
from html.parser import HTMLParser
from typing import Any

from werkzeug.test import TestResponse

from tests.staff import FormClient

Fields = dict[str, Any]


class _Form(HTMLParser):
    """Reads the fields of one form of a page as a browser would send them, without its buttons."""

    def __init__(self, form_id: str) -> None:
        super().__init__(convert_charrefs=True)
        self.fields: Fields = {}
        self.buttons: list[str] = []
        self._form_id = form_id
        self._inside = False
        self._area: str | None = None
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = said.get("id") == self._form_id
        if not self._inside:
            return
        if tag == "input" and (said.get("type") != "checkbox" or "checked" in said):
            self._add(said.get("name", ""), said.get("value", ""))
        if tag == "textarea":
            self._area = said["name"]
            self.fields[said["name"]] = ""
        if tag == "select":
            self._select = said["name"]
        if tag == "option" and self._select and ("selected" in said or self._select not in self.fields):
            self.fields[self._select] = said.get("value", "")
        if tag == "button" and "disabled" not in said:
            self.buttons.append(said.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        if tag == "textarea" and self._area:
            self.fields[self._area] = self.fields[self._area].removeprefix("\n")
            self._area = None
        if tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._area:
            self.fields[self._area] += data

    def _add(self, name: str, value: str) -> None:
        if name in ("", "form_word"):
            return
        if name in self.fields:
            kept = self.fields[name]
            self.fields[name] = [*(kept if isinstance(kept, list) else [kept]), value]
        else:
            self.fields[name] = value


def form_of(page: str, form_id: str = "article-form") -> Fields:
    """Return the fields of a form as a browser would send them."""
    return read_form(page, form_id).fields


def read_form(page: str, form_id: str = "article-form") -> _Form:
    form = _Form(form_id)
    form.feed(page)
    return form


class Writing:
    """One tab in which one member writes one article."""

    def __init__(self, browser: FormClient, article_id: str) -> None:
        self.browser = browser
        self.path = f"/staff/articles/{article_id}"
        self.fields = form_of(browser.get(self.path).text)

    def press(self, do: str, **typed: Any) -> TestResponse:
        """Type into fields (underscores twice for a dash), press a button, and look at what comes back."""
        self.type(**typed)
        response = self.browser.send(self.path, data={**self.fields, "do": do})
        if response.status_code == 303 and response.headers["Location"].startswith(self.path + "?"):
            self.fields = form_of(self.browser.get(self.path).text)
        elif fields := form_of(response.text):
            self.fields = fields
        return response

    def type(self, **typed: Any) -> None:
        self.fields |= {name.replace("__", "-"): text for name, text in typed.items()}

    def save(self, **typed: Any) -> TestResponse:
        return self.press("save", **typed)

    def by_itself(self, **typed: Any) -> TestResponse:
        """Save as the page does while somebody types; only the fragment comes back."""
        self.type(**typed)
        headers = {"HX-Request": "true"}
        response = self.browser.send(self.path, data={**self.fields, "by_itself": "yes"}, headers=headers)
        if found := re.search(r'name="version" value="(-?\d+)"', response.text):
            self.fields["version"] = found[1]
        return response

    def step(self, name: str, **said: Any) -> TestResponse:
        """Take a step on the page of the review, at the version it shows."""
        page = self.browser.get(f"{self.path}/review").text
        version = re.search(r'name="version" value="(\d+)"', page)
        data = {"version": version[1] if version else "0"}
        data |= {field.replace("__", "-"): text for field, text in said.items()}
        return self.browser.send(f"{self.path}/{name}", data=data)
