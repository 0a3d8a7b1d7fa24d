"""What says nothing counts as absent: blanks, empty groups, lists of nothing, zeros for a sum."""

from typing import Any

import pytest

from tests.checks.judging import codes
from usp_check.checks.saying import filled

NOTHING: tuple[Any, ...] = (
    None,
    "",
    "   ",
    {},
    {"resume": ""},
    {"resume": " ", "piece": None},
    {"piece": "à compléter"},
)


@pytest.mark.parametrize("nothing", NOTHING)
def test_a_description_of_nothing(nothing: Any) -> None:
    assert codes("rempli", "projet.organisation", {"projet": {"organisation": nothing}}) == ["manquant"]
    assert codes(
        "rempli", "projet.organisation", {"projet": {"organisation": nothing}}, facultatif="oui"
    ) == ["non_renseigne"]


@pytest.mark.parametrize("word", ["Oui !", "« non »", "x", "o", "N.", "12 %", "(OK)", "Sans objet."])
def test_a_bare_answer_describes_nothing(word: str) -> None:
    assert codes("rempli", "projet.organisation", {"projet": {"organisation": word}}) == ["manquant"]


def test_two_letters_may_be_a_name() -> None:
    assert codes("rempli", "titulaire.raison_sociale", {"titulaire": {"raison_sociale": "H2O"}}) == [
        "conforme"
    ]


@pytest.mark.parametrize(
    "nothing", [[], [None], [{}], [{}, None, {}], [{"metier": ""}], [{"metier": "xxx", "libelle": "…"}]]
)
def test_a_list_of_nothing(nothing: Any) -> None:
    dossier = {"ressources_humaines": {"equipe": nothing}}
    where = {"liste": "ressources_humaines.equipe", "piece": "ressources_humaines.piece"}
    assert codes("lignes_ou_piece", "ressources_humaines", dossier, **where) == ["manquant"]
    assert codes("rempli", "ressources_humaines.equipe", dossier) == ["manquant"]
    assert codes("un_rempli", "pieces", dossier, champs=["ressources_humaines.equipe", "pieces"]) == [
        "manquant"
    ]
    groups = [{"nom": "un médecin", "metiers": ["medecin"]}]
    assert codes("pluridisciplinarite", "ressources_humaines.equipe", dossier, groupes=groups) == ["manquant"]
    assert codes("formation_equipe", "ressources_humaines.equipe", dossier, groupes=groups) == ["manquant"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ({"charges": {"personnel": 0}, "produits": {"fir": 1}}, "manquant"),
        ({"charges": {"personnel": 0, "medicales": 1}, "produits": {"fir": "0,01"}}, "conforme"),
        ({"charges": {}, "produits": {"fir": 1}}, "manquant"),
        ({"total_charges": 1, "total_produits": 1}, "manquant"),
    ],
)
def test_a_sum_of_nothing(line: dict[str, Any], code: str) -> None:
    where = {"liste": "financement.exercices", "avec": ["charges", "produits"], "piece": "financement.piece"}
    assert codes("lignes_ou_piece", "financement", {"financement": {"exercices": [line]}}, **where) == [code]


def test_the_fields_stand_on_one_line() -> None:
    where = {"liste": "financement.exercices", "avec": ["charges", "produits"], "piece": "financement.piece"}
    halves = [{"charges": {"personnel": 1}}, {"produits": {"fir": 1}}]
    assert codes("lignes_ou_piece", "financement", {"financement": {"exercices": halves}}, **where) == [
        "manquant"
    ]


def test_a_no_is_an_answer_and_a_zero_is_a_figure() -> None:
    assert filled(False)
    assert filled(0)
    assert not filled(None)
    assert not filled({"a": [None, {}]})
    assert codes("rempli", "projet.activite_exclusive", {"projet": {"activite_exclusive": "non"}}) == [
        "conforme"
    ]


def test_numbers_that_are_missing() -> None:
    beds = "projet.capacite.lits"
    assert codes("au_moins", beds, {}, minimum=10) == ["manquant"]
    assert codes("entre", beds, {}, minimum=10, maximum="projet.capacite.lits_a_l_ouverture") == ["manquant"]
    assert codes("vaut", beds, {}, valeurs=["10"]) == ["manquant"]
    assert codes("contient", "transmission.copies", {}, valeurs=["a@exemple.fr"]) == ["manquant"]


def test_what_a_check_adds_to_a_path_of_years() -> None:
    years = [{"annee": year} for year in (2030, 2031)]
    dossier = {
        "financement": {"exercices": years},
        "calendrier": {"debut": "2025-01-01", "fin": "9999-01-01"},
    }
    where = {"debut": "calendrier.debut", "fin": "calendrier.fin"}
    assert codes("annees_suivies", "financement.exercices", dossier, **where) == ["non_couvertes"]


def test_addresses_are_compared_case_folded() -> None:
    dossier = {"transmission": {"copies": ["ACCUEIL@exemple.fr"]}}
    assert codes("contient", "transmission.copies", dossier, valeurs=["Accueil@Exemple.fr"]) == ["conforme"]
