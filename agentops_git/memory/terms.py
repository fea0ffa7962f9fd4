"""What a text is made of for search and grouping: folded words, and their stems.

A full-text table that agrees with this is declared with ``TOKENIZER``, fed with
``" ".join(words(text))`` and asked for quoted words.
"""

import re
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing
from functools import cache
from unicodedata import normalize

from agentops_git.errors import EnvironmentFailure

TOKENIZER = "porter unicode61 remove_diacritics 2 categories 'L* N* M* S* Co Cn'"
LIMIT = 100_000  # characters that are looked at: a longer text is no lesson, but a paste

_DENSE = (  # scripts that put no space between words; Hangul puts few
    "\u0e01-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17d3\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff"
    "\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U000323af"
)
_INDIC = "\u0900-\u0963\u0966-\u0dff"  # vowels that are marks are no letters to ``re``
_SILENT = (  # accents, points, joiners and skin tones
    "[\u00ad\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u200b-\u200f\u2060\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]"
)
_WORD = (
    f"[{_DENSE}]+"
    f"|(?:(?![{_DENSE}])[^\\W_]|[{_INDIC}])+"
    "|[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"  # each sign is a word
)
_ASCII_WORD = re.compile("[a-z0-9]+")
_HUMP = re.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")

_NOT_WORDS = """
arent cannot cant couldnt didnt doesnt dont hadnt hasnt havent isnt mustnt neednt nor shouldnt
wasnt werent wont wouldnt
"""
_STOP_WORDS = """
a about again all also am an and any are as at be because been being but by can could did do
does doing done down each every for from had has have having he her here hers him his how i
if in into is it its itself just many may me might more most much must my of off on once one
only or other our ours out over own same shall she should since so some still such than that
thats the their theirs them then there these they this those though through thus to too two
under until up upon us very was we were what when where whether which while who whom whose
why will with would yet you your yours
"""
_NOT = frozenset(_NOT_WORDS.split())
_STOP = frozenset(_STOP_WORDS.split())


def words(text: str) -> list[str]:
    """The words that carry meaning, in their order, folded; repeated as often as they stand.

    camelCase and snake_case are split, negations become ``not``, and scripts without spaces
    give overlapping pairs of characters. Linear; what lies beyond ``LIMIT`` is left out.
    """
    return [word for word in _folded(text[:LIMIT]) if word not in _STOP]


def _folded(text: str) -> Iterator[str]:
    if not text.isascii():
        yield from _any_script(text)
        return
    for word in _ASCII_WORD.findall(_flat(text)):
        yield "not" if word in _NOT else word


def _flat(text: str) -> str:
    return _HUMP.sub(" ", _APOSTROPHE.sub("", text)).casefold()


def _any_script(text: str) -> Iterator[str]:
    silent, word, dense = _compiled()
    for one in word.findall(_flat(silent.sub("", normalize("NFKC", text)))):
        if not one.isascii() and dense.match(one):
            yield from (one[at : at + 2] for at in range(max(len(one) - 1, 1)))
        else:
            yield "not" if one in _NOT else one


@cache
def _compiled() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Classes of characters that take 10 ms to compile, which English text need not pay for."""
    return re.compile(_SILENT), re.compile(_WORD), re.compile(f"[{_DENSE}]")


def no_search(error: sqlite3.Error) -> EnvironmentFailure:
    """What to say of a SQLite that was built without FTS5."""
    said = f"the SQLite of this Python has no full-text search ({error})"
    return EnvironmentFailure(f"{said}; use a Python whose SQLite has FTS5")


def stems(words: Collection[str]) -> dict[str, str]:
    """The stem of each word, as the full-text index makes it (Porter's, for English)."""
    wanted = list(words)
    try:
        with closing(sqlite3.connect(":memory:")) as db:
            db.execute(f'CREATE VIRTUAL TABLE t USING fts5 (w, content="", tokenize="{TOKENIZER}")')
            db.execute("CREATE VIRTUAL TABLE v USING fts5vocab (t, instance)")
            db.executemany("INSERT INTO t (rowid, w) VALUES (?, ?)", enumerate(wanted))
            found = {wanted[doc]: str(term) for term, doc in db.execute("SELECT term, doc FROM v")}
    except sqlite3.OperationalError as error:
        raise no_search(error) from None
    return {word: found.get(word, word) for word in wanted}
