"""What a dossier says stays text: nothing in it may steer the terminal or the reader's eye."""

from __future__ import annotations

import re
from unicodedata import category, combining, normalize

# What French is made of, and our own marks: harmless, and one cell wide each. Most texts go no further.
COMMON = re.compile("[ -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u202f-\u205e\u2190-\u21ff\u2500-\u257f✓✗☐]*")
# Spaces other than the ASCII one: str.isprintable() refuses them, though they only take room.
_SPACES = frozenset("\u00a0\u1680\u202f\u205f\u3000") | {chr(code) for code in range(0x2000, 0x200B)}
# White space that would break a line or a column.
_BREAKS = frozenset("\t\n\v\f\r")
# Printable by their Unicode category, and yet nothing is seen: fillers, joiners, variation selectors.
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0") | {
    chr(code) for start, end in ((0xFE00, 0xFE10), (0xE0100, 0xE01F0)) for code in range(start, end)
}
_MOST_MARKS = 3  # combining marks on one letter: more would climb over the neighbouring lines

# What French typography and our own marks become where the console has not got them.
_NEAR_ASCII = {
    **dict.fromkeys("’‘ʼ′", "'"),
    **dict.fromkeys("“”„″", '"'),
    **dict.fromkeys("‐‑‒–—−─━", "-"),
    **dict.fromkeys(_SPACES, " "),
    "«": '"',
    "»": '"',
    "…": "...",
    "€": "EUR",
    "œ": "oe",
    "Œ": "OE",
    "æ": "ae",
    "Æ": "AE",
    "°": "o",
    "º": "o",
    "ª": "a",
    "·": "-",
    "•": "-",
    "×": "x",
    "÷": "/",
    "≥": ">=",
    "≤": "<=",
    "§": "par. ",
    "→": "->",
    "←": "<-",
    "›": ">",
    "‹": "<",
    "│": "|",
    "✓": "+",
    "✗": "X",
    "☐": "[ ]",
    "ß": "ss",
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
}
# Of these, those that one-byte consoles lack: Latin-1 and letters are left to the encoding itself.
_TYPOGRAPHY = str.maketrans(
    {
        mark: near
        for mark, near in _NEAR_ASCII.items()
        if mark == "\u00a0" or (mark > "ÿ" and not mark.isalpha())
    }
)


def inert(text: str, *, newlines: bool = False) -> str:
    r"""Make any text harmless in a terminal; doing it twice changes nothing.

    Whatever could act without being seen (escapes and other controls, direction overrides, zero-width
    and format characters, tags, lone surrogates, unassigned or private code points) is shown by its
    number: ``\x1b[31m`` → ``<U+001B>[31m``. Tabs and line breaks become spaces; with ``newlines``,
    ``\n`` is kept.
    """
    if COMMON.fullmatch(text):
        return text
    met = set(text)  # a text has few different characters: judge each once
    if any(map(_combines, met)):
        text = _few_marks(text)
    unlike = {ord(c): shown for c in met if (shown := _shown(c, newlines=newlines)) != c}
    return text.translate(unlike) if unlike else text


def _few_marks(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if _combines(character) else 0
        if marks <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def _shown(character: str, *, newlines: bool) -> str:
    if character in _BREAKS:
        return character if newlines and character == "\n" else " "
    if character in _SPACES or (character.isprintable() and character not in _INVISIBLE):
        return character
    return f"<U+{ord(character):04X}>"


def _combines(character: str) -> bool:
    if character < "\u0300":
        return False
    return category(character) in {"Mn", "Me"}


def without_typography(text: str) -> str:
    """Put plain marks for the typographic ones that a one-byte console lacks; accents and ``« »`` stay."""
    return text if text.isascii() else text.translate(_TYPOGRAPHY)


def encode_for(text: str, encoding: str | None) -> str:
    """Replace what ``encoding`` cannot write by the nearest ASCII, so that printing never fails.

    ``é`` becomes ``e`` only where the encoding lacks ``é``; what has nothing near becomes ``?``. An
    unknown or absent encoding is taken for ASCII.
    """
    if text.isascii():
        return text
    try:
        "".encode(name := encoding or "ascii")
    except LookupError:
        name = "ascii"
    if _writes(name, text):
        return text
    lacking = {ord(c): _near(c, name) for c in set(text) if not _writes(name, c)}
    return text.translate(lacking)


def _near(character: str, encoding: str) -> str:
    """Give what stands for a character that the encoding lacks."""
    if character in _NEAR_ASCII:
        return _NEAR_ASCII[character]
    if combining(character):
        return ""
    bare = "".join(c for c in normalize("NFKD", character) if not combining(c))
    return bare if bare and bare != character and _writes(encoding, bare) else "?"


def _writes(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeError:
        return False
    return True
