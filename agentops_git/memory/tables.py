"""The tables of the index: facts about object ids, and what was computed out of them."""

from agentops_git.memory.terms import TOKENIZER

_FACTS = """
CREATE TABLE view (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE);
CREATE TABLE record (view INTEGER, id TEXT, data TEXT, PRIMARY KEY (view, id)) WITHOUT ROWID;
CREATE TABLE reach (seq INTEGER PRIMARY KEY, view INTEGER, tip TEXT,
    commits INTEGER, members TEXT, ids BLOB, UNIQUE (view, tip));
CREATE TABLE patch (view INTEGER, id TEXT, patch TEXT, PRIMARY KEY (view, id)) WITHOUT ROWID;
CREATE TABLE noted (seq INTEGER PRIMARY KEY, view INTEGER, span TEXT, notes TEXT, data TEXT,
    UNIQUE (view, span, notes));
CREATE TABLE kept (name TEXT PRIMARY KEY, key TEXT, data BLOB) WITHOUT ROWID;
"""

_FOLLOWED = """
CREATE TABLE followed (view INTEGER, name TEXT, tip TEXT, PRIMARY KEY (view, name)) WITHOUT ROWID;
CREATE TABLE rename (view INTEGER, new BLOB, old BLOB, id TEXT,
    PRIMARY KEY (view, new, old, id)) WITHOUT ROWID;
CREATE INDEX rename_id ON rename (view, id);
"""

_SERVED = """
CREATE TABLE served (id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, data TEXT, weights TEXT);
CREATE TABLE served_at (key TEXT, after TEXT, until TEXT, items INTEGER);
CREATE VIRTUAL TABLE served_term USING fts5 (terms, content = "", detail = none,
    tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* S* Co Cn'");
CREATE VIRTUAL TABLE served_vocabulary USING fts5vocab (served_term, row);
"""  # the terms are stems already

_CORPUS = f"""
CREATE TABLE change (no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at INTEGER, author TEXT,
    seconds INTEGER, subject TEXT, same TEXT, picked TEXT, touches INTEGER, paths BLOB);
CREATE INDEX change_at ON change (at);
CREATE TABLE path (no INTEGER PRIMARY KEY, name BLOB NOT NULL UNIQUE);
CREATE TABLE touched (path INTEGER, at INTEGER, change INTEGER,
    PRIMARY KEY (path, at, change)) WITHOUT ROWID;
CREATE VIRTUAL TABLE said USING fts5 (subject, body, tokenize = "{TOKENIZER}");
CREATE VIRTUAL TABLE said_vocabulary USING fts5vocab (said, row);
"""  # a change is ``at`` a later moment than its parents, whatever clocks said

TABLES = _FACTS + _FOLLOWED + _SERVED + _CORPUS
