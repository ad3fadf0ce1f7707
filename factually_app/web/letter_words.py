"""How a letter stands, in the words that whoever wrote it reads on its page and in its feed."""

from factually_app.domain.letter import FollowedLetter, LetterKind, LetterState

_HEADINGS = {
    LetterState.ANSWERED: "Answered",
    LetterState.PLANNED: "The newsroom looks into it",
    LetterState.DECLINED: "Not taken up",
    LetterState.SPAM: "Set aside",
}
RECEIVED = "Received"

_SENTENCES = {
    LetterState.DECLINED: "The newsroom does not take it up. The reason:",
    LetterState.SPAM: "It was set aside without an answer, because it looks like advertising or like"
    " something a machine sent. If that is wrong, send it again in other words.",
    LetterState.NEW: "It lies in the newsroom's letter box. Nobody has looked at it yet.",
}
_PLANNED = "Somebody of the newsroom has taken it up and looks for evidence."
_COMES = {
    LetterKind.QUESTION: "The answer will be linked here.",
    LetterKind.REPORT: "What comes of it will be linked here.",
}


def heading_of(followed: FollowedLetter) -> str:
    """Return how it stands in a word or two."""
    return _HEADINGS.get(followed.stands, RECEIVED)


def sentence_of(followed: FollowedLetter) -> str:
    """Return how it stands in a sentence or two; what it is answered by is named beside that."""
    if followed.stands is LetterState.PLANNED:
        return f"{_PLANNED} {_COMES[followed.own.kind]}"
    if followed.stands is LetterState.ANSWERED:
        return "This question answers it:" if followed.question else ""
    return _SENTENCES.get(followed.stands, _SENTENCES[LetterState.NEW])
