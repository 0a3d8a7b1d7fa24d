"""Any text as Markdown that shows that text and does nothing else, on a forge too."""

from __future__ import annotations

import re

from usp_check.report.safe import inert

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
