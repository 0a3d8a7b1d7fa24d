"""Documents to read plainly: made of the pieces of a dossier, or dossiers with a few characters or lines changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from hypothesis import strategies as st

from tests.benchmarks.dossiers import dossier
from usp_check.documents import document_kinds
from usp_check.documents.template import template

EXAMPLES = Path(__file__).parents[2] / "examples"

_PIECES = (*"aé-_,'\"([]{}?|>&*!%@~«\u00a0\u202f…", "12", ":a", "a#b", "null", "x:y", "2,5")
_ODD = (" #", ": ", ":", "\\", "\t", "🏥", "\u2028")
_FIRST = ("a", "é", "+", "(", ".", "/", "<", "«", "9", "_", "𝐀")
_SHORT = (
    "a",
    "un mot  ",
    "9/8",
    "a'b",
    "x|y&*!%@",
    '"q, #: "',
    "'}'",
    "NULL",
    '""',
    "' '",
    '"\u00a0"',
    '"~"',
)
_ODD_SHORT = ("NULL", "~", "{", "?", "2,5", "", "a: b", '"a', "- a", "'it''s'", "[a]", "a #b")
_PARTS = st.sampled_from([", ", ", ", ",", " ,  "])


class _Pieces:
    """What a value may be; ``odd`` adds what is left to the parser, or wrong."""

    def __init__(self, *, odd: bool) -> None:
        texts = st.lists(st.sampled_from([*_PIECES, " ", "  ", *_ODD * odd]), max_size=5).map("".join)
        short = st.sampled_from([*_SHORT, *_ODD_SHORT * odd])
        entries = st.lists(short, min_size=1, max_size=3).map(
            lambda texts: [
                f"{key}: {text}" for key, text in zip("abc" if not odd else "aab", texts, strict=False)
            ]
        )
        ends = st.sampled_from(["", "", " ", *(",", ", ") * odd])
        groups = st.builds(lambda part, texts, end: f"{{{part.join(texts)}{end}}}", _PARTS, entries, ends)
        items = st.lists(st.one_of(short, short, groups), min_size=1, max_size=3)
        self.values = st.one_of(
            st.builds("{}{}".format, st.sampled_from([*_FIRST, *("'-?%@" * odd)]), texts),
            texts.map(lambda text: '"' + text.replace('"', "") + '"'),
            texts.map(lambda text: "'" + text.replace("'", "") + "'"),
            groups,
            st.builds(lambda part, texts, end: f"[{part.join(texts)}{end}]", _PARTS, items, ends),
            st.sampled_from(
                [
                    "[]",
                    "{}",
                    "nulle",
                    "null_",
                    *("null", "Null", "NULL x", "-", "&a", "*a", "!a b", ">", "|-") * odd,
                ]
            ),
            st.just("|"),
            st.just(""),
            st.just(""),
        )
        self.after = st.sampled_from(["", "", "", " ", "  ", " # c", " #", *("# c", "\t", "  a") * odd])
        self.shifts = st.sampled_from([0, 0, 0, -1, 1, 2] if odd else [0])
        self.keys = st.sampled_from(["a: ", "b:", "é: ", "1: ", '"c": ', "d :", "? "]) if odd else st.just("")


_SOUND, _WRONG = _Pieces(odd=False), _Pieces(odd=True)
_NOISE = st.sampled_from(["", "  ", "# c", "  # a: #", "      #"])
_PARAGRAPHS = st.lists(
    st.sampled_from(["x", "x", "x  ", "# c", "b: 1", "- d", "é", "  y", "\u00a0", "", " ", ""]),
    min_size=1,
    max_size=4,
)


@st.composite
def made(draw: st.DrawFn) -> str:
    """Give a document line by line: each has its place among those above; in some documents, a few have not."""
    sound = draw(st.integers(0, 3)) > 0
    lines: list[str] = []
    columns, owing = [(0, "")], False  # of what is open, with the dash of a list
    for number in range(draw(st.integers(1, 10))):
        pieces = _SOUND if sound or draw(st.integers(0, 3)) else _WRONG
        if draw(st.integers(0, 4)) == 0:
            lines.append(draw(_NOISE))
        if owing and draw(st.integers(0, 3)):
            dash = draw(st.sampled_from(["", "", "- ", "-   "]))
            columns.append((columns[-1][0] + draw(st.sampled_from([2, 2, 4, 1, 0 if dash else 2])), dash))
        else:
            del columns[draw(st.integers(1, len(columns))) :]
        column, dash = columns[-1]
        key = "" if dash and draw(st.booleans()) else draw(pieces.keys) or f"k{number}:"
        indent = " " * (column + draw(pieces.shifts))
        value = draw(pieces.values)
        owing = bool(key) and not value
        lead = f"{indent}{dash if key or value else dash.strip()}{key}"
        lines.append(
            f"{lead} {value}{draw(pieces.after) if value != '|' else ''}" if key and value else lead + value
        )
        if dash and key:
            column += len(dash)
            columns.append((column, ""))
        if value == "|":
            lines += _below(
                column + draw(st.sampled_from([2, 2, 2, 4, 1])) + draw(pieces.shifts), draw(_PARAGRAPHS)
            )
    end = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    return end.join(lines) + draw(st.sampled_from(["", end, end, end, end * 2]))


def _below(margin: int, paragraphs: list[str]) -> list[str]:
    """Indent paragraphs, but for blank lines: these may have fewer spaces, and more."""
    return [" " * margin + text if text.strip(" ") else text * margin for text in paragraphs]


def shipped() -> Iterator[str]:
    """Give the examples, and the template of each kind of document."""
    yield from (path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.rglob("*.yaml")))
    yield from (template(kind) for kind in document_kinds())


_REAL = (*shipped(), *(dossier(rank).text for rank in range(20)))
_TYPED = [
    *"aZ_0é -:,[]{}#&*!|>'\"%@`~\\?<\t\n\r\x85\u2028\u00a0\ufeff\x07\u0301🏥",
    "\r\n",
    "  ",
    " #",
    ": ",
    "- ",
    "|\n",
]


def changed(seed: int) -> str:
    """Give some lines of a real document, with up to five changes, the same for the same ``seed``."""
    random = Random(seed)  # noqa: S311 - to be repeated, not to be secret
    lines = random.choice(_REAL).splitlines(keepends=True)
    start = random.choice((0, random.randrange(len(lines))))
    text = "".join(lines[start : start + random.choice((5, 20, 20, 500))])
    for _ in range(random.randint(0, 5)):
        text = random.choice(_CHANGES)(text, random)
    return text.replace("\n", "\r\n") if seed % 20 == 0 else text


def _typed(text: str, random: Random) -> str:
    """Put characters in, in place of some, or take some out."""
    at = random.randrange(len(text) + 1)
    return text[:at] + random.choice((random.choice(_TYPED), "")) + text[at + random.choice((0, 0, 1, 3)) :]


def _moved(text: str, random: Random) -> str:
    """Take a line out, say it twice, move it or indent it otherwise."""
    lines = text.split("\n")
    at, to = random.randrange(len(lines)), random.randrange(len(lines))
    line = lines[at]
    lines[at : at + 1] = random.choice(([], [line] * 2, [lines[to]], ["  " + line], [" " + line], [line[2:]]))
    return "\n".join(lines)


_CHANGES: tuple[Callable[[str, Random], str], ...] = (_typed, _moved)
