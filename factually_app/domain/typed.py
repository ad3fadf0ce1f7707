"""What a form of the newsroom says of a claim or a source, as it was typed and before anybody judged it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TypedEvidence:
    """A row of evidence; `source_id` is empty while no source is chosen."""

    source_id: str = ""
    stance: str = "supports"
    locator: str = ""
    quote: str = ""
    note: str = ""
    checked: bool = False


@dataclass(frozen=True)
class TypedClaim:
    """A claim; `rating` is empty while none is chosen, `happened` a date as far as it is known.

    `another` says that it is another one than what is there in the same words.
    """

    text: str = ""
    about: str = ""
    kind: str = "event"
    rating: str = ""
    happened: str = ""
    checked: bool = False
    evidence: tuple[TypedEvidence, ...] = ()
    another: bool = False


@dataclass(frozen=True)
class TypedSource:
    """A source; `checked` says that somebody opened the address and read the document there.

    `another` says that it is another one than what is there under the same address or name.
    """

    title: str = ""
    publisher: str = ""
    author: str = ""
    published: str = ""
    address: str = ""
    archive_address: str = ""
    kind: str = ""
    language: str = "en"
    note: str = ""
    checked: bool = False
    another: bool = False
