"""Pasting: what a word processor puts on the clipboard becomes the Markdown that a form takes."""

from factually_app.content.pasted_html import markdown_of_html


def markdown_of_pasted(html: str) -> str:
    """Return pasted HTML as Markdown; UnreadableTextError for what is too large or nested too deeply."""
    return markdown_of_html(html)
