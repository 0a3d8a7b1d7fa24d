"""What the cases of the YAML test suite are about, as a dossier might hold it: what is read, and what is refused.

Each bears the identifier of its case in https://github.com/yaml/yaml-test-suite; the texts are our own. What is read
here is a part of YAML, by libyaml, which is lenient in places: QB6E, 9C9N, SU5Z and X4QW are errors by the book, and
none of them can be taken for anything else.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.fuzz.invariants import check_reading
from usp_check.reading import read_bytes

READ: dict[str, tuple[str, dict[str, Any]]] = {
    "229Q: sequence of mappings": (
        "a: 1\nlist:\n-\n  name: x\n  n: 1\n-\n  name: y\n",
        {"a": "1", "list": [{"name": "x", "n": "1"}, {"name": "y"}]},
    ),
    "26DV: whitespace around colon": (
        "'top1' : \n  \"key1\" : x\ntop2 : y\n",
        {"top1": {"key1": "x"}, "top2": "y"},
    ),
    "3GZX: aliases": ("a: &x one\nb: *x\n", {"a": "one", "b": "one"}),
    "4CQQ: multi-line scalars": (
        'plain:\n  this goes\n  on\nquoted: "so does\n  this"\n',
        {"plain": "this goes on", "quoted": "so does this"},
    ),
    "5KJE: sequence in brackets": ("l: [one, two, ]\n", {"l": ["one", "two"]}),
    "6HB6: indentation": (
        "  # x\n# y\nnot: \n    by one space: |\n     text\n      more\n    flow: [\n     a,\n    b,\n     ]\n",
        {"not": {"by one space": "text\n more\n", "flow": ["a", "b"]}},
    ),
    "7A4E: quoted over lines": ('a: " 1st\n\n 2nd \n\t3rd "\n', {"a": " 1st\n2nd 3rd "}),
    "87E4: quoted key in flow": ("m: {'a': b}\n", {"m": {"a": "b"}}),
    "8KB6: key without colon in braces": ("m: {a, b: c}\n", {"m": {"a": None, "b": "c"}}),
    "96L6: folded text": ("a: >\n  Mark\n  and\n", {"a": "Mark and\n"}),
    "9C9N: brackets not indented": ("a: [b,\nc]\n", {"a": ["b", "c"]}),
    "AZ63: list at its key's level": ("one:\n- 2\n- 3\nfour: 5\n", {"one": ["2", "3"], "four": "5"}),
    "CT4Q: pair in brackets": ("l: [ ? foo\n bar : baz ]\n", {"l": [{"foo bar": "baz"}]}),
    "E76Z: alias keys": ("&a a: &b b\n*b : *a\n", {"a": "b", "b": "a"}),
    "JR7V: question marks in texts": (
        "l:\n - a?string\n - another ? string\nkey?: v\n",
        {"l": ["a?string", "another ? string"], "key?": "v"},
    ),
    "JS2J: anchors": (
        "First occurrence: &anchor Value\nSecond occurrence: *anchor\n",
        {"First occurrence": "Value", "Second occurrence": "Value"},
    ),
    "LP6E: spaces in brackets": (
        'l: [a, b , c ]\nm: { "a"  : b, c : \'d\' , e   : "f"}\n',
        {"l": ["a", "b", "c"], "m": {"a": "b", "c": "d", "e": "f"}},
    ),
    "MUS6: directives": ("%YAML 1.1#...\n---\na: 1\n", {"a": "1"}),
    "MYW6: chomping": ("a: |-\n ab\n \n \nb: c\n", {"a": "ab", "b": "c"}),
    "Q8AD: escaped line ends": (
        'a: "folded \nto a space,\t\n \nto a line feed, or \t\\\n \\ \tx"\n',
        {"a": "folded to a space,\nto a line feed, or \t \tx"},
    ),
    "QB6E: quoted not indented": ('k: "a\nb\nc"\n', {"k": "a b c"}),
    "RZP5: comments after": ('"a":\n  v # c\nb: # d\n  - x\n', {"a": "v", "b": ["x"]}),
    "S98Z: block with more spaces first": ("e: >\n \n  \n   \n # comment\n", {"e": None}),
    "SU5Z: comment without a space": ('k: "value"# invalid\n', {"k": "value"}),
    "X4QW: comment stuck": ("k: |# c\n  a\n", {"k": "a\n"}),
    "X8DW: comment between": ("? key\n# c\n: value\n", {"key": "value"}),
    "YJV2: dash alone": ("l: [-]\n", {"l": ["-"]}),
}
REFUSED: dict[str, tuple[str, list[tuple[str, str, int | None]]]] = {
    "2AUY: tags in a sequence": ("l:\n - !!str a\n - b\n", [("FMT-02", "balise", 2)]),
    "2CMS: several colons in a text": ("a:\n  this\n   is\n    invalid: x\n", [("FMT-02", "indentation", 4)]),
    "2JQS: no key before colons": (": a\n: b\n", [("FMT-02", "cle_vide", 1)]),
    "2LFX: reserved directive": ("%FOO  bar baz # x\n---\na: 1\n", [("FMT-02", "directive", 1)]),
    "2XXW: unordered set": ("--- !!set\n? a\n? b\n", [("FMT-02", "balise", 1)]),
    "35KP: tags for root objects": (
        "--- !!map\n? a\n: b\n--- !!seq\n- c\n",
        [("FMT-02", "balise", 1), ("FMT-02", "plusieurs_documents", 4)],
    ),
    "4ABK: separate values in braces": (
        'm: {\nunquoted : "separate",\nhttp://foo.com,\nomitted value:,\n}\n',
        [("FMT-02", "espace_apres_deux_points", 4)],
    ),
    "4EJS: tabs as indent": ("a:\n\tb:\n\t\tc: v\n", [("FMT-02", "tabulation", 2)]),
    "4FJ6: nested sequence keys": ("m: {[a]: b}\n", [("FMT-02", "cle_complexe", 1)]),
    "57H4: tagged mapping": ("s: !!map\n  a: b\n", [("FMT-02", "balise", 1)]),
    "5TRB: document start in a quoted text": ('a: "x\n---\n"\n', [("FMT-02", "guillemet_non_ferme", 1)]),
    "5TYM: local tags in two documents": (
        "%TAG !m! !my-\n---\na: !m!light x\n...\n",
        [("FMT-02", "directive", 1)],
    ),
    "6BCT: tab after dash": ("l:\n - a: b\n - \tc\n", [("FMT-02", "tabulation", 3)]),
    "6M2F: aliases as keys": ("? &a a\n: &b b\n: *a\n", [("FMT-02", "cle_vide", 3)]),
    "6S55: text after a list": ("a:\n - b\n - c\ntext\n", [("FMT-02", "deux_points_manquant", 4)]),
    "74H7: tags in keys": ("!!str a: b\n", [("FMT-02", "balise", 1)]),
    "7LBH: multi-line key": ('a: b\n"c\n d": e\n', [("FMT-02", "deux_points_manquant", 2)]),
    "7MNF: colon missing": ("a: 1\nb\n", [("FMT-02", "deux_points_manquant", 2)]),
    "8G76: comments only": ("# a\n\n\n", [("FMT-01", "vide", None)]),
    "8XDJ: comment in a plain text": ("key: word1\n#  x\n  word2\n", [("FMT-02", "indentation", 3)]),
    "9CWY: text at the wrong level": ("k:\n - a\n - b\ninvalid\n", [("FMT-02", "deux_points_manquant", 4)]),
    "9HCY: directive without start": (
        "a: b\n%TAG ! tag:x,2000:\n---\nc: d\n",
        [("FMT-02", "indentation", 2)],
    ),
    "9KBC: mapping on the start line": ("--- k1: v1\n    k2: v2\n", [("FMT-02", "pas_des_cles", 1)]),
    "9MAG: comma first": ("l: [ , a, b]\n", [("FMT-02", "virgule_en_trop", 1)]),
    "9MQT: marker in a quoted text": ('a: "x\n... x\n"\n', [("FMT-02", "guillemet_non_ferme", 1)]),
    "A2M4: question mark": ("? a\n: -\tb\n  -  -\tc\n     - d\n", [("FMT-02", "tabulation", 2)]),
    "BF9H: comment within a quoted": (
        'a: "x" # c\nb: plain\n  # c\n  goes on\n',
        [("FMT-02", "indentation", 4)],
    ),
    "BU8L: anchor and tag": ("k: &a\n !!map\n  a: b\n", [("FMT-02", "balise", 2)]),
    "C2SP: key over two lines in brackets": ("l: [23\n]: 42\n", [("FMT-02", "indentation", 2)]),
    "CFD4: empty key": ("l: [ : x ]\n", [("FMT-02", "cle_vide", 1)]),
    "CML9: missing comma": ("k: [ w1\n#  x\n  w2 ]\n", [("FMT-02", "crochet_non_ferme", 1)]),
    "CXX2: anchor before a mapping": ("--- &a k: v\n", [("FMT-02", "pas_des_cles", 1)]),
    "D49Q: key over lines": ("'a\\nb': 1\n'c\n d': 1\n", [("FMT-02", "deux_points_manquant", 2)]),
    "DK95: tab in the indentation": ("foo:\n \tbar\n", [("FMT-02", "tabulation", 2)]),
    "EHF6: tags for flow": ("k: !!seq [a, !!str b]\n", [("FMT-02", "balise", 1), ("FMT-02", "balise", 1)]),
    "EW3V: wrong indentation": ("k1: v1\n k2: v2\n", [("FMT-02", "indentation", 2)]),
    "F2C7: anchors and tags": (
        "l:\n - &a !!str a\n - !!int 2\n",
        [("FMT-02", "balise", 2), ("FMT-02", "balise", 3)],
    ),
    "FRK4: null keys": ("m: { ? foo :, : bar }\n", [("FMT-02", "espace_apres_deux_points", 1)]),
    "G7JE: key over lines": ("a\\nb: 1\nc\n d: 1\n", [("FMT-02", "deux_points_manquant", 2)]),
    "G9HC: anchor at the wrong level": ("seq:\n&anchor\n- a\n", [("FMT-02", "deux_points_manquant", 2)]),
    "GDY7: comment that breaks": ("k: |\n a\n# c\n b: x\n", [("FMT-02", "indentation", 4)]),
    "GT5M: anchor alone": ("l:\n - a\n&node\n - b\n", [("FMT-02", "deux_points_manquant", 3)]),
    "H7J7: tag not indented": ("k: &x\n!!map\n  a: b\n", [("FMT-02", "deux_points_manquant", 2)]),
    "H7TQ: words after a directive": ("%YAML 1.2 foo\n---\na: 1\n", [("FMT-02", "directive", 1)]),
    "HRE5: bad escape": ('d: "quoted \\\' scalar"\n', [("FMT-02", "barre_oblique_inverse", 1)]),
    "HU3P: two colons": ("k:\n  w1 w2\n  no: key\n", [("FMT-02", "indentation", 3)]),
    "JKF3: key over lines": ('- - "bar\nbar": x\n', [("FMT-02", "pas_des_cles", 1)]),
    "KS4U: text after a bracket": ("k: [\n a\n]\ninvalid item\n", [("FMT-02", "deux_points_manquant", 4)]),
    "LHL4: malformed tag": ("k: !invalid{}tag x\n", [("FMT-02", "caractere_reserve", 1)]),
    "M2N8: question mark": ("? : x\n", [("FMT-02", "cle_vide", 1)]),
    "M5C3: block with tags": ("literal: |2\n  value\nfolded: !foo >1\n value\n", [("FMT-02", "balise", 3)]),
    "N4JP: bad indentation": ('map:\n  key1: "a"\n key2: "b"\n', [("FMT-02", "indentation", 3)]),
    "N782: marker in braces": ("l: [\n--- ,\n...\n]\n", [("FMT-02", "tiret_mal_place", 2)]),
    "NKF9: empty keys": ("key: value\n: empty key\n", [("FMT-02", "cle_vide", 2)]),
    "P2EQ: same line": ("m: { y: z }- invalid\n", [("FMT-02", "tiret_mal_place", 1)]),
    "P76L: foreign tag": ("%TAG !! tag:x,2000:\n---\na: !!int 1 - 3\n", [("FMT-02", "directive", 1)]),
    "Q4CL: text after a quote": (
        'k1: "quoted1"\nk2: "quoted2" trailing\nk3: x\n',
        [("FMT-02", "texte_apres_guillemet", 2)],
    ),
    "QLJ7: tag handle in the next document": (
        "%TAG !p! tag:x,2000:\n--- !p!A\na: b\n--- !p!B\nc: d\n",
        [("FMT-02", "directive", 1)],
    ),
    "RXY3: marker in apostrophes": ("a: 'x\n... \n'\n", [("FMT-02", "guillemet_non_ferme", 1)]),
    "S3PD: implicit keys": (
        'plain key: in-line value\n: # both empty\n"quoted key":\n- entry\n',
        [("FMT-02", "cle_vide", 2)],
    ),
    "SF5V: directive twice": ("%YAML 1.2\n%YAML 1.2\n---\na: 1\n", [("FMT-02", "directive", 2)]),
    "SR86: anchor and alias": ("k1: &a v\nk2: &b *a\n", [("FMT-02", "syntaxe", 2)]),
    "SU74: anchor of an alias key": (
        "k1: &al v1\n&b *al : v2\n",
        [("FMT-02", "cle_vide", 2), ("FMT-02", "syntaxe", 2)],
    ),
    "SY6V: anchor before an item": ("&anchor - a\n", [("FMT-02", "tiret_mal_place", 1)]),
    "T833: comma missing": ("m: {\n foo: 1\n bar: 2 }\n", [("FMT-02", "accolade_non_fermee", 1)]),
    "TD5N: text after a list": (
        "l:\n- item1\n- item2\ninvalid: x: y\n",
        [("FMT-02", "deux_points_dans_texte", 4)],
    ),
    "U44R: bad level": ('map:\n  key1: "a"\n   key2: "b"\n', [("FMT-02", "indentation", 3)]),
    "U99R: comma in a tag": ("l:\n- !!str, x\n", [("FMT-02", "caractere_reserve", 2)]),
    "UGM3: an invoice": (
        "--- !<tag:clarkevans.com,2002:invoice>\ninvoice: 34843\n",
        [("FMT-02", "balise", 1)],
    ),
    "UT92: documents ended": (
        "---\na: {matches\n% : 20 }\n...\n---\n# Empty\n...\n",
        [("FMT-02", "accolade_non_fermee", 2)],
    ),
    "W4TN: directives and documents": ("%YAML 1.2\n--- |\n%!PS\n...\n", [("FMT-01", "vide", None)]),
    "W9L4: block at a lower level": ("k: |\n     \n  a\n  b\n", [("FMT-02", "indentation", 3)]),
    "WZ62: empty with tags": (
        "m: {\n foo : !!str,\n !!str : bar,\n}\n",
        [("FMT-02", "balise", 2), ("FMT-02", "balise", 3), ("FMT-02", "cle_vide", 3)],
    ),
    "Y79Y: tab": ("k: |\n \t\nb: [\n\ta\n ]\n", [("FMT-02", "tabulation", 2)]),
    "ZCZ6: two colons": ("a: b: c: d\n", [("FMT-02", "deux_points_dans_texte", 1)]),
    "ZL4Z: quoted colon": ("a: 'b': c\n", [("FMT-02", "deux_points_dans_texte", 1)]),
    "ZVH3: bad item": ("l:\n- k: v\n - item\n", [("FMT-02", "indentation", 3)]),
    "ZXT5: pair in brackets": ('l: [ "key"\n  :value ]\n', [("FMT-02", "crochet_non_ferme", 1)]),
}


@pytest.mark.parametrize("case", READ)
def test_what_is_read(case: str) -> None:
    text, value = READ[case]
    reading = read_bytes(text.encode())
    check_reading(reading)
    assert reading.faults == ()
    assert reading.value == value


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused(case: str) -> None:
    text, faults = REFUSED[case]
    reading = read_bytes(text.encode())
    check_reading(reading)
    assert [(fault.rule, fault.code, fault.line) for fault in reading.faults] == faults
