"""The file that the author of a référentiel starts from."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from usp_check.authoring.todo import MARK

if TYPE_CHECKING:
    from usp_check.authoring.text import Paragraph, SourceText

IDENTIFIER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TEMPLATE = Path(__file__).with_name("squelette.yaml")
_PASSAGES = re.compile(r"(?<=^passages:\n)(?:  .*\n)+", re.MULTILINE)
_REASONS = re.compile(r"(?<=^couverture:\n)(?:  .*\n)+", re.MULTILINE)
_FIRST = "passage: §01,"
_SHOWN = 60


def skeleton(identifier: str, text: SourceText | None = None) -> str:
    """Return a commented référentiel that can be used as it stands, and says what is to be written in it.

    With the ``text`` that it will encode, its passages are that text's paragraphs, named ``§01``, ``§02``…
    """
    content = _TEMPLATE.read_text(encoding="utf-8").replace("mon-appel", identifier)
    if text is None or not text.paragraphs:
        return content
    paragraphs = list(text.paragraphs.values())
    first, *others = (paragraph.name for paragraph in paragraphs)
    passages = "".join(f'  {p.name}: "{MARK} : le sujet de « {_begin(p)} »"\n' for p in paragraphs)
    reasons = "".join(
        f'  {name}: "{MARK} : pourquoi ce paragraphe n’a pas d’exigence (ou retirez cette ligne)"\n'
        for name in others
    )
    content = _PASSAGES.sub(lambda _: passages, content, count=1)
    content = _REASONS.sub(lambda _: reasons, content, count=1)
    if not others:
        content = content.replace("couverture:\n", "couverture: {}\n")
    return content.replace(_FIRST, f"passage: {first},")


def _begin(paragraph: Paragraph) -> str:
    """Return how a paragraph begins, fit to stand between straight quotation marks."""
    begin = " ".join(paragraph.text.split())
    begin = re.sub(r"[^\w\s,.;:!?()«»’\'%°€/–—-]", "", begin)
    return f"{begin[:_SHOWN].rstrip()}…" if len(begin) > _SHOWN else begin
