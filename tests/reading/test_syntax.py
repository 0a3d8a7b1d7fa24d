"""What people mistype, and what they are told: the code and the place, never libyaml's words."""

from __future__ import annotations

import pytest
from yaml import YAMLError
from yaml._yaml import CParser
from yaml.error import MarkedYAMLError

from usp_check.reading import CODES, read_bytes
from usp_check.reading.syntax import PROBLEMS

# What is typed, the code, line and column: nothing more is read.
GIVEN_UP = {
    "tab as indentation": ("a:\n\tb: 1\n", "tabulation", 2, 1),
    "tab within a text that goes on": ("a: b\n  c\n\td\n", "tabulation", 3, 1),
    "tab in a block": ("a: |\n \tx\n\ty\n", "tabulation", 2, 2),
    "no space after the colon, first entry": ("a:\n  lits:12\n  y: 2\n", "espace_apres_deux_points", 2, 7),
    "no space after the colon, later entry": (
        "a:\n  x: 1\n  lits:12\n  y: 2\n",
        "espace_apres_deux_points",
        3,
        7,
    ),
    "no space after any colon": ("document:x\nreferentiel:y\n", "espace_apres_deux_points", 1, 9),
    "no-break space after the colon": ("document:\u00a0x\nb: y\n", "espace_apres_deux_points", 1, 9),
    "no space after a colon in braces": ("a: {b:[1]}\n", "espace_apres_deux_points", 1, 6),
    "colon in a text": ("a: Projet : une unité\n", "deux_points_dans_texte", 1, 11),
    "deeper for no reason": ("nom: Site\n  dep: 28\n", "indentation", 2, 3),
    "text that goes on": ("a: travaux\n   puis ouverture : mars\nb: 1\n", "deux_points_dans_texte", 2, 19),
    "deeper, with the space of the French": ("nom: Site\n  dep : 28\n", "indentation", 2, 3),
    "item under a value": ("a: x\n  - b: 1\n", "indentation", 2, 3),
    "deeper, after an empty line": ("nom: Site\n\n  dep: 28\n", "indentation", 3, 3),
    "between two levels": ("a:\n   b: 1\n  c: 2\n", "indentation", 3, 3),
    "item between two levels": ("a:\n   - b\n  - c\n", "indentation", 3, 3),
    "less than the first line": ("  a: 1\nb: 2\n", "indentation", 2, 1),
    "no colon": ("a: 1\nlits\nb: 2\n", "deux_points_manquant", 2, 1),
    "no space after the dash": ("a:\n- x\n-y\n", "espace_apres_tiret", 3, 1),
    "no space after an indented dash": ("a:\n  - x\n  -y\n", "espace_apres_tiret", 3, 3),
    "no space after a badly indented dash": ("a:\n  - x\n -y\n", "espace_apres_tiret", 3, 2),
    "list on the line of its key": ("a: - x\n", "tiret_mal_place", 1, 4),
    "quote never closed": ("a: 'abc\nb: 2\n", "guillemet_non_ferme", 1, 4),
    "quote closed by an apostrophe below": ("a: 'Hôpital\nb: l'unité\nc: 1\n", "guillemet_non_ferme", 1, 4),
    "quote open at a document mark": ('a: "x\n---\n', "guillemet_non_ferme", 1, 4),
    "apostrophe between apostrophes": ("a: 'aujourd'hui'\n", "texte_apres_guillemet", 1, 13),
    "text after a quoted one": ('a: "x" y\n', "texte_apres_guillemet", 1, 8),
    "Windows path between quotes": ('a: "C:\\path"\n', "barre_oblique_inverse", 1, 7),
    "short escape": ('a: "\\x4"\n', "barre_oblique_inverse", 1, 7),
    "half of a character": ('a: "\\ud800"\n', "barre_oblique_inverse", 1, 7),
    "bracket open over lines": ("a: [x, y\nb: 2\n", "crochet_non_ferme", 1, 4),
    "bracket open at the end": ("a: [x, y", "crochet_non_ferme", 1, 4),
    "bracket open after a comma": ("a: {b: [x,\n", "crochet_non_ferme", 1, 8),
    "bracket closed by a brace": ("a: [x}\n", "crochet_non_ferme", 1, 4),
    "brace open": ("a: {x: 1\nb: 2\n", "accolade_non_fermee", 1, 4),
    "one bracket too many": ("a: [x]]\n", "fermeture_en_trop", 1, 7),
    "closing brace alone": ("a: }\n", "fermeture_en_trop", 1, 4),
    "text after a bracket": ("a: [x] y\n", "texte_apres_fermeture", 1, 8),
    "text after the whole": ("{a: 1} x\n", "texte_apres_fermeture", 1, 8),
    "no comma between quoted items": ('a: ["x" "y"]\n', "virgule_manquante", 1, 9),
    "no comma between entries": ("a: {x: 1 y: 2}\n", "virgule_manquante", 1, 11),
    "two commas": ("a: [x,,y]\n", "virgule_en_trop", 1, 7),
    "comma alone": ("a: , b\n", "virgule_en_trop", 1, 4),
    "at sign": ("a: @b\n", "caractere_reserve", 1, 4),
    "backtick": ("a: `b`\n", "caractere_reserve", 1, 4),
    "per cent": ("a: %b\n", "caractere_reserve", 1, 4),
    "star": ("a: * b\n", "caractere_reserve", 1, 4),
    "bold": ("a: **gras**\n", "caractere_reserve", 1, 4),
    "call for a note": ("a: *note texte\n", "caractere_reserve", 1, 4),
    "ampersand": ("a: & b\n", "caractere_reserve", 1, 4),
    "question mark": ("a: ? b\n", "caractere_reserve", 1, 4),
    "bar in brackets": ("a: [| x]\n", "caractere_reserve", 1, 5),
    "exclamation mark": ("a: !,x y\n", "caractere_reserve", 1, 4),
    "text after a bar": ("a: | texte\n", "bloc_mal_ouvert", 1, 4),
    "text after a greater-than sign": ("a: > 12 lits\n", "bloc_mal_ouvert", 1, 4),
    "undeclared tag": ("a: !e!x y\n", "balise", 1, 4),
    "tag that is no character": ("a: !%ED%A0%80 x\n", "balise", 1, 4),
    "line that begins with a per cent": ("a: 1\n%b\n", "directive", 2, 1),
    "unknown directive": ("%FOO\n---\na: 1\n", "directive", 1, 1),
    "tag directive": ("# x\n%YAML 1.1\n%TAG !a! x\n---\na: 1\n", "directive", 3, 1),
    "version without a document": ("%YAML 1.2\na: 1\n", "directive", 2, 1),
    "colon first in braces": ("a: {: x}\n", "cle_vide", 1, 5),
    "colon first": (": x\nb: 2\n", "cle_vide", 1, 1),
    "list at the top": ("\n- a\n", "pas_des_cles", 2, 1),
    "text at the top": ("bonjour\n", "pas_des_cles", 1, 1),
}


@pytest.mark.parametrize(("text", "code", "line", "column"), GIVEN_UP.values(), ids=GIVEN_UP)
def test_mistake_has_its_code_and_place(text: str, code: str, line: int, column: int) -> None:
    reading = read_bytes(text.encode())
    assert [(f.rule, f.code, f.line, f.column) for f in reading.faults] == [("FMT-02", code, line, column)]
    assert reading.value is None


@pytest.mark.parametrize("end", ["\r\n", "\r"])
@pytest.mark.parametrize(("text", "code", "line", "column"), GIVEN_UP.values(), ids=GIVEN_UP)
def test_ends_of_line_change_nothing(text: str, code: str, line: int, column: int, end: str) -> None:
    reading = read_bytes(text.replace("\n", end).encode())
    assert [(f.code, f.line, f.column) for f in reading.faults] == [(code, line, column)]


@pytest.mark.parametrize("text", [case[0] for case in GIVEN_UP.values()], ids=GIVEN_UP)
def test_arguments_are_those_announced(text: str) -> None:
    for fault in read_bytes(text.encode()).faults:
        assert tuple(fault.arguments) == CODES[fault.rule, fault.code]


# What is typed, what is read all the same, and the faults: code, path, line, column.
GOES_ON = {
    "tag": ("a: !!int 3\nb: x\n", {"a": "3", "b": "x"}, [("balise", ("a",), 1, 4)]),
    "tag on a list": ("a: &x !l [x]\n", {"a": ["x"]}, [("balise", ("a",), 1, 7)]),
    "tag on a key": ("!k a: x\n", {"a": "x"}, [("balise", ("a",), 1, 1)]),
    "tag in a list": ("a: [x, ! y]\n", {"a": ["x", "y"]}, [("balise", ("a", 1), 1, 8)]),
    "merge key": (
        "x: &x {a: 1}\ny:\n  <<: *x\n  b: 2\n",
        {"x": {"a": "1"}, "y": {"b": "2"}},
        [("fusion", ("y",), 3, 3)],
    ),
    "merge at the top": ("<<: {a: {b: c}}\nb: 2\n", {"b": "2"}, [("fusion", (), 1, 1)]),
    "list as a key": ("[x, y]: {z: 1}\nb: 2\n", {"b": "2"}, [("cle_complexe", (), 1, 1)]),
    "mapping as a key": (
        "a:\n  ? {q: r}\n  : s\n  b: 2\n",
        {"a": {"b": "2"}},
        [("cle_complexe", ("a",), 2, 5)],
    ),
    "template left as it was": (
        "a: {{ nom }}\nb: 2\n",
        {"a": {}, "b": "2"},
        [("cle_complexe", ("a",), 1, 5)],
    ),
    "alias of a list as a key": (
        "a: &k [x]\n*k : 3\nb: 1\n",
        {"a": ["x"], "b": "1"},
        [("cle_complexe", (), 2, 1)],
    ),
    "empty key": ("a: {'': x, b: 2}\n", {"a": {"b": "2"}}, [("cle_vide", ("a",), 1, 5)]),
    "blank key": ("' ': [x]\nb: 2\n", {"b": "2"}, [("cle_vide", (), 1, 1)]),
    "unknown alias": (
        "a: *note\nb: [x, *y]\n",
        {"a": None, "b": ["x", None]},
        [
            ("alias_inconnu", ("a",), 1, 4),
            ("alias_inconnu", ("b", 1), 2, 8),
        ],
    ),
    "control characters": (
        "a: x\x07y\nb: \x0c2\n",
        {"a": "x y", "b": "2"},
        [("caractere_interdit", (), 1, 5)],
    ),
    "control character by escape": (
        'a: "x\\ay"\nb: 2\n',
        {"a": "xy", "b": "2"},
        [("caractere_interdit", ("a",), 1, 4)],
    ),
    "two documents": ("a: 1\n---\nb: [\n", {"a": "1"}, [("plusieurs_documents", (), 2, 1)]),
    "two documents, the first ended": (
        "a: 1\n...\n# x\nb: 2\n",
        {"a": "1"},
        [("plusieurs_documents", (), 4, 1)],
    ),
    "no-break spaces as indentation": (
        "a:\n\u00a0\u00a0b: 1\n",
        {"a": None, "b": "1"},
        [("espace_insecable", ("b",), 2, 1)],
    ),
    "key twice": (
        "a: 1\nb:\n  c: 1\n  'c ': {d: 1}\na: 3\n",
        {"a": "1", "b": {"c": "1"}},
        [("cle_en_double", ("b", "c"), 4, 3), ("cle_en_double", ("a",), 5, 1)],
    ),
    "key twice, composed and not": (
        '{e\u0301: 1, é: 2, "e\\u0301": 3}',
        {"é": "1"},
        [("cle_en_double", ("é",), 1, 8), ("cle_en_double", ("é",), 1, 14)],
    ),
    "key twice by alias": (
        "a: &k nom\nnom: x\n*k : 3\n",
        {"a": "nom", "nom": "x"},
        [("cle_en_double", ("nom",), 3, 1)],
    ),
}


@pytest.mark.parametrize(("text", "value", "faults"), GOES_ON.values(), ids=GOES_ON)
def test_fault_hides_nothing_else(text: str, value: object, faults: list[object]) -> None:
    reading = read_bytes(text.encode())
    assert [(f.code, f.path, f.line, f.column) for f in reading.faults] == faults
    assert reading.value == value
    for fault in reading.faults:
        assert tuple(fault.arguments) == CODES[fault.rule, fault.code]


def test_faults_seen_before_the_end_are_told() -> None:
    reading = read_bytes(b"a: !!int 3\nb: 1\nb: 2\nc: [\n")
    assert [f.code for f in reading.faults] == ["balise", "cle_en_double", "crochet_non_ferme"]
    assert reading.value is None


def test_a_key_given_twice_is_a_fault_of_the_key() -> None:
    assert [fault.on_key for fault in read_bytes(b"a: 1\na: 2\nb: !x 3\n").faults] == [True, False]


def test_arguments_say_what_was_typed() -> None:
    def arguments(text: str) -> dict[str, str | int]:
        return dict(read_bytes(text.encode()).faults[0].arguments)

    assert arguments("a: !!int 3\n") == {"balise": "!!int"}
    assert arguments("x: y\na: 1\n\na: 2\n") == {"cle": "a", "ligne": 4, "premiere_ligne": 2}
    assert arguments("a: x\x07y\x07\n") == {"caractere": "U+0007", "nombre": 2}
    assert arguments('a: "x\\u0085\\by\\0"\n') == {"caractere": "U+0008", "nombre": 2}
    assert arguments("a: *note\n") == {"nom": "note"}
    assert arguments("a: &x [*x]\n") == {"nom": "x"}
    assert arguments("a: @b\n") == {"caractere": "@"}
    assert arguments("a: > b\n") == {"caractere": ">"}
    assert arguments("a: [x] y\n") == {"caractere": "]"}
    assert arguments("a: 'x' y\n") == {"guillemet": "'"}
    assert arguments('a: "x\n') == {"guillemet": '"'}
    assert arguments("- x\n") == {"lu": "liste"}
    assert arguments("x\n") == {"lu": "texte"}


# One text for each sentence of libyaml, by which the table is known to be complete and exact.
SENTENCES = [
    *(case[0] for case in GIVEN_UP.values()),
    *(
        "%\n",
        "%a\u00e9\n",
        "%YAML x\n",
        "%YAML 1.1 x\n",
        "%YAML 1234567890.1\n",
        "%YAML 1.x\n",
        "%YAML 1.1 é\n",
    ),
    *(
        "%YAML 1.1\n%YAML 1.1\n---\n",
        "%YAML 3.1\n---\n",
        "%TAG ! x\n%TAG ! x\n---\n",
        "%TAG\n",
        "%TAG !é! x\n",
    ),
    *("%TAG a\n", "%TAG !a\n", "%TAG !a!x\n", "%TAG ! \n", "%TAG ! é\n", "%TAG ! %4\n", "%TAG ! %FF\n"),
    *("%TAG ! %C3%00\n", "%TAG ! x[é\n", "%YAML 1\n", "a: !<x y\n", "a: !<>\n", "a: !%4 x\n", "a: !%FF x\n"),
    *(
        "a: !%C3%00 x\n",
        "a: !x{} y\n",
        "a: |0\n",
        "a: |1x\n",
        "a: |+0\n",
        "a: &é\n",
        "[a, : b, ?]",
        "- a\nb: 1\n",
    ),
    *(
        '"a',
        "'\n---\n'",
        "a: !<é>\n",
        "[a: ,:]",
        "a: !e%!x y\n",
        'a: "\\uZZZZ"\n',
        "a: [&b ,]\n&c ,\n",
        "[*a b]",
    ),
    *("[a,]]", "[a, &b ]x", "&a ]", "a: &b }\n", "[!x ,,]", "%YAML 1.1\n"),
]
# Cannot come out of a text: a token stream always starts with its start; a tag only begins at a "!"; our
# version of libyaml does not bound the nesting.
NEVER = {
    ("while scanning a tag", "did not find expected '!'"),
    ("while parsing", "Maximum nesting level reached, set with yaml_set_max_nest_level())"),
}


def _sentence(text: str) -> tuple[str | None, str | None] | None:
    parser = CParser(text)
    try:
        parser.raw_parse()
    except MarkedYAMLError as error:
        return error.context, error.problem
    except YAMLError:
        return None
    return None


def test_every_sentence_of_the_parser_is_known() -> None:
    said = {sentence for sentence in map(_sentence, SENTENCES) if sentence}
    assert said - set(PROBLEMS) == set()
    assert set(PROBLEMS) - said == NEVER


@pytest.mark.parametrize("text", SENTENCES)
def test_no_sentence_of_the_parser_comes_out(text: str) -> None:
    for fault in read_bytes(text.encode()).faults:
        assert (fault.rule, fault.code) in CODES
        assert not any(" " in str(argument) for argument in fault.arguments.values())
