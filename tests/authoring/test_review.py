"""The review of a référentiel: every fault at once, each on its line, and what is left to write."""

from __future__ import annotations

import pytest

from usp_check.authoring.review import Review, review
from usp_check.authoring.skeleton import skeleton
from usp_check.authoring.text import read_text
from usp_check.reading import Path, read_bytes, read_file
from usp_check.referentiels.catalogue import HERE, known_referentiels

START = skeleton("essai-2030")
TEXT = "Titre de l’appel\n\nAu moins dix lits en Bretagne, à l’ap-\npui d’un projet.\n"
POR, CAP, TRA = ("exigences", 0), ("exigences", 1), ("exigences", 2)


def looked_at(content: str, text: str | None = None) -> Review:
    return review("essai.yaml", read_bytes(content.encode()), read_text(text) if text else None)


def changed(*pairs: tuple[str, str]) -> str:
    content = START
    for old, new in pairs:
        assert content.count(old) >= 1, old
        content = content.replace(old, new, 1)
    return content


def places(content: str, text: str | None = None) -> set[Path]:
    found = looked_at(content, text).problems
    lines = content.splitlines()
    assert all(p.message and p.line and 1 <= p.line <= len(lines) for p in found)
    return {p.path for p in found}


def test_the_skeleton_is_accepted_and_says_what_is_left_to_write() -> None:
    found = looked_at(START)
    assert not found.problems
    assert (found.requirements, found.passages, found.examples) == (3, 2, 6)
    marked = [n for n, line in enumerate(START.splitlines(), 1) if '"À ÉCRIRE' in line]
    assert [p.line for p in found.todo] == marked
    assert len(marked) > 10


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("titre: Implantation", "titr: Implantation", (*POR, "titr")),
        ("    titre: Implantation\n", "", POR),
        ("gravite: bloquant", "gravite: grave", (*POR, "gravite")),
        ("controle: au_moins", "controle: au_moin", (*CAP, "controle")),
        ("{minimum: $lits_minimum}", "{minimum: beaucoup}", (*CAP, "parametres", "minimum")),
        ("{minimum: $lits_minimum}", "{maximum: $lits_minimum}", (*CAP, "parametres", "maximum")),
        ("{minimum: $lits_minimum}", "{minimum: $lits}", (*CAP, "parametres", "minimum")),
        ("porte_sur: projet.capacite.lits", "porte_sur: projet.lits", (*CAP, "porte_sur")),
        ("insuffisant:", "insufisant:", (*CAP, "messages", "insufisant")),
        ("que {valeur} lits", "que {nombre} lits", (*CAP, "messages", "insuffisant")),
        ("id: CAP-01", "id: POR-01", (*CAP, "id")),
        ("id: CAP-01", "id: CAPA-1", (*CAP, "id")),
        ("passage: §01", "passage: §1", (*POR, "reference", "passage")),
        ("version:", "versio:", ("versio",)),
        ("  editeur:", "  editer:", ("source", "editer")),
        ("documents: [candidature]", "documents: [candidat]", ("documents", 0)),
        ('  §02: "À', '  §03: "À', ("couverture", "§02")),
        ("couverture:\n  §02:", "couverture:\n  §01:", ("couverture", "§01")),
        ("couverture:\n  §02: ", "couverture:\n  §02: vu par CAP-09 # ", ("couverture", "§02")),
        ("lits: 12}", "lits: 9}", (*CAP, "exemples", "conforme")),
        ("lits: 8}", "lits: 18}", (*CAP, "exemples", "non_conforme")),
        ("lits: 12}", "lit: 12}", (*CAP, "exemples", "conforme")),
        ("lits: 12}", "lits: douze ou treize}", (*CAP, "exemples", "conforme")),
        ("{date: 2030-01-31 12:30}", "{voie: papier}", (*TRA, "exemples", "non_conforme")),
        ("id: essai-2030", f"id: {known_referentiels()[0]}", ("id",)),
    ],
)
def test_a_fault_is_told_where_it_is(old: str, new: str, path: Path) -> None:
    assert path in places(changed((old, new)))


def test_all_faults_are_told_at_once() -> None:
    content = changed(
        ("version:", "versio:"),
        ("  editeur:", "  editer:"),
        ("    titre: Implantation\n", ""),
        ("controle: au_moins", "controle: au_moin"),
        ("{date: 2030-01-31 11:30}", "{date: 2030-01-31 12:31}"),
        ("couverture:\n  §02: ", "couverture:\n  §02: vu par CAP-09 # "),
    )
    found = looked_at(content).problems
    assert {("versio",), ("source", "editer"), POR, (*CAP, "controle"), (*TRA, "exemples", "conforme")} <= {
        p.path for p in found
    }
    assert ("couverture", "§02") in {p.path for p in found}
    assert [p.line for p in found] == sorted(p.line or 0 for p in found)


def test_a_requirement_left_aside_does_not_shift_the_others() -> None:
    content = changed(("    titre: Implantation\n", ""), ("lits: 12}", "lits: 2}"))
    line = next(n for n, text in enumerate(content.splitlines(), 1) if "lits: 2}" in text)
    (told,) = [p for p in looked_at(content).problems if p.path == (*CAP, "exemples", "conforme")]
    assert told.line in (line, line - 1)


def test_an_example_that_depends_on_the_day_asks_for_one() -> None:
    dated = (
        "      non_conforme: |\n        transmission: {date: 2030-01-31 12:30}",
        "      non_conforme: |\n        observations: Pas encore envoyé.",
    )
    assert places(changed(dated)) == {(*TRA, "exemples", "non_conforme")}
    day = (
        "      conforme: |\n        transmission",
        "      date: 2030-03-01\n      conforme: |\n        transmission",
    )
    assert places(changed(dated, day)) == set()


def test_no_attachment_is_written_elsewhere(tmp_path: object) -> None:
    content = changed(
        (
            "      conforme: |\n        projet",
            f"      fichiers: [../../hors.pdf, {tmp_path}/ici.pdf]\n      conforme: |\n        projet",
        )
    )
    assert places(content) == {(*CAP, "exemples", "fichiers", 0), (*CAP, "exemples", "fichiers", 1)}


def test_the_text_is_compared() -> None:
    fitting = skeleton("essai-2030", read_text(TEXT))
    assert places(fitting, TEXT) == set()
    extract = 'extrait: "À ÉCRIRE : quelques mots du paragraphe"'
    cited = fitting.replace(f"passage: §01, {extract}", "passage: §02, extrait: à l’appui d’un projet}", 1)
    cited = cited.replace("}}", "}", 1)
    found = places(cited, TEXT)
    assert (*POR, "reference", "extrait") not in found
    assert (*POR, "reference", "passage") not in found
    assert ("couverture", "§02") in found


@pytest.mark.parametrize(
    ("reference", "key"),
    [
        ("passage: §01, extrait: au moins dix lits", "extrait"),
        ("passage: §02, extrait: Au moins douze lits", "extrait"),
        ("passage: §02, extrait: au moins dix lits", "extrait"),
        ("passage: §01, extrait: dix lits en Bretagne", "passage"),
    ],
)
def test_an_extract_that_is_not_verbatim_is_told(reference: str, key: str) -> None:
    content = skeleton("essai-2030", read_text(TEXT)).replace(
        'passage: §01, extrait: "À ÉCRIRE : quelques mots du paragraphe"', reference, 1
    )
    assert (*POR, "reference", key) in places(content, TEXT)


def test_the_paragraphs_are_those_of_the_text() -> None:
    assert ("passages", "§02") in places(START, "Un seul paragraphe.")
    assert ("passages",) in places(START, f"{TEXT}\nUn troisième.\n")
    assert ("passages",) in places(START, "§01 un\n§02 deux\n§02 encore\n")


@pytest.mark.parametrize(
    "content",
    ["", "[]", "a: b", "exigences: 3", "document: referentiel\nexigences: []", "a: [\n", "passages: {a: }"],
)
def test_whatever_is_given_is_told_and_nothing_breaks(content: str) -> None:
    assert looked_at(content, TEXT).problems


@pytest.mark.parametrize("name", known_referentiels())
def test_what_ships_holds(name: str) -> None:
    path = HERE / f"{name}.yaml"
    found = review(str(path), read_file(path))
    assert not found.problems
    assert not found.todo
    assert found.examples > 2


PLAN = """
axes: {"1": Un axe}
actions:
  "1.1":
    titre: Une action
    sujet: Faire ce que dit le texte.
    axe: "1"
    passage: §02
    echeances: [{date: 2030-12-31, libelle: fin 2030}]
    pilotes: [ARS]
    extraits: {echeance: fin 2030, livrables: un rapport, pilote: ARS}
"""


def test_an_action_answers_for_its_passage_and_quotes_it() -> None:
    content = START[: START.index("couverture:")] + PLAN
    assert places(content) == set()
    text = "Un\n\nL’ARS rend un rapport à la fin 2030."
    assert places(content, text) == set()
    assert places(content, text.replace("2030", "2031")) == {("actions", "1.1", "extraits", "echeance")}
    assert places(content, "fin 2030, un rapport\n\nL’ARS") == {("actions", "1.1", "passage")}
