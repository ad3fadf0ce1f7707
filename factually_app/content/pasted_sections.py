"""The numbered sections of a pasted page: which numbered lines are headings, which list items."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factually_app.content.pasted_lines import Line

_NUMBERED = re.compile(
    r"(?P<decoration>#{1,6}\s+)?(?P<bold>\*\*|__)?(?P<number>[0-9]{1,2})(?P<mark>[.)])(?:\*\*|__)?"
    r"\s+(?P<text>\S.*)"
)
_SPACED_DASH = re.compile(r"\s+[—–]\s+")
_SENTENCE = re.compile(r"[.;,:…\]]\Z")

_LONGEST_HEADING = 200
_WIDEST_HOLE = 5


@dataclass(frozen=True)
class NumberedLine:
    """A line such as `2. Who pays for the tower`, and where among the lines it stands."""

    position: int
    line: Line
    number: int
    text: str
    mark: str
    decorated: bool

    @property
    def style(self) -> tuple[str, bool, bool]:
        """What all headings of one page have in common."""
        return self.mark, self.decorated, self.line.indented

    @property
    def heading_and_subtitle(self) -> tuple[str, str]:
        """The heading, and the subtitle that stands after a dash with spaces around it."""
        heading, *subtitle = _SPACED_DASH.split(self.text, maxsplit=1)
        return heading, "".join(subtitle)


@dataclass(frozen=True)
class Hole:
    """The line of a section whose predecessor is not there."""

    line: Line
    message: str


def find_headings(lines: Sequence[Line]) -> tuple[tuple[NumberedLine, ...], tuple[Hole, ...]]:
    """Return the headings among `lines`, whose numbers run 1, 2, 3, and the holes between them.

    A line with the next number can still be an item of a list inside a section: what stands
    around it decides.
    """
    numbered = tuple(_numbered_lines(lines))
    last = {(this.style, this.number): at for at, this in enumerate(numbered)}
    headings: list[NumberedLine] = []
    holes: list[Hole] = []
    for at, this in enumerate(numbered):
        place = _Place(numbered, at, last, headings[0] if headings else None, _latest(headings))
        if place.is_next_heading:
            headings.append(this)
        elif place.leaves_hole:
            holes.append(Hole(this.line, _missing(place.expected, this.number)))
            headings.append(this)
    return tuple(headings), tuple(holes)


def _numbered_lines(lines: Sequence[Line]) -> Iterator[NumberedLine]:
    for position, line in enumerate(lines):
        if found := _NUMBERED.fullmatch(line.text):
            decorated = bool(found["decoration"] or found["bold"])
            text = found["text"].removesuffix(found["bold"] or "").rstrip()
            number = int(found["number"])
            yield NumberedLine(position, line, number, text, found["mark"], decorated)


def _missing(first: int, found: int) -> str:
    numbers = [str(number) for number in range(first, found)]
    which = f"section {numbers[0]} is" if len(numbers) == 1 else f"sections {', '.join(numbers)} are"
    return f"{which} missing before section {found}"


def _latest(headings: list[NumberedLine]) -> NumberedLine | None:
    return headings[-1] if headings else None


@dataclass(frozen=True)
class _Place:
    """A numbered line among the others, when the headings before it are known."""

    numbered: tuple[NumberedLine, ...]
    at: int
    last: dict[tuple[tuple[str, bool, bool], int], int]
    first_heading: NumberedLine | None
    latest_heading: NumberedLine | None

    @property
    def this(self) -> NumberedLine:
        return self.numbered[self.at]

    @property
    def expected(self) -> int:
        return self.latest_heading.number + 1 if self.latest_heading else 1

    @property
    def is_next_heading(self) -> bool:
        return self.this.number == self.expected and not self._is_item

    @property
    def leaves_hole(self) -> bool:
        """Tell whether the line can only be a heading, and those before it are missing."""
        this = self.this
        too_far = not self.expected < this.number <= self.expected + _WIDEST_HOLE
        in_list = self._continues_list or self._list_goes_on or self._follows_directly
        if too_far or in_list or self._comes_later(self.expected):
            return False
        same_style = not self.first_heading or self.first_heading.style == this.style
        return same_style and len(this.text) <= _LONGEST_HEADING and not _SENTENCE.search(this.text)

    @property
    def _is_item(self) -> bool:
        if self.this.decorated:
            return False
        if self._better_match_comes or (self.this.number == 1 and self._list_goes_on):
            return True
        if not self._continues_list:
            return False
        if self._list_goes_on or self._comes_later(self.this.number):
            return True
        return not self._comes_later(self.this.number + 1) and not self._stands_out

    @property
    def _before(self) -> NumberedLine | None:
        return self.numbered[self.at - 1] if self.at else None

    @property
    def _continues_list(self) -> bool:
        """Tell whether the numbered line before, no heading itself, has the number before."""
        before = self._before
        if before is None or before is self.latest_heading:
            return False
        return before.number == self.this.number - 1

    @property
    def _list_goes_on(self) -> bool:
        """Tell whether the next number follows with nothing in between."""
        after = self.numbered[self.at + 1 : self.at + 2]
        this = self.this
        return any(
            (next_one.number, next_one.position) == (this.number + 1, this.position + 1) for next_one in after
        )

    @property
    def _follows_directly(self) -> bool:
        return self._before is not None and self._before.position == self.this.position - 1

    @property
    def _better_match_comes(self) -> bool:
        """Tell whether a later line has this number in the very style of the first heading."""
        if not self.first_heading or self.first_heading.style == self.this.style:
            return False
        return self.last.get((self.first_heading.style, self.this.number), -1) > self.at

    @property
    def _stands_out(self) -> bool:
        """Tell whether a line that may end a list looks unlike the items before it."""
        this, before = self.this, self._before
        if before is None or _SENTENCE.search(this.text):
            return False
        set_off = this.line.after_blank and not before.line.after_blank
        unlike = bool(this.heading_and_subtitle[1] or _SENTENCE.search(before.text))
        return set_off or unlike or not self._follows_directly

    def _comes_later(self, number: int) -> bool:
        return self.last.get((self.this.style, number), -1) > self.at
