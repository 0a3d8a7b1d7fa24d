"""What is read line by line is read as the parser reads it; whatever else there is, it is left to the parser."""

from __future__ import annotations

import time
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.benchmarks.dossiers import dossier
from tests.reading import plain_documents
from tests.reading.as_parsed import is_plain
from usp_check.documents.template import template
from usp_check.reading import LIMITS
from usp_check.reading.plain import read_plain


def test_what_is_made_of_the_pieces_of_a_dossier_is_read_as_the_parser_reads_it() -> None:
    plain = []

    @settings(max_examples=600)
    @given(plain_documents.made())
    def check(text: str) -> None:
        plain.append(is_plain(text))

    check()
    assert 0.2 < sum(plain) / len(plain) < 0.9


def test_a_dossier_changed_in_any_way_is_read_as_the_parser_reads_it() -> None:
    plain = []

    @settings(max_examples=1000)
    @given(st.integers(0, 2**32).map(plain_documents.changed))
    def check(text: str) -> None:
        plain.append(is_plain(text))

    check()
    assert 0.2 < sum(plain) / len(plain) < 0.9


PLAIN = {
    "a text": "a: un texte",
    "texts with marks in them": "a: l'été, d\"or [x] {y} & * ! | > % @ `\nb: x#y\nc: 12:30\nd: a ::b\ne: 50 %\n",
    "texts that begin with a mark": "a: +33 2\nb: (x)\nc: ./x\nd: /x\ne: < 3\nf: « x »\ng: é\nh: _x\n",
    "spaces around a text": "a:    x   \nb: y",
    "accents and rare spaces": "a: é \u00a0« à\u202f»\u00a0\nb: 𝐀\n",
    "texts between quotes": 'a: "x # y: l\'z"\nb: \'x "y" # [z\'   \nc: "  "\nd: \'\'\ne: "null"\nf: \'~\'\n',
    "nothing": "a:\nb: # x\nc:  \nd: nulle\ne: '\u00a0'\nf: [null_, '']\n",
    "a picture": "a: x 🏥\n",
    "accents that are not composed": "a: \"e\u0301\"\nb: 'e\u0301' # &\nc: e\u0301\n",
    "comments and blank lines": "# x\n\n   # y: #\na: x # y # z: 'é'\n  \nb: # x\n",
    "comments out of line": "a:\n      # x\n  b: y\n# z\n   # z\n  c: y\n",
    "groups": "a:\n  b:\n    c: x\n  d: y\ne: z\n",
    "a group deeper than usual": "a:\n      b: x\n      c:\n       d: y\ne: z\n",
    "a list": "a:\n  - x\n  - 'y'\n  -   z # c\nb: x\n",
    "a list in line with its key": "a:\n- x\n- b: y\n  c: z\n-\nd: x\n",
    "a list of groups": "a:\n  - b: x\n    c:\n      - y\n      - d: z\n        e: x\n    f:\n  - b:\n  - g: x\nh: y\n",
    "a list of groups of a line each": "a:\n  - b: x\n  - c: y\n",
    "groups far behind the dash": "a:\n  -    b:\n         c: x\n       d: y\n  -  b: x\n",
    "dashes alone": "a:\n  -\n  -   \n  - # x\n  - y\nb:\n-",
    "brackets": "a: [x, 'y, z',\"#\" , l'été ]\nb: {c: x ,  d: 'y, z', e_2: \"(\"}  # z\nc: x\n",
    "empty brackets": "a: []\nb: {}  # x\nc:\n  - []\n",
    "groups in a list in brackets": "a: [{b: x, c: 'y'}, z,{}, {b: x} ]\nc: ['{}', x]\n",
    "brackets in a list": "a:\n  - {b: x}\n  - [x, y]\n  - c: {d: x}\n    e: y\n",
    "paragraphs": "a: |\n  x\n  y: z\nb: x\n",
    "paragraphs with blank lines": "a: |\n  x\n\n \n    \n  y  \n\n\nb: |\n    x\n   \n",
    "paragraphs with all kinds of lines": "a: |\n   # x\n   - y\n      z\n   {\n   '\n   ---\n",
    "paragraphs and a comment": "a: |\n  x\n  # y\n# z\n\nb: x\n",
    "paragraphs in a list": "a:\n  - b: x\n    c: |\n        y\n\n        z\n  -   b: x\n      c: |\n       x\n",
    "paragraphs last": "a: |\n  x\n\n\n",
    "the ends of line of Windows": "a:\r\n- x\r\n\r\n-\r\n- b: 'z' # d\r\n  c: |\r\n    x\r\n\r\n    y\r\ne: []\r\nf:",
    "a long key": f"{'a' * 100}: x\n",
    "a long text": f"a: {'x ' * 2000}\nb:\n  - {'y ' * 2000}\n",
}


@pytest.mark.parametrize("text", PLAIN.values(), ids=PLAIN)
def test_what_is_read_plainly(text: str) -> None:
    assert is_plain(text)


OTHER = {
    "no text": "",
    "comments alone": "# x\n\n",
    "a text alone": "x\n",
    "a list alone": "- x\n",
    "brackets alone": "{a: x}\n",
    "an anchor": "a: &x y\n",
    "an alias": "a: *x\n",
    "a tag": "a: !x y\n",
    "a merge": "a: x\n<<: y\n",
    "an escape": 'a: "x\\ny"\n',
    "a backslash": "a: x\\y\n",
    "a doubled quote": "a: 'l''été'\n",
    "a text behind quotes": 'a: "x" y\n',
    "a comment stuck to quotes": "a: 'x'# y\n",
    "a comment stuck to brackets": "a: [x]# y\n",
    "an open quote": 'a: "x\n',
    "a quote over two lines": 'a: "x\n  y"\n',
    "a single quote over two lines": "a: 'x\n  y'\n",
    "a text over two lines": "a: x\n  y\n",
    "a text below its key": "a:\n  x\n",
    "a text below its dash": "a:\n  -\n    x\n",
    "a key below its dash": "a:\n  -\n    b: x\n",
    "a text below a comment": "a: x\n# y\n  z\n",
    "a text with a colon": "a: x: y\n",
    "a text that ends in a colon": "a: x:\n",
    "a text that ends in a colon, at the end": "a: x:",
    "a text that ends in a colon, before a return": "a: x:\r\n",
    "a text in brackets with a colon": "a: [x:y]\n",
    "a text in brackets with a question mark": "a: [x?]\n",
    "a text in brackets with a hash": "a: [x#y]\n",
    "a comment in brackets": "a: [x #y]\n",
    "a text behind quotes in brackets": "a: ['x' y]\n",
    "a pair in a list in brackets": "a: [b: x]\n",
    "a key alone in braces": "a: {b, c: x}\n",
    "a key without space in braces": "a: {b:x}\n",
    "no value in braces": "a: {b: , c: x}\n",
    "a decimal comma in braces": "a: {etp: 2,5}\n",
    "a key twice in braces": "a: {b: x, b: y}\n",
    "nothing between commas": "a: [x,,y]\n",
    "a comma alone": "a: [,]\n",
    "a list in a list in brackets": "a: [[x]]\n",
    "a list in braces": "a: {b: [x]}\n",
    "a group in braces": "a: {b: {c: x}}\n",
    "a group that is not alone": "a: [{b: x} y]\n",
    "an unusual group in a list": "a: [{b: x}, {c}]\n",
    "brackets over two lines": "a: [x,\n  y]\n",
    "open brackets": "a: [x\n",
    "brackets closed by another": "a: [x}\n",
    "a text behind brackets": "a: [x] y\n",
    "a folded text": "a: >\n  x\n",
    "paragraphs without their last end of line": "a: |-\n  x\n",
    "paragraphs with a margin": "a: |2\n  x\n",
    "a comment behind the mark of paragraphs": "a: | # x\n  y\n",
    "paragraphs that begin with a blank line": "a: |\n\n  x\n",
    "paragraphs that begin with a line of spaces": "a: |\n \n  x\n",
    "paragraphs behind a dash": "a:\n  - |\n   x\n",
    "paragraphs behind the key of a dash": "a:\n  - b: |\n     x\n",
    "nothing below a dash, and another dash": "a:\n  - |\n  -  x\n",
    "paragraphs in line with their key": "a:\n- b: |\n  x\n",
    "paragraphs out of line": "a: |\n    x\n  y\n",
    "paragraphs too far left": "a:\n  b: |\n  x\n",
    "paragraphs in a group of a list too far left": "a:\n-   b: |\n   x\n",
    "no paragraphs": "a: |\nb: x\n",
    "no paragraphs at the end": "a: |",
    "blank paragraphs": "a: |\n  \u00a0\n",
    "paragraphs below which the text ends": "a: |\n  x",
    "a comment in paragraphs at the end of the text": "a: |\n  x\n  # y",
    "spaces in paragraphs at the end of the text": "a: |\n  x\n    ",
    "a tab before": "\ta: x\n",
    "a tab behind a key": "a:\tx\n",
    "a tab behind": "a: x\t\n",
    "a tab in a text": "a: x\ty\n",
    "a tab between quotes": 'a: "x\ty"\n',
    "a tab between single quotes": "a: 'x\ty'\n",
    "a tab in brackets": "a: [x\ty]\n",
    "a tab in a group": "a: {b: x\ty}\n",
    "a tab in a group of a list": "a: [{b: x\ty}]\n",
    "a tab between quotes in brackets": "a: ['x\ty']\n",
    "a tab on a line alone": "a: x\n\t\nb: y\n",
    "a tab behind the mark of paragraphs": "a: |\t\n  x\n",
    "a tab that begins a paragraph": "a: |\n  \tx\n",
    "a backslash in a comment": "# a\\b\na: x\n",
    "a tab in a comment behind a text": "a: x # y\tz\n",
    "a tab in a comment": "# a\tb\na: x\n",
    "a tab in paragraphs": "a: |\n  x\n  y\tz\n",
    "a start of document": "---\na: x\n",
    "an end of document": "a: x\n...\n",
    "two documents": "a: x\n---\nb: y\n",
    "a directive": "%YAML 1.1\n---\na: x\n",
    "a key between quotes": '"a": x\n',
    "a key that is a number": "1: x\n",
    "a key with an accent": "é: x\n",
    "a key with a dash": "a-b: x\n",
    "a key with a space": "a b: x\n",
    "a key with a space behind": "a : x\n",
    "a key that is asked for": "? a\n: x\n",
    "a key too long": f"{'a' * 101}: x\n",
    "a key without space": "a:x\n",
    "a key without colon": "a: x\nb\n",
    "a key twice": "a: x\nb: y\na: z\n",
    "a key twice below": "a:\n  b: x\n  b:\n",
    "a key further right": "a: x\n  b: y\n",
    "a key further left": "a:\n    b: x\n  c: y\n",
    "a first key further right": "  a: x\n  b: y\n",
    "a dash further left": "a:\n    - x\n  - y\n",
    "a dash below a text": "a: x\n- y\n",
    "a dash among keys": "a:\n  b: x\n  - y\n",
    "a key among dashes": "a:\n  - x\n  b: y\n",
    "a dash behind a key": "a: - x\n",
    "a dash for nothing": "a: -\n",
    "a dash without space": "a:\n  -x\n",
    "a list in a list": "a:\n  - - x\n",
    "a tilde for nothing": "a: ~\n",
    "a null": "a: null\n",
    "a null with a capital": "a: Null\n",
    "a null in capitals": "a: NULL  # x\n",
    "a null in brackets": "a: [NULL]\n",
    "a last comma": "a: [x,]\n",
    "a last comma in braces": "a: {b: x, }\n",
    "a number below zero": "a: -1\n",
    "a text that begins with a mark": "a: @x\n",
    "a text that begins with a rare space": "a: \u00a0x\n",
    "a rare space before": "\u00a0a: x\n",
    "a byte order mark": "a: x\ufeff\n",
    "a control character": "a: x\x07\n",
    "a control character in a comment": "# \x7f\na: x\n",
    "a control character of another age": "a: x\x80\n",
    "half a character": "a: x\ud800\n",
    "no character": "a: x\ufffe\n",
    "the end of line of mainframes": "a: x\x85y\n",
    "the end of line of word processors": "a: x\u2028y\n",
    "the end of paragraph of word processors": "a: x\u2029y\n",
    "a return alone": "a: x\rb: y\n",
    "returns alone": "a:\r  b: x\r",
    "too long": "a: " + "x" * (LIMITS.max_nodes - 2),
    "too deep": "\n".join(" " * level + "a:" for level in range(LIMITS.max_depth + 1)),
}


@pytest.mark.parametrize("text", OTHER.values(), ids=OTHER)
def test_what_is_left_to_the_parser(text: str) -> None:
    assert read_plain(text) is None


def test_just_long_enough() -> None:
    assert is_plain("a: " + "x" * (LIMITS.max_nodes - 3))


@pytest.mark.parametrize(
    ("begin", "inside"),
    [*product(["a:", "- a:"], ["x", "[]", "{b: c}", "[{b: c}]"]), ("a:", "|\n" + " " * 99 + "x\n")],
)
def test_depth(begin: str, inside: str) -> None:
    """Just below the limit it is left to the parser; what is deeper than the limit is never read here."""
    plain = []
    for depth in range(1, LIMITS.max_depth + 3):
        above = [" " * level + "a:" for level in range(depth - 1)]
        text = "\n".join([*above, " " * (depth - 1) + f"{begin} {inside}"])
        plain.append(is_plain(text))
    assert all(plain[1 : LIMITS.max_depth - 4])
    assert not any(plain[LIMITS.max_depth :])


def test_the_examples_are_read_plainly() -> None:
    examples = sorted(plain_documents.EXAMPLES.glob("usp-*.yaml"))
    assert [path.name for path in examples if not is_plain(path.read_text("utf-8"))] == [
        "usp-fichier-casse.yaml"
    ]


@pytest.mark.parametrize("kind", ["candidature", "offre", "labellisation", "registre"])
def test_the_templates_are_read_plainly(kind: str) -> None:
    assert is_plain(template(kind))


def test_the_dossiers_of_the_benchmark_are_read_plainly() -> None:
    """But for those whose fault is how they are written."""
    made = [dossier(rank) for rank in range(40)]
    assert all(is_plain(one.text) for one in made if not one.ill_written)


HOSTILE = (
    *(
        " ",
        "#",
        " #",
        ":",
        "a:",
        "a ",
        " a",
        "a#",
        "'",
        '"',
        "''",
        "[",
        "]",
        "{",
        "{}",
        "[a],",
        "a,",
        "a: b,",
        "{a: b},",
    ),
    *(
        "- ",
        "-\n",
        "\n",
        " \n",
        "\r",
        "\r\n",
        "\n  x",
        "\n x",
        "|\n",
        "a:\n",
        "a: |\n  x\n",
        "x \n",
        "null",
        "é",
    ),
)


@pytest.mark.parametrize("end", ["", "\r", "\n", "\n  \r", " #\r", "]", "}", "}]", "'", '"', "\t"])
@pytest.mark.parametrize(
    "begin", ["", "a: ", "- ", "a: [", "a: {b: ", "a: [{b: ", "a: '", "# ", "a: |\n  ", "a: |\n  x\n"]
)
def test_no_text_takes_long(begin: str, end: str) -> None:
    """The longest that is tried takes some hundredths of a second; if each character were tried with each, seconds.

    A machine that is held up may take long once, and not each time.
    """
    for piece in HOSTILE:
        text = begin + piece * ((LIMITS.max_nodes - 20) // len(piece)) + end
        assert any(_seconds(text) < 1 for _ in range(5)), piece


def _seconds(text: str) -> float:
    start = time.process_time()
    read_plain(text)
    return time.process_time() - start
