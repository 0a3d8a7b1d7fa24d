"""The plan of the Pays de la Loire in the same house: other documents, actions under identifiers, its own dates."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.cli.runner import run
from usp_check.judging import Settings, judge
from usp_check.reading import read_bytes, read_file
from usp_check.referentiels.catalogue import HERE
from usp_check.referentiels.loader import load, parse
from usp_check.referentiels.problems import UnusableReferentielError
from usp_check.report.model import Constat, RapportDossier
from usp_check.report.wording import verdict_sentence
from usp_check.vocabulary import Statut, Verdict

EXAMPLES = Path(__file__).parents[1] / "examples" / "pdl-2016"
PLAN = "document: plan\nreferentiel: pdl-2016\ndate: 2016-06-30\n"


def judged(text: str, *, own: bool = True) -> RapportDossier:
    settings = Settings(date(2017, 12, 31), dates_propres=own)
    report = judge("suivi.yaml", read_bytes(text.encode()), settings, None)
    assert not report.defaillances
    return report


def of(report: RapportDossier, rule: str) -> list[Constat]:
    return [c for c in report.constats if c.regle == rule]


def test_an_unknown_action_is_told_with_the_one_that_was_meant() -> None:
    report = judged(PLAN + 'actions:\n  "1.33": {statut: realise, date: hier}\n')
    (fault,) = (c for c in report.constats if c.famille == "FMT")
    assert (fault.regle, fault.code, fault.champ, fault.ligne) == (
        "FMT-05",
        "cle_inconnue",
        ("actions", "1.33"),
        5,
    )
    assert "« 1.3 »" in fault.message
    followed = of(report, "PLA-01")
    assert ("actions", "1.3") not in [c.champ for c in followed if c.statut is Statut.NON_CONFORME]
    assert [c.champ for c in followed if c.statut is Statut.NON_EVALUABLE] == [("actions", "1.3")]


def test_an_unknown_figure_is_told_with_those_of_the_action() -> None:
    report = judged(PLAN + 'actions: {"1.2": {statut: a_faire, indicateurs: {visites: 3}}}\n')
    (fault,) = (c for c in report.constats if c.famille == "FMT")
    assert fault.champ == ("actions", "1.2", "indicateurs", "visites")
    assert "rencontres_territoriales" in fault.message
    assert report.verdict is Verdict.NON_CONFORME  # the actions that are not followed


def test_what_is_wrong_below_an_unknown_action_is_not_told_besides() -> None:
    report = judged(PLAN + "actions: {truc: {statut: peut-être, chose: 1}}\n")
    assert [c.champ for c in report.constats if c.famille == "FMT"] == [("actions", "truc")]


def test_many_unknown_actions_are_told_in_good_time() -> None:
    lines = "".join(f'  "{rank}.{rank}": {{statut: realise}}\n' for rank in range(10, 3000))
    report = judged(f"{PLAN}actions:\n{lines}")
    assert len(of(report, "FMT-05")) == 2990


@pytest.mark.parametrize(
    "text", ["actions: rien\n", "actions: []\n", "actions: {'1.2': []}\n", "actions: {1.2: }\n"]
)
def test_actions_of_another_form_break_nothing(text: str) -> None:
    assert judged(PLAN + text).verdict in (Verdict.NON_CONFORME, Verdict.INDETERMINE)


def test_a_finding_on_an_action_cites_its_row() -> None:
    report = judged(PLAN + 'actions: {"1.4": {statut: en_cours, pilote: Mairie}}\n')
    (late,) = of(report, "PLA-02")
    assert late.reference is not None
    assert late.reference.passage == "Axe 1 Action 4"
    assert late.reference.extrait == load("pdl-2016").actions["1.4"].extraits.echeance
    assert late.reference.document == "plan-palliatif-pdl-2016"
    assert {c.reference.passage for c in of(report, "PLA-01") if c.reference} == {"préambule"}


def test_a_plan_is_judged_at_its_own_date_unless_another_is_given() -> None:
    followed = PLAN + 'actions: {"1.1": {statut: en_cours, pilote: CRSA}}\n'
    assert Statut.NON_CONFORME not in {c.statut for c in of(judged(followed), "PLA-02")}
    assert Statut.NON_CONFORME in {c.statut for c in of(judged(followed, own=False), "PLA-02")}


@pytest.mark.parametrize("kind", ["plan", "labellisation"])
def test_what_does_not_go_together_is_told_with_what_would(kind: str) -> None:
    report = judged(f"document: {kind}\nreferentiel: cvl-2024\n")
    (fault,) = report.constats
    assert (fault.regle, fault.code, report.verdict) == ("FMT-07", "incompatibles", Verdict.INDETERMINE)
    assert "pdl-2016" in (fault.remede or "")


def test_an_offer_says_by_which_call_it_is_judged() -> None:
    (fault,) = judged("document: offre\nterritoires: []\n").constats
    assert (fault.regle, fault.code) == ("FMT-07", "manquant")
    assert "cvl-2024 ou pdl-2016" in (fault.remede or "")


def test_a_plan_that_says_nothing_of_itself_is_recognised() -> None:
    report = judged('date: 2016-06-30\nactions: {"1.1": {statut: a_faire}}\n')
    assert (report.document, report.referentiel and report.referentiel.id) == ("plan", "pdl-2016")
    assert [c.code for c in report.constats if c.regle == "FMT-07"] == ["manquant", "manquant"]


@pytest.mark.parametrize(
    ("name", "noun"),
    [("plan-mi-2016", "le suivi"), ("offre-2023", "l’offre"), ("label-complet", "la demande")],
)
def test_the_verdict_names_the_document(name: str, noun: str) -> None:
    path = EXAMPLES / f"{name}.yaml"
    said = verdict_sentence(judge(path.name, read_file(path), Settings(date(2017, 1, 1)), None))
    assert noun in said
    assert "dossier" not in said


def test_a_request_is_named_after_the_establishment_and_recalls_that_its_criteria_may_grow() -> None:
    outcome = run("validate", EXAMPLES / "label-complet.yaml")
    assert outcome.code == 0
    assert outcome.out.startswith("✓ Résidence des Trois-Rivières")
    note = load("pdl-2016").notes["labellisation"]
    for kind in ("texte", "markdown", "html"):
        page = run("validate", EXAMPLES / "label-complet.yaml", "--format", kind).out
        assert note[:40] in " ".join(page.replace("\u00a0", " ").split())
    assert note[:40] not in run("validate", EXAMPLES / "plan-mi-2016.yaml").out


@pytest.mark.parametrize(
    ("sound", "broken", "path"),
    [
        ('    axe: "2"', '    axe: "7"', "axe"),
        ("    passage: Axe 2 Action 1", "    passage: Axe 7 Action 1", "passage"),
        (
            "libelle: 2e semestre 2016, livrables: [aac]",
            "libelle: 2e semestre 2016, livrables: [rien]",
            "livrables",
        ),
        ("  labellisation: >-", "  candidature: >-", "candidature"),
    ],
)
def test_a_plan_that_does_not_hold_together_is_refused(sound: str, broken: str, path: str) -> None:
    text = (HERE / "pdl-2016.yaml").read_text(encoding="utf-8")
    text = text.replace(
        'libelle: "2e semestre 2016", livrables: [aac]', "libelle: 2e semestre 2016, livrables: [aac]"
    )
    assert sound in text
    with pytest.raises(UnusableReferentielError) as caught:
        parse("pdl.yaml", read_bytes(text.replace(sound, broken, 1).encode()))
    (problem,) = caught.value.problems
    assert path in problem.path
    assert problem.line == text[: text.index(sound)].count("\n") + 1
