"""A folder as a whole: the register, the decisions that people take, the offer and the projects."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.runner import EXAMPLES, run
from usp_check.checks import lot, supply
from usp_check.checks.base import Context
from usp_check.checks.view import View
from usp_check.referentiels.loader import load
from usp_check.referentiels.requirements import LOT

UNTIL = ("--date", "2024-10-21")
OFFER = Path(__file__).parent / "cases" / "socles" / "offre.yaml"
SMR = EXAMPLES / "usp-smr.yaml"


def judged(*arguments: str | Path) -> dict:
    outcome = run("validate", *arguments, *UNTIL, "--format", "json")
    assert outcome.code in (0, 1), outcome.err
    return json.loads(outcome.out)


def on_folder(report: dict, rule: str) -> set[tuple[str, str]]:
    return {(c["statut"], c["code"]) for c in report["lot"] if c["regle"] == rule}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("usp-medecine.yaml", "usp-smr.yaml"):
        place = tmp_path / name.removesuffix(".yaml")
        place.mkdir()
        (place / "candidature.yaml").write_bytes((EXAMPLES / name).read_bytes())
        pieces = place / "pieces"
        pieces.mkdir()
        for piece in (EXAMPLES / "pieces").iterdir():
            (pieces / piece.name).write_bytes(piece.read_bytes())
    return tmp_path


def write_register(folder: Path, *lines: str) -> Path:
    register = folder / "registre.yaml"
    register.write_text(
        "\n".join(["document: registre", "referentiel: cvl-2024", "dossiers:", *lines, ""]), encoding="utf-8"
    )
    return register


BOTH = (
    "  - {fichier: usp-medecine/candidature.yaml, recu_le: 2024-10-21 16:12, mode: courriel}",
    "  - fichier: usp-smr/candidature.yaml",
    "    appreciations:",
    "      - {regle: POR-04, decision: conforme, motif: Ratio suffisant., agent: C. Exemple, date: 2024-11-08}",
)


def test_a_decision_closes_what_was_to_be_judged_and_the_finding_stays(folder: Path) -> None:
    alone = judged(folder / "usp-smr")
    assert [d["verdict"] for d in alone["dossiers"]] == ["conforme_avec_reserves"]
    write_register(folder, *BOTH)
    report = judged(folder)
    dossiers = {Path(d["fichier"]).parent.name: d for d in report["dossiers"]}
    assert set(dossiers) == {"usp-medecine", "usp-smr"}
    assert dossiers["usp-smr"]["verdict"] == "conforme"
    (constat,) = [c for c in dossiers["usp-smr"]["constats"] if c["regle"] == "POR-04"]
    assert constat["statut"] == "a_verifier"
    assert constat["appreciation"]["decision"] == "conforme"
    assert constat["appreciation"]["motif"] == "Ratio suffisant."
    assert on_folder(report, "LOT-02") == {("conforme", "conforme")}


@pytest.mark.parametrize(
    ("decision", "rule", "verdict"),
    [
        ("non_conforme", "CAP-01", "non_conforme"),
        ("derogation", "CAP-01", "conforme_avec_reserves"),
        ("sans_objet", "POR-04", "conforme"),
        ("non_conforme", "POR-03", "conforme_avec_reserves"),
    ],
)
def test_each_decision_weighs(folder: Path, decision: str, rule: str, verdict: str) -> None:
    line = f"      - {{regle: {rule}, decision: {decision}, motif: Vu., agent: C. Exemple}}"
    write_register(folder, BOTH[0], *BOTH[1:3], line)
    report = judged(folder)
    (dossier,) = [d for d in report["dossiers"] if "usp-smr" in d["fichier"]]
    assert dossier["verdict"] == verdict


def test_what_the_register_says_and_nobody_knows_is_told_with_its_line(folder: Path) -> None:
    write_register(
        folder,
        BOTH[0],
        *BOTH[1:3],
        "      - {regle: POR-99, decision: conforme, motif: Vu., agent: C. Exemple}",
        "      - {regle: POR-04, decision: conforme, agent: C. Exemple}",
        "  - fichier: ailleurs/candidature.yaml",
    )
    report = judged(folder)
    told = {c["code"]: c["message"] for c in report["lot"] if c["regle"] == "LOT-02"}
    assert set(told) == {"regle_inconnue", "appreciation_incomplete", "introuvable"}
    for code, line in (("regle_inconnue", 7), ("appreciation_incomplete", 8), ("introuvable", 9)):
        assert f"ligne {line}" in told[code]
    (dossier,) = [d for d in report["dossiers"] if "usp-smr" in d["fichier"]]
    assert dossier["verdict"] == "conforme_avec_reserves"


def test_a_dossier_that_is_not_in_the_register_is_told(folder: Path) -> None:
    write_register(folder, BOTH[0])
    assert on_folder(judged(folder), "LOT-02") == {("non_conforme", "non_inscrit")}


def test_without_a_register_nothing_is_asked_of_it(folder: Path) -> None:
    report = judged(folder)
    assert on_folder(report, "LOT-02") == on_folder(report, "INS-01") == {("sans_objet", "sans_registre")}


@pytest.mark.parametrize(
    ("experts", "found"),
    [
        ("[{nom: A. Nonyme, lien_interet: non}]", ("conforme", "conforme")),
        ("[{nom: A. Nonyme, lien_interet: oui}]", ("non_conforme", "lien")),
        ("[{nom: A. Nonyme}]", ("a_verifier", "non_dit")),
        ("[]", ("sans_objet", "sans_expert")),
    ],
)
def test_ties_of_interest_concern_the_folder_and_name_nobody(
    folder: Path, experts: str, found: tuple[str, str]
) -> None:
    write_register(folder, f"  - {{fichier: usp-medecine/candidature.yaml, experts: {experts}}}", BOTH[1])
    report = judged(folder)
    assert on_folder(report, "INS-01") == {found}
    assert "Nonyme" not in json.dumps(report)
    assert {d["verdict"] for d in report["dossiers"]} == {"conforme", "conforme_avec_reserves"}


def test_the_register_knows_how_a_dossier_came_in(folder: Path) -> None:
    write_register(folder, BOTH[0].replace("courriel", "papier"), BOTH[1])
    (dossier,) = [d for d in judged(folder)["dossiers"] if "usp-medecine" in d["fichier"]]
    assert {(c["statut"], c["code"]) for c in dossier["constats"] if c["regle"] == "TRA-02"} == {
        ("non_conforme", "autre_voie")
    }


def test_an_entry_may_go_by_its_finess_number(folder: Path) -> None:
    write_register(folder, '  - {finess: "289900011", mode: papier}', BOTH[1])
    report = judged(folder)
    assert on_folder(report, "LOT-02") == {("conforme", "conforme")}


def test_two_dossiers_of_one_establishment_are_told(folder: Path) -> None:
    again = folder / "encore"
    again.mkdir()
    (again / "candidature.yaml").write_bytes((folder / "usp-medecine" / "candidature.yaml").read_bytes())
    (constat,) = [c for c in judged(folder)["lot"] if c["regle"] == "LOT-01"]
    assert (constat["code"], constat["departement"], len(constat["fichiers"])) == ("deux_dossiers", "28", 2)


def test_the_offer_has_the_last_word_and_the_projects_count(folder: Path) -> None:
    offer = folder / "offre.yaml"
    text = OFFER.read_text(encoding="utf-8").replace(
        '- {code: "28", usp: [{etablissement: CH des Trois-Rivières, lits: 14, activite: medecine}]}',
        '- {code: "28", usp: []}',
    )
    offer.write_text(text, encoding="utf-8")
    assert '"28", usp: []' in text
    report = judged(folder)
    assert [Path(d["fichier"]).name for d in report["dossiers"]] == ["candidature.yaml"] * 2
    assert on_folder(report, "COU-01") == {("conforme", "conforme")}
    (density,) = [c for c in report["lot"] if c["regle"] == "COU-02" and c["departement"] == "28"]
    assert density["code"] == "conforme"
    without = judged(OFFER.parent / "offre.yaml")
    assert without["dossiers"][0]["document"] == "offre"


def test_a_project_that_fails_does_not_count(tmp_path: Path) -> None:
    dossier = tmp_path / "d.yaml"
    dossier.write_bytes((EXAMPLES / "usp-oncologique.yaml").read_bytes())
    offer = tmp_path / "o.yaml"
    offer.write_text(
        "document: offre\nreferentiel: cvl-2024\nterritoires:\n  - {code: '28', usp: []}\n", encoding="utf-8"
    )
    report = judged(dossier, "--offre", offer)
    left = {c["departement"] for c in report["lot"] if c["code"] == "non_couvert"}
    assert left == {"28"}


@pytest.mark.parametrize("option", ["--registre", "--offre"])
def test_a_companion_that_cannot_be_used_is_refused(option: str, tmp_path: Path) -> None:
    wrong = tmp_path / "x.yaml"
    for content in (
        "document: candidature\n",
        "document: registre\nautre: 1\n",
        "document: offre\nautre: 1\n",
        "[",
        "",
    ):
        wrong.write_text(content, encoding="utf-8")
        outcome = run("validate", SMR, option, wrong)
        assert (outcome.code, outcome.out) == (2, "")
    assert run("validate", SMR, option, tmp_path / "absent.yaml").code == 2


def test_an_output_never_takes_the_place_of_a_companion(folder: Path) -> None:
    register = write_register(folder, *BOTH)
    before = register.read_bytes()
    assert run("validate", folder, "--output", register).code == 2  # also where it was found there
    assert run("validate", folder / "usp-smr", "--registre", register, "--output", register).code == 2
    assert register.read_bytes() == before


def test_the_synthesis_has_a_line_a_dossier_priorities_first(folder: Path) -> None:
    text = run("validate", folder, *UNTIL).out
    rows = [line for line in text.splitlines() if "Centre" in line]
    assert len(rows) == 2
    assert "28*" in rows[0]
    full = run("validate", folder, *UNTIL, "--verbose").out
    assert len(full) > 3 * len(text)


def test_every_way_in_which_the_folder_can_end_is_tried_here() -> None:
    written = Path(__file__).read_text(encoding="utf-8")
    for requirement in load("cvl-2024").on(LOT):
        for code in requirement.outcomes:
            assert f'"{code}"' in written, (requirement.id, code)


def test_blank_lines_of_an_offer_say_nothing() -> None:
    check = supply.CouvertureUsp.model_validate({"controle": "couverture_usp", "departements": ["28"]})
    offer = View({"territoires": [{"code": "28", "usp": [{"lits": None}]}]}, {})
    (finding,) = check.judge(offer, ("territoires",), Context(date_of()))
    assert finding.code == "offre_inconnue"


def date_of():
    from datetime import date

    return date(2024, 10, 21)


def test_a_folder_of_one_dossier_without_number_has_no_twin() -> None:
    check = lot.UnDepotParEtablissement.model_validate({"controle": "un_depot_par_etablissement"})
    content = View({"dossiers": [{"fichier": "a", "finess": None}, {"fichier": "b", "finess": None}]}, {})
    assert list(check.judge(content, ("dossiers",), Context(date_of()))) == ["conforme"]


def test_a_failure_on_the_folder_keeps_what_was_judged(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from usp_check import lot as whole
    from usp_check.cli import validate

    def broken(*_: object) -> None:
        raise ArithmeticError("Trois-Rivières")

    monkeypatch.setattr(whole, "evaluate_lot", broken)
    sys_out: list[str | bytes] = []
    monkeypatch.setattr(validate.output, "send", sys_out.append)
    code = validate.run(validate.Request([str(folder)], date="2024-10-21", format="json"))
    report = json.loads(sys_out[0])
    assert code == 3
    assert len(report["dossiers"]) == 3
    assert report["resume"]["defaillances"] == 1
    assert report["dossiers"][-1]["verdict"] == "indetermine"


def test_several_registers_in_a_folder_ask_for_a_choice(folder: Path) -> None:
    register = write_register(folder, *BOTH)
    for number in range(5):
        place = folder / f"copie-{number}"
        place.mkdir()
        (place / "registre.yaml").write_bytes(register.read_bytes())
    refused = run("validate", folder)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.count("registre.yaml") == 3
    assert run("validate", folder / "usp-smr", "--registre", register).code == 0


def test_each_call_judges_its_own_dossiers_of_a_folder(folder: Path) -> None:
    plan = (EXAMPLES / "pdl-2016" / "plan-mi-2016.yaml").read_text(encoding="utf-8")
    (folder / "0-plan.yaml").write_text(plan, encoding="utf-8")
    alone = json.loads(run("validate", folder, "--date", "2024-10-21", "-f", "json").out)
    (folder / "0-plan.yaml").unlink()
    before = json.loads(run("validate", folder, "--date", "2024-10-21", "-f", "json").out)
    assert before["lot"]
    assert alone["lot"] == before["lot"]


def test_an_offer_goes_to_the_call_that_it_names(folder: Path) -> None:
    for number in range(2):
        plan = (EXAMPLES / "pdl-2016" / "plan-mi-2016.yaml").read_text(encoding="utf-8")
        (folder / f"plan-{number}.yaml").write_text(plan, encoding="utf-8")
    found = run(
        "validate", folder, "--offre", EXAMPLES / "offre-2023.yaml", "--date", "2024-10-21", "-f", "json"
    )
    rules = {one["regle"].partition("-")[0] for one in json.loads(found.out)["lot"]}
    assert "COU" in rules
    assert "OFF" not in rules
