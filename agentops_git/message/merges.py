"""The exact forms of the subjects that git and hosts write for a merge.

Every repetition is possessive or ends at a blank, so that a subject of any size is
matched in linear time.
"""

import re

_PULL = r"(?: \(#\d+\))?"
_NAMES = r"'\S+'(?:(?:, | and )'\S+')*"
_HEADS = rf"(?:(?:remote(?:-tracking)? )?branch(?:es)?|tags?|commits?) {_NAMES}"
_HEADS_OF = rf"{_HEADS}(?: \(early part\))?(?: of [^\s,;]++)?"
_URL = r"[\w+-]++://\S++|[\w.@-]++:[^\s/]*+/\S*+|\.{0,2}/\S++|\.\.?"
_CHANGES = r'I[0-9a-f]+(?:, ?(?:I[0-9a-f]+|\.\.\.))*|from topics? ["\']\S.*["\']'
_FORMS = (
    rf"Merge {_HEADS_OF}(?:[,;] {_HEADS_OF})*(?: into \S+| as '\S+')?{_PULL}",  # git, GitLab
    r"Merge commit [0-9a-f]{3,64}(?: into \S++)?",
    rf"Merge (?:{_URL})(?: into \S++)?",  # git pull of a HEAD
    r"Merge pull request #\d+ (?:from|in) \S.*",  # GitHub, Bitbucket Server, Gitea
    r"Merged? PR #?\d+: \S.*",  # Azure DevOps
    r"Merged in \S+ \(pull request #\d+\)",  # Bitbucket Cloud
    r"Pull request #\d+: \S.*",  # Bitbucket Server
    rf'Merge (?:"\S.*"|changes? (?:{_CHANGES}))(?: into \S++)?',  # Gerrit
    r"(?:[Aa]uto merge of|Rollup merge of|Merge) #\d+(?: #\d+)*(?:(?: - | ?: )\S.*)?",  # bors
    r"Add '\S+' from commit '[0-9a-f]{40,64}'",  # git subtree
)
FORM = re.compile("|".join(_FORMS))
