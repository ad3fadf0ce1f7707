"""The telling words of a question."""

from factually_app.domain.telling import telling_words


def test_words_that_are_everywhere_tell_nothing():
    assert telling_words("Why did the clock of Oddly Weir stop, and the clock’s bell?") == (
        "clock oddly weir stop s bell"
    )


def test_what_is_still_being_typed_may_begin_any_word():
    assert telling_words("the clock the", unfinished=True) == "clock the"
    assert telling_words("the clock the") == "clock"
    assert telling_words("") == ""
