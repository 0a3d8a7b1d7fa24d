"""The mistakes behind what the YAML parser says, told apart by the text around the place where it stopped."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from usp_check.reading.scalars import tag_at

if TYPE_CHECKING:
    from usp_check.reading.positions import Place, Positions


class Trouble(NamedTuple):
    """Where the parser stopped and what stands around.

    ``problem`` is the character it could not take, ``context`` the start of what it was in the middle of,
    ``last`` the place of what was read last, ``opening`` the bracket that is still open.
    """

    text: str
    positions: Positions
    problem: int
    context: int
    last: Place | None
    opening: int | None = None

    def char(self, index: int) -> str:
        """Return one character of the text, empty beyond its end."""
        return self.text[index : index + 1]

    def line_of(self, index: int) -> int:
        """Return the line, from 1, of a character."""
        return self.positions.at(index)[0]

    def before(self) -> str:
        """Return what stands on the line of the problem, before it."""
        line, column = self.positions.at(self.problem)
        return self.positions.line(line)[: column - 1]


class Cause(NamedTuple):
    """A code, the character to look at, and the arguments of the message."""

    code: str
    where: int
    arguments: Mapping[str, str | int] = {}


Judge: TypeAlias = Callable[[Trouble], Cause]

_STUCK_COLON = re.compile(r"[ \t]*(?:- +)*[\w.'’-]++(:)(?:[^\s:/]|[\u00a0\u202f])")
_STUCK_DASH = re.compile(r"[ \t]*(-)[^\s-]")
_WORDS = re.compile(r"[ \t]*(?!-[ \t])[^\s#]\S*[ \t]+\S.*")
_COLON = re.compile(r":(?:[ \t]|$)")
_QUOTES = ("'", '"')


def stuck_colon(text: str, start: int) -> int | None:
    """Return where the colon is when a line begins like ``lits:12``, without the space a key needs."""
    match = _STUCK_COLON.match(text, start)
    return match.start(1) if match else None


def other(trouble: Trouble) -> Cause:
    """Judge what nothing is known about."""
    return Cause("syntaxe", trouble.problem)


def at_problem(code: str) -> Judge:
    """Return a judge that always finds one cause, where the parser stopped."""
    return lambda trouble: Cause(code, trouble.problem)


def with_opening(code: str, argument: str) -> Judge:
    """Place the fault where the quote, block or reserved character stands, and name that."""
    return lambda trouble: Cause(code, trouble.context, {argument: trouble.char(trouble.context)})


def no_token(trouble: Trouble) -> Cause:
    """Judge a character that begins nothing: a tab, or one that YAML keeps for itself."""
    if trouble.char(trouble.problem) == "\t":
        return Cause("tabulation", trouble.problem)
    return Cause("caractere_reserve", trouble.problem, {"caractere": trouble.char(trouble.problem)})


def no_colon(trouble: Trouble) -> Cause:
    """Judge a line that stands where a key is due, and is none."""
    line, column = trouble.positions.at(trouble.context)
    rest = trouble.positions.line(line)[column - 1 :]
    for pattern, code in ((_STUCK_DASH, "espace_apres_tiret"), (_STUCK_COLON, "espace_apres_deux_points")):
        if match := pattern.match(rest):
            return Cause(code, trouble.context + match.start(1))
    return Cause("deux_points_manquant", trouble.context)


def colon(trouble: Trouble) -> Cause:
    """Judge a ``:`` where none may be: a second one on its line, or a line that goes on from another."""
    if _COLON.search(trouble.before()):
        return Cause("deux_points_dans_texte", trouble.problem)
    line, column = trouble.positions.at(trouble.problem)
    start = trouble.problem - column + 1
    before = line - 1
    while before > 1 and not trouble.positions.line(before).strip():
        before -= 1
    if match := _STUCK_COLON.match(trouble.positions.line(before)):
        return Cause("espace_apres_deux_points", trouble.positions.start_of(before) + match.start(1))
    if _WORDS.fullmatch(trouble.before()):  # no key has words: the text above goes on
        return Cause("deux_points_dans_texte", trouble.problem)
    return Cause("indentation", start + len(trouble.before()) - len(trouble.before().lstrip()))


def block(trouble: Trouble) -> Cause:
    """Judge what stands where the next key or item of a block is due."""
    known = _quote_before(trouble) or _stray_mark(trouble)
    if known is not None:
        return known
    before = trouble.before().rstrip()
    if before.endswith(("]", "}")):
        return Cause("texte_apres_fermeture", trouble.problem, {"caractere": before[-1]})
    if before.strip(" \t-"):
        return _after_alias(trouble)
    line = trouble.line_of(trouble.problem)
    if match := _STUCK_DASH.match(trouble.positions.line(line)):
        return Cause("espace_apres_tiret", trouble.positions.start_of(line) + match.start(1))
    return Cause("indentation", trouble.problem)


def _quote_before(trouble: Trouble) -> Cause | None:
    """Judge a text that follows a quoted one: an apostrophe within, or a quote that closes lines below."""
    if trouble.last is None or trouble.last[2] is None:
        return None
    start, end = trouble.last[1], trouble.last[2]
    quote = trouble.char(start)
    if quote not in _QUOTES or trouble.line_of(end) != trouble.line_of(trouble.problem):
        return None
    if trouble.line_of(start) != trouble.line_of(end):
        return Cause("guillemet_non_ferme", start, {"guillemet": quote})
    return Cause("texte_apres_guillemet", trouble.problem, {"guillemet": quote})


def _after_alias(trouble: Trouble) -> Cause:
    """Judge a text that follows another on its line: the first is a reference, ``*note`` for instance."""
    if trouble.last is not None and trouble.char(trouble.last[1]) == "*":
        return Cause("caractere_reserve", trouble.last[1], {"caractere": "*"})
    return other(trouble)


def no_value(trouble: Trouble) -> Cause:
    """Judge what stands where a value is due."""
    if trouble.char(trouble.problem) == "-":
        return Cause("tiret_mal_place", trouble.problem)
    if trouble.problem >= len(trouble.text) and trouble.opening is not None:
        return unclosed(trouble._replace(context=trouble.opening))
    return _stray_mark(trouble) or other(trouble)


def _stray_mark(trouble: Trouble) -> Cause | None:
    char = trouble.char(trouble.problem)
    if char == ",":
        return Cause("virgule_en_trop", trouble.problem)
    if char == ":":
        return Cause("cle_vide", trouble.problem)
    return Cause("fermeture_en_trop", trouble.problem, {"caractere": char}) if char in ("]", "}") else None


def unclosed(trouble: Trouble) -> Cause:
    """Judge a list or mapping in brackets that is not closed, or lacks a comma (then on its own line)."""
    opening, char = trouble.char(trouble.context), trouble.char(trouble.problem)
    here = trouble.line_of(trouble.problem) == trouble.line_of(trouble.context)
    if here and char and char not in "]}":
        quote = None if char in _QUOTES else _quote_before(trouble)
        return quote or Cause("virgule_manquante", trouble.problem)
    return Cause("crochet_non_ferme" if opening == "[" else "accolade_non_fermee", trouble.context)


def directive(trouble: Trouble) -> Cause:
    """Judge a line that begins with ``%``."""
    return Cause("directive", trouble.context)


def tag(trouble: Trouble) -> Cause:
    """Judge a tag whose prefix means nothing."""
    tag, index = tag_at(trouble.text, trouble.problem)
    return Cause("balise", index, {"balise": tag})
