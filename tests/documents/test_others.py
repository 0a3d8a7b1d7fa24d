"""What a territory offers, the register, the follow-up of a plan, the request for the label."""

from __future__ import annotations

import time
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from usp_check.documents import Typed, field_info, field_paths, is_personal, read_document
from usp_check.documents.labellisation import Labellisation
from usp_check.documents.offre import Offre
from usp_check.documents.plan import Plan
from usp_check.documents.registre import DossierInscrit, Registre
from usp_check.reading import LIMITS, read_bytes

SAMPLES = {
    "offre": """
        document: offre
        referentiel: cvl-2024
        date: 2023-12-31
        source: SAE 2023 (DREES)
        territoires:
          - code: "28"
            population: 431277
            usp: [{etablissement: CH du Val, finess: 289900037, lits: 12, activite: medecine, orientation: polyvalente}]
            acces_usp: USP du Val Perdu
            lisp: [{etablissement: Hôpital du Val Perdu, lits: 6}]
            emsp: [{etablissement: CH du Val Perdu, responsable_territoire: oui, extra_hospitalier: oui}]
            chu: [{etablissement: CHU des Trois-Rivières, usp: non, convention_usp: oui}]
            esms: {total: 120, conventionnes_emsp: 118}
        """,
    "registre": """
        document: registre
        referentiel: cvl-2024
        dossiers:
          - fichier: ch-trois-rivieres/candidature.yaml
            recu_le: 2024-10-21 16:12
            mode: courriel
            experts: [{nom: Dominique Exemple, structure: CH du Val Perdu, lien_interet: non}]
            appreciations:
              - {regle: POR-04, decision: conforme, motif: Convention reçue., agent: C. Exemple, date: 2024-11-08}
        """,
    "plan": """
        document: plan
        referentiel: pdl-2016
        date: 2017-03-31
        actions:
          "1.2":
            statut: realise
            date: 2016-11-18
            pilote: ARS - DADSPS
            livrables: [rencontres_territoriales]
            indicateurs: {rencontres_territoriales: 5}
            motif: Sans objet.
        """,
    "labellisation": """
        document: labellisation
        referentiel: pdl-2016
        etablissement: {raison_sociale: Résidence du Val Perdu, finess_geographique: 499900017, departement: "49"}
        convention: {emsp: EMSP du Val Perdu, date_signature: 2016-05-12, piece: pieces/convention.pdf}
        formation: {personnes_formees: 12, effectif: 45, description: Deux journées par an.}
        referent: {nom: Claude Exemple, fonction: Infirmière coordinatrice}
        projet_etablissement: {volet_palliatif: oui, date: 2015-09-01, piece: pieces/projet.pdf}
        """,
}


def read(kind: str, text: str) -> Typed:
    reading = read_bytes(text.encode())
    assert reading.value is not None
    assert not reading.faults
    return read_document(kind, reading.value)


def offre(**value: Any) -> tuple[Offre, Typed]:
    typed = read_document("offre", value)
    assert isinstance(typed.document, Offre)
    return typed.document, typed


def plan(actions: Any) -> tuple[Plan, Typed]:
    typed = read_document("plan", {"actions": actions})
    assert isinstance(typed.document, Plan)
    return typed.document, typed


@pytest.mark.parametrize("kind", SAMPLES)
def test_the_format_s_own_samples_are_sound(kind: str) -> None:
    typed = read(kind, SAMPLES[kind])
    assert typed == Typed(typed.document)


def test_an_absent_list_is_unknown_and_an_empty_one_is_none() -> None:
    document, typed = offre(territoires=[{"code": "28", "usp": []}, {"code": "36", "lisp": None}])
    assert not typed.faults
    assert document.territoires is not None
    first, second = document.territoires
    assert first is not None
    assert second is not None
    assert (first.usp, first.lisp, second.usp, second.lisp) == ((), None, None, None)


def test_what_an_offer_s_values_are() -> None:
    document = read("offre", SAMPLES["offre"]).document
    assert isinstance(document, Offre)
    assert document.date == date(2023, 12, 31)
    assert document.territoires is not None
    (there,) = document.territoires
    assert there is not None
    assert there.population == 431277
    assert there.usp is not None
    assert there.usp[0] is not None
    assert (there.usp[0].lits, there.usp[0].activite, there.usp[0].finess) == (12, "medecine", "289900037")
    assert there.chu is not None
    assert there.chu[0] is not None
    assert there.chu[0].usp is False


@pytest.mark.parametrize(
    ("part", "path", "code"),
    [
        ({"code": "20"}, ("code",), "departement"),
        ({"population": "431.277"}, ("population",), "nombre_a_virgule"),
        ({"usp": [{"activite": "chirurgie"}]}, ("usp", 0, "activite"), "code"),
        ({"usp": {"lits": "12"}}, ("usp",), "liste"),
        ({"emsp": [None, {"extra_hospitalier": "1"}]}, ("emsp", 1, "extra_hospitalier"), "booleen"),
        ({"esms": {"total": "-1"}}, ("esms", "total"), "nombre_negatif"),
    ],
)
def test_what_an_offer_may_not_say(part: dict[str, Any], path: tuple[str | int, ...], code: str) -> None:
    _, typed = offre(territoires=[part])
    assert [(f.rule, f.code, f.path) for f in typed.faults] == [("FMT-06", code, ("territoires", 0, *path))]
    assert typed.doubts == {("territoires", 0, *path): "FMT-06"}


def registered(**entry: Any) -> DossierInscrit:
    typed = read_document("registre", {"dossiers": [entry]})
    assert not typed.faults
    assert isinstance(typed.document, Registre)
    assert typed.document.dossiers is not None
    (one,) = typed.document.dossiers
    assert one is not None
    return one


def test_when_and_how_a_dossier_came_in() -> None:
    one = registered(recu_le="21/10/2024 à 16h12", mode="Mél", finess="28 990 001 1")
    assert (one.recu_le, one.mode, one.finess) == (datetime(2024, 10, 21, 16, 12), "courriel", "289900011")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Conforme", "conforme"),
        ("non conforme", "non_conforme"),
        ("sans objet", "sans_objet"),
        ("Dérogation", "derogation"),
    ],
)
def test_what_a_person_may_decide(typed: str, meant: str) -> None:
    one = registered(appreciations=[{"decision": typed}])
    assert one.appreciations is not None
    assert one.appreciations[0] is not None
    assert one.appreciations[0].decision == meant


def test_what_is_about_a_person() -> None:
    expert = ("dossiers", 0, "experts", 0)
    assert is_personal("registre", expert[:-1])
    assert is_personal("registre", (*expert, "lien_interet"))
    assert not is_personal("registre", ("dossiers", 0, "appreciations", 0, "agent"))
    assert is_personal("labellisation", ("referent", "nom"))
    assert not is_personal("plan", ("actions", "1.2", "pilote"))
    typed = read_document(
        "registre", {"dossiers": [{"experts": ["Dominique Exemple", {"lien_interet": "bof"}]}]}
    )
    assert [f.arguments["lu"] for f in typed.faults] == ["", ""]


def test_actions_keep_their_identifiers_as_they_are() -> None:
    document, typed = plan(
        {"1.2": {"statut": "Réalisée"}, "01.20": None, "4.5": {"statut": "à faire"}, " é": {}}
    )
    assert not typed.faults
    assert document.actions is not None
    assert list(document.actions) == ["1.2", "01.20", "4.5", " é"]
    assert [action and action.statut for action in document.actions.values()] == [
        *("realise", None, "a_faire", None)
    ]


def test_an_identifier_without_quotes_is_the_same() -> None:
    typed = read("plan", "actions:\n  1.10: {indicateurs: {a: 5,5, 010: 1 850}}\n")
    assert not typed.faults
    assert isinstance(typed.document, Plan)
    assert typed.document.actions is not None
    action = typed.document.actions["1.10"]
    assert action is not None
    assert action.indicateurs == {"a": Decimal("5.5"), "010": Decimal(1850)}


def test_indicators_may_be_blank() -> None:
    document, typed = plan({"1.2": {"indicateurs": {"a": None, "b": "à compléter"}}})
    assert not typed.faults
    assert typed.placeholders == (("actions", "1.2", "indicateurs", "b"),)
    assert document.actions is not None
    assert document.actions["1.2"] is not None
    assert document.actions["1.2"].indicateurs == {"a": None, "b": None}


def test_a_fault_below_an_identifier_is_told_there_and_hides_nothing() -> None:
    value = {
        "1.1": {"statut": "finnie", "pilote": "ARS"},
        "1.2": {"indicateurs": {"x": "cinq", "y": "5"}, "livrables": "un texte"},
        "1.3": "réalisée",
        "1.4": {"statu": "realise"},
    }
    document, typed = plan(value)
    assert [(f.rule, f.code, f.path[1:]) for f in typed.faults] == [
        ("FMT-06", "code", ("1.1", "statut")),
        ("FMT-06", "liste", ("1.2", "livrables")),
        ("FMT-06", "nombre", ("1.2", "indicateurs", "x")),
        ("FMT-06", "groupe", ("1.3",)),
        ("FMT-05", "cle_inconnue", ("1.4", "statu")),
    ]
    assert {path[1:] for path in typed.doubts} == {
        *(fault.path[1:] for fault in typed.faults[:-1]),
        ("1.4", "statut"),
    }
    assert document.actions is not None
    first, second = document.actions["1.1"], document.actions["1.2"]
    assert first is not None
    assert second is not None
    assert (first.statut, first.pilote, second.indicateurs) == (None, "ARS", {"x": None, "y": Decimal(5)})
    assert document.actions["1.3"] is None


@pytest.mark.parametrize("actions", ["texte", ["1.2"], {"1.2": ["a"]}])
def test_what_is_kept_under_identifiers_is_a_group(actions: Any) -> None:
    _, typed = plan(actions)
    (fault,) = typed.faults
    assert (fault.code, str(fault.arguments["exemple"])[:1]) == ("groupe", "{")


def test_a_key_that_belongs_below_an_identifier_is_placed() -> None:
    typed = read_document("plan", {"pilote": "ARS", "actions": {}})
    assert typed.faults[0].arguments["ailleurs"] == "actions[].pilote"
    assert not typed.doubts


def test_the_paths_and_texts_of_what_is_kept_under_identifiers() -> None:
    assert {"actions", "actions[].statut", "actions[].indicateurs"} < set(field_paths("plan"))
    assert field_info("plan", ("actions", "1.2", "statut")).kind == "code"
    assert field_info("plan", ("actions", "1.2", "indicateurs", "n'importe lequel")).kind == "nombre"
    assert field_info("plan", ("actions",)).example.startswith('{"1.2": {statut: realise, ')
    with pytest.raises(KeyError):
        field_info("plan", ("actions", "1.2", "inconnu"))


def test_none_is_no_name() -> None:
    typed = read_document("labellisation", {"convention": {"emsp": "aucune"}, "referent": {"nom": "néant"}})
    assert not typed.faults
    assert isinstance(typed.document, Labellisation)
    assert typed.document.convention is not None
    assert typed.document.referent is not None
    assert (typed.document.convention.emsp, typed.document.referent.nom) == (None, None)


def test_complements_are_a_candidature_s() -> None:
    typed = read_document("offre", {"complements": "à compléter"})
    assert [(f.rule, f.path) for f in typed.faults] == [("FMT-05", ("complements",))]
    assert not typed.placeholders


@pytest.mark.parametrize(
    "actions",
    [
        {f"{i}": {"statu": "x", "date": "y"} for i in range(10_000)},
        {"1.2": {"indicateurs": {f"{i}": "x" for i in range(20_000)}}},
    ],
)
def test_many_faults_are_found_in_little_time(actions: dict[str, Any]) -> None:
    start = time.process_time()
    assert len(plan(actions)[1].faults) == LIMITS.max_faults + 1
    assert time.process_time() - start < 10  # a quadratic reading takes minutes
