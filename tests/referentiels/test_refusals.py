"""A référentiel that can't be used is refused when it is loaded: every reason, its line, in French."""

import re
from pathlib import Path

import pytest

from usp_check.referentiels.catalogue import known_referentiels
from usp_check.referentiels.loader import format_requirements, load
from usp_check.referentiels.problems import Problem, UnusableReferentielError

SOUND = """\
document: referentiel
id: essai-2025
version: "1"
titre: Un appel d'essai
source:
  document: texte-essai
  titre: Le texte de l'essai
  editeur: Une agence
  annee: "2025"
documents:
  - candidature
familles:
  CAP: La capacité
  FIN: Le financement
passages:
  §1: Le seul
parametres:
  lits_minimum:
    libelle: Nombre minimal de lits
    valeur: 10
    passage: §1
  populations:
    libelle: Population
    donnees: population-municipale-2021
exigences:
  - id: CAP-01
    gravite: bloquant
    titre: Lits
    exigence: L'unité compte {lits_minimum} lits.
    explication: Le texte le demande.
    remede: Ajoutez des lits.
    reference:
      passage: §1
      extrait: dix lits au moins
    porte_sur: projet.capacite.lits
    si:
      projet.nature: creation
    faute_de:
      projet.capacite: sans_objet
    controle: au_moins
    parametres:
      minimum: $lits_minimum
    messages:
      insuffisant: Il y a {valeur} lits, et il en faut {minimum}.
    a_faire:
      manquant: Indiquez les lits.
    exemples:
      conforme: "projet: {capacite: {lits: 12}}"
      non_conforme: "projet: {capacite: {lits: 8}}"
  - id: FIN-01
    gravite: info
    titre: Totaux
    exigence: Les totaux sont justes.
    explication: L'outil le vérifie.
    remede: Corrigez.
    reference:
      passage: outil
    porte_sur: financement.exercices
    controle: annees_suivies
    parametres:
      debut: calendrier.debut
      fin: calendrier.fin
    exemples:
      conforme: "financement: {exercices: []}"
      non_conforme: "financement: {exercices: []}"
couverture: {}
"""

# What is written instead of what; a text on whose line the reason must stand; a word that it must hold.
REFUSALS = {
    "unknown check": ("controle: au_moins", "controle: au_moin", "controle: au_moin", "« au_moins »"),
    "no check": ("    controle: au_moins\n", "", "  - id: CAP-01", "controle"),
    "wrong parameter": ("minimum: $lits_minimum", "minimum: beaucoup", "minimum: beaucoup", "minimum"),
    "missing parameter": ("      minimum: $lits_minimum\n", "      {}\n", "      {}", "minimum"),
    "extra parameter": ("minimum: $lits_minimum", "minimum: 1\n      maximun: 3", "maximun: 3", "maximun"),
    "parameters that are no group": (
        *("    parametres:\n      minimum: $lits_minimum\n", "    parametres: dix\n"),
        *("  - id: CAP-01", "parametres"),
    ),
    "unknown $parameter": (
        "minimum: $lits_minimum",
        "minimum: $lits_minimun",
        "$lits_minimun",
        "« lits_minimum »",
    ),
    "unknown data": ("population-municipale-2021", "population-2020", "population-2020", "population-2020"),
    "duplicate identifier": ("- id: FIN-01", "- id: CAP-01", None, "CAP-01"),
    "malformed identifier": ("- id: FIN-01", "- id: FIN1", "- id: FIN1", "id"),
    "unknown family": ("- id: FIN-01", "- id: FIM-01", "- id: FIM-01", "« FIM »"),
    "unknown severity": ("gravite: info", "gravite: moyenne", "gravite: moyenne", "bloquant"),
    "unknown passage of a requirement": ("      passage: §1\n", "      passage: §2\n", "passage: §2", "§2"),
    "unknown passage of a parameter": (
        "    passage: §1\n  pop",
        "    passage: §9\n  pop",
        "passage: §9",
        "§9",
    ),
    "unknown passage of the coverage": ("couverture: {}", "couverture:\n  §7: Rien.", "§7: Rien", "§7"),
    "missing extract": ("      extrait: dix lits au moins\n", "", "      passage: §1", "extrait"),
    "extract too long": (
        "dix lits au moins",
        "un deux trois quatre cinq six sept huit neuf dix onze douze treize",
        "      passage: §1",
        "12",
    ),
    "extract of the tool's own": (
        "passage: outil",
        "passage: outil\n      extrait: rien",
        "passage: outil",
        "outil",
    ),
    "unknown document": ("  - candidature", "  - candidatur", "  - candidatur", "« candidature »"),
    "unknown field looked at": (
        "porte_sur: projet.capacite.lits",
        "porte_sur: projet.capacite.lit",
        "capacite.lit\n",
        "projet.capacite.lits",
    ),
    "unknown field of si": (
        "projet.nature: creation",
        "projet.natur: creation",
        "projet.natur:",
        "projet.natur",
    ),
    "unknown field of faute_de": (
        "projet.capacite: sans_objet",
        "projet.capasite: sans_objet",
        "projet.capasite",
        "projet.capasite",
    ),
    "bad status of faute_de": (
        "projet.capacite: sans_objet",
        "projet.capacite: conforme",
        "projet.capacite: conforme",
        "conforme",
    ),
    "unknown field of a parameter": (
        "fin: calendrier.fin",
        "fin: calendrier.finn",
        "calendrier.finn",
        "calendrier.fin",
    ),
    "message for an unknown code": (
        "insuffisant: Il y a",
        "insufisant: Il y a",
        "insufisant",
        "« insuffisant »",
    ),
    "to do for an unknown code": ("manquant: Indiquez", "manqant: Indiquez", "manqant", "« manquant »"),
    "unknown place in a message": ("Il y a {valeur} lits", "Il y a {valeurs} lits", "{valeurs}", "valeurs"),
    "unknown place in a sentence": ("compte {lits_minimum} lits", "compte {lits} lits", "{lits}", "lits"),
    "message that is a list": (
        "insuffisant: Il y a {valeur} lits, et il en faut {minimum}.",
        "insuffisant: [un, deux]",
        "insuffisant: [",
        "insuffisant",
    ),
    "unknown key": ("    titre: Lits", "    titre: Lits\n    titr: Lits", "    titr:", "titr"),
    "unknown key at the top": ("version:", "versions: 2\nversion:", "versions: 2", "versions"),
    "missing key": ("    remede: Ajoutez des lits.\n", "", "  - id: CAP-01", "remede"),
    "empty text": ("    titre: Lits", "    titre:", "    titre:\n", "titre"),
    "group instead of a text": ("    titre: Lits", "    titre: {a: b}", "    titre: {", "titre"),
    "text instead of a list": (
        "documents:\n  - candidature",
        "documents: candidature",
        "documents:",
        "documents",
    ),
    "text instead of requirements": (
        SOUND[SOUND.index("exigences:") :],
        "exigences: aucune\n",
        "exigences: aucune",
        "exigences",
    ),
    "no requirement": (SOUND[SOUND.index("exigences:") :], "exigences: []\n", "exigences: []", "exigences"),
    "text instead of a requirement": ("exigences:\n", "exigences:\n  - CAP-00\n", "- CAP-00", "CAP-00"),
    "parameter without a source": ("    passage: §1\n  pop", "  pop", "    libelle: Nombre", "source"),
    "text instead of a parameter": (
        "parametres:\n  lits",
        "parametres:\n  dix: 10\n  lits",
        "  dix: 10",
        "dix",
    ),
    "another kind of document": (
        "document: referentiel",
        "document: candidature",
        "document: candidature",
        "referentiel",
    ),
    "malformed schema of complements": ("couverture: {}", "complements:\n  type: 12", "type: 12", ""),
    "duplicate key": ("version:", "id: autre\nversion:", "id: autre", ""),
    "syntax error": ("familles:\n", "familles: [\n", None, ""),
    "tab": ("  CAP: La", "\tCAP: La", "\tCAP", ""),
}
ENGLISH = re.compile(
    r"\b(the|a valid|input|field|required|should|value|missing|type error|string|expected|must|not|permitted"
    r"|extra|unable|found|unexpected|is|or|and|one of|dict|tuple|list|at least|None|True|False)\b"
)


def refusal(tmp_path: Path, text: str) -> tuple[Problem, ...]:
    """Load a référentiel that must be refused, and return why it is."""
    file = tmp_path / "essai.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UnusableReferentielError) as caught:
        load(str(file))
    for problem in caught.value.problems:
        assert not ENGLISH.search(problem.message), problem.message
        assert "{" not in problem.message
        assert f"essai.yaml:{problem.line} : {problem.message}" in str(caught.value)
    return caught.value.problems


def test_the_sound_one_is_taken(tmp_path: Path) -> None:
    file = tmp_path / "essai.yaml"
    file.write_text(SOUND, encoding="utf-8")
    referentiel = load(str(file))
    assert [r.id for r in referentiel.exigences] == ["CAP-01", "FIN-01"]
    assert referentiel.exigences[0].exigence == "L'unité compte 10 lits."


@pytest.mark.parametrize("name", REFUSALS)
def test_refused_with_its_line(name: str, tmp_path: Path) -> None:
    old, new, mark, word = REFUSALS[name]
    assert SOUND.count(old) == 1, "the change must change one place"
    text = SOUND.replace(old, new)
    problems = refusal(tmp_path, text)
    lines = {p.line for p in problems}
    if mark is not None:
        assert text[: text.rindex(mark)].count("\n") + 1 in lines, problems
    else:
        assert lines.isdisjoint({None, 1}), problems
    assert any(word in p.message for p in problems), problems


def test_every_reason_is_given_at_once(tmp_path: Path) -> None:
    text = SOUND.replace("passage: §1\n      extrait", "passage: §5\n      extrait")
    text = text.replace("calendrier.debut", "calendrier.debu").replace("projet.nature", "projet.natures")
    problems = refusal(tmp_path, text)
    assert len(problems) == 3
    assert [p.line for p in problems] == sorted(p.line or 0 for p in problems)


def test_a_code_that_can_never_happen_gets_no_message(tmp_path: Path) -> None:
    text = SOUND.replace("projet.capacite: sans_objet", "projet.capacite.lits: sans_objet")
    (problem,) = refusal(tmp_path, text)
    assert "manquant" in problem.message


@pytest.mark.parametrize(
    "content", [b"", b"# rien\n", b"- une liste\n", b"\xff\xfe\x00", b"titre: caf\xe9\n", b"a: " + b"[" * 40]
)
def test_what_is_no_referentiel_at_all(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "essai.yaml"
    file.write_bytes(content)
    with pytest.raises(UnusableReferentielError) as caught:
        load(str(file))
    assert caught.value.problems
    assert not any(ENGLISH.search(p.message) for p in caught.value.problems)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UnusableReferentielError) as caught:
        load(str(tmp_path / "absent.yaml"))
    assert not ENGLISH.search(caught.value.problems[0].message)


def test_an_unknown_identifier_gets_the_nearest() -> None:
    with pytest.raises(UnusableReferentielError) as caught:
        load("cvl-2023")
    assert "cvl-2024" in str(caught.value)


def test_the_shipped_ones_are_sound() -> None:
    assert "cvl-2024" in known_referentiels()
    for name in known_referentiels():
        assert load(name).id == name
    assert [rule.id for rule in format_requirements()] == [f"FMT-0{n}" for n in range(1, 8)]
