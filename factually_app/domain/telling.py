"""The telling words of a question: those by which claims about the same thing are found."""

import re

_WORD = re.compile(r"[^\W_]+")
_EVERYWHERE = frozenset(
    _WORD.findall(
        """
        a about after all also an and any are as at be because been before being between but by can could did
        do does done during ever for from get had has have he her his how if in into is it its just made make
        many may more most much no not of on one only or other our out over same she should since so some such
        than that the their them then there these they this those to under until up was we were what when
        where which while who whom whose why will with would you your
        """
    )
)


def telling_words(text: str, *, most: int = 12, unfinished: bool = False) -> str:
    """Return the words of a text that are not in every other sentence, each once, in their order.

    The last word of what somebody is still typing may be the beginning of any: `unfinished` keeps it.
    """
    found = [word.casefold() for word in _WORD.findall(text)]
    last = found[-1:] if unfinished else []
    told = dict.fromkeys(word for word in found if word not in _EVERYWHERE and word not in last)
    return " ".join([*list(told)[:most], *last])
