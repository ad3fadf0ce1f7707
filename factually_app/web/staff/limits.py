"""How much the newsroom's forms may bring: a whole article, where public addresses take little."""

from flask import request

MOST_BYTES = 1024 * 1024
_WRITING = ("/staff/articles/", "/staff/questions/", "/staff/paste")


def take_more() -> None:
    """Take more where articles and answers are written; before anything reads the form."""
    if request.path.startswith(_WRITING):
        request.max_content_length = MOST_BYTES
        request.max_form_memory_size = MOST_BYTES
