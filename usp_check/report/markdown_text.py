"""Any text as Markdown that shows that text and does nothing else, on a forge too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from usp_check.report.safe import inert

LONGEST = 2000  # characters of one text: a message quotes a value, never a whole dossier
_MARKS = re.compile(r"([\\`*_\[\]|~$!])")
_JOINER = "\u2060"
# What forges look for in the finished text, where no escape is seen any more: mentions, numbers of issues,
# emoji codes, addresses. An invisible joiner after the mark leaves them nothing to find.
_SOUGHT = re.compile(r"([@#:$](?=\S)|\bwww(?=\.)|\bGH(?=-))", re.IGNORECASE)
# At the head of a line: a heading, a list, a rule.
_HEAD = re.compile(r"([0-9]*)([-+=#.)])")
_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def as_markdown(text: str) -> str:
    """Escape a text for a line, a part of one or a table's cell, in GitHub-flavoured Markdown.

    Line breaks become spaces. A word joiner (U+2060) parts what would be found even when escaped:
    ``@quelqu_un``, ``#12``, ``https://…``.
    """
    parted = _SOUGHT.sub(rf"\1{_JOINER}", inert(text).strip())
    escaped = _MARKS.sub(r"\\\1", parted).translate(_HTML)
    return f"{head[1]}\\{escaped[head.start(2) :]}" if (head := _HEAD.match(escaped)) else escaped


def said(text: str) -> str:
    """Escape a text, cut where it is too long to be read."""
    return as_markdown(text if len(text) <= LONGEST else f"{text[:LONGEST]}…")


def table(
    heads: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: Sequence[int] = ()
) -> Iterator[str]:
    """Give the lines of a table and an empty one; ``numbers`` are the columns that are set to the right.

    What stands in ``rows`` is escaped; ``heads`` are our own words.
    """
    yield f"| {' | '.join(heads)} |"
    yield f"| {' | '.join('---:' if i in numbers else '---' for i in range(len(heads)))} |"
    for row in rows:
        yield f"| {' | '.join(map(said, row))} |"
    yield ""
