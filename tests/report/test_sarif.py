import json
import os
import re
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.report import contacts, factory
from tests.report.payloads import PAYLOADS, filled_with
from usp_check.judging import Settings, judge_file
from usp_check.report.locating import climbs, portable, uri
from usp_check.report.model import Constat, RapportDossier, ReferentielCite, Report
from usp_check.report.sarif import render_sarif
from usp_check.vocabulary import Etat, Gravite, Statut

EXAMPLES = Path(__file__).parents[2] / "examples"


def run_of(report: Report) -> Any:
    text = render_sarif(report)
    assert text.isascii()
    log = json.loads(text)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    return run


def results(*constats: Constat) -> list[Any]:
    found: list[Any] = run_of(factory.report(factory.dossier(*constats)))["results"]
    return found


def prints(report: Report) -> list[str]:
    return [one["partialFingerprints"]["constat/v1"] for one in run_of(report)["results"]]


@pytest.mark.parametrize(
    ("statut", "gravite", "expected"),
    [
        (Statut.NON_CONFORME, Gravite.BLOQUANT, [("fail", "error")]),
        (Statut.NON_CONFORME, Gravite.RESERVE, [("fail", "warning")]),
        (Statut.NON_CONFORME, Gravite.INFO, [("fail", "note")]),
        (Statut.A_VERIFIER, Gravite.BLOQUANT, [("review", "none")]),
        (Statut.NON_EVALUABLE, Gravite.RESERVE, [("open", "none")]),
        (Statut.CONFORME, Gravite.BLOQUANT, []),
        (Statut.SANS_OBJET, Gravite.BLOQUANT, []),
    ],
)
def test_kind_and_level(statut: Statut, gravite: Gravite, expected: list[tuple[str, str]]) -> None:
    found = results(factory.constat(statut=statut, gravite=gravite))
    assert [(one["kind"], one["level"]) for one in found] == expected


def test_a_region_covers_the_value() -> None:
    (one,) = results(factory.constat(ligne=24, colonne=11, longueur=3))
    assert one["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 24,
        "startColumn": 11,
        "endColumn": 14,
    }
    (one,) = results(factory.constat())
    assert one["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}


def test_every_result_finds_its_rule_and_its_file() -> None:
    first = replace(factory.sound(), fichier="premier.yaml")
    report = factory.everything()
    run = run_of(replace(report, dossiers=(first, *report.dossiers)))
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for one in run["results"]:
        assert rules[one["ruleIndex"]]["id"] == one["ruleId"]
        for location in one["locations"]:
            artifact = location["physicalLocation"]["artifactLocation"]
            if "index" in artifact:
                listed = run["artifacts"][artifact.pop("index")]["location"]
                assert artifact == listed


def test_rules_tell_weight_and_citation() -> None:
    rules = {rule["id"]: rule for rule in run_of(factory.everything())["tool"]["driver"]["rules"]}
    lits = rules["CAP-01"]
    assert lits["name"] == "DixLitsAuMoins"
    assert lits["defaultConfiguration"] == {"level": "error"}
    assert "§11" in lits["help"]["text"]
    assert "usp-check explain CAP-01" in lits["help"]["text"]
    assert "§11" in lits["help"]["markdown"]
    assert lits["properties"]["references"][0]["passage"] == "§11"
    assert lits["properties"]["tags"] == ["CAP", "cvl-2024"]
    assert "MIS-02" in rules, "a requirement that holds is a rule too"


def test_one_id_in_two_calls_is_one_rule_that_cites_both() -> None:
    other = factory.dossier(factory.constat(), referentiel=ReferentielCite("pdl-2016", "3", "Plan"))
    run = run_of(factory.report(factory.dossier(factory.constat()), other))
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["properties"]["tags"] == ["CAP", "cvl-2024", "pdl-2016"]
    assert [one["ruleIndex"] for one in run["results"]] == [0, 0]


def test_what_a_person_settled_is_suppressed_with_the_reason_and_without_the_person() -> None:
    text = render_sarif(factory.everything())
    (one,) = [r for r in json.loads(text)["runs"][0]["results"] if "suppressions" in r]
    assert (one["ruleId"], one["kind"]) == ("POR-04", "review")
    assert one["suppressions"][0]["justification"] == "Convention vue au siège."
    assert "Martin" not in text


def test_failures_make_the_invocation_unsuccessful() -> None:
    (sound,) = run_of(factory.report(factory.sound()))["invocations"]
    assert sound["executionSuccessful"] is True
    (failed,) = run_of(factory.everything())["invocations"]
    assert failed["executionSuccessful"] is False
    errors = [one for one in failed["toolExecutionNotifications"] if one["level"] == "error"]
    assert "7f3a-19" in errors[0]["message"]["text"]
    assert failed["toolConfigurationNotifications"][0]["associatedRule"] == {"id": "FIN-04"}
    (stopped,) = run_of(factory.report(factory.sound(), etat=Etat.INTERROMPU))["invocations"]
    assert stopped["executionSuccessful"] is False


def test_a_file_left_aside_is_a_note_and_no_failure() -> None:
    ignored = factory.everything().fichiers_ignores
    (one,) = run_of(factory.report(factory.sound(), fichiers_ignores=ignored))["invocations"]
    assert [n["level"] for n in one["toolExecutionNotifications"]] == ["note"]
    assert one["executionSuccessful"] is True


def test_artifacts_have_their_hashes() -> None:
    run = run_of(factory.report(factory.sound(), factory.dossier(fichier="b.yaml", sha256=None)))
    assert [one.get("hashes") for one in run["artifacts"]] == [{"sha-256": "0" * 64}, None]


def test_a_folder_s_point_relates_its_files() -> None:
    (one,) = [r for r in run_of(factory.everything())["results"] if r["ruleId"] == "LOT-01"]
    names = [
        location["physicalLocation"]["artifactLocation"]["uri"]
        for location in (*one["locations"], *one["relatedLocations"])
    ]
    assert (names, len(one["locations"])) == (["a.yaml", "b.yaml"], 1)


@pytest.mark.parametrize(
    ("fichier", "windows", "expected"),
    [
        ("dossiers/a.yaml", False, "dossiers/a.yaml"),
        ("./dossiers/a.yaml", False, "dossiers/a.yaml"),
        (".//dossiers/a.yaml", False, "dossiers/a.yaml"),
        ("dossiers/a b#c%41?d.yaml", False, "dossiers/a%20b%23c%2541%3Fd.yaml"),
        ("été.yaml", False, "%C3%A9t%C3%A9.yaml"),
        ("a\udce9.yaml", False, "a%E9.yaml"),
        ("javascript:alert(1)", False, "javascript%3Aalert%281%29"),
        ("a\\b.yaml", False, "a%5Cb.yaml"),
        ("a\\b.yaml", True, "a/b.yaml"),
        ("/srv/a b.yaml", False, "file:///srv/a%20b.yaml"),
        ("//evil.example/a", False, "file:///evil.example/a"),
        ("C:\\dossiers\\a.yaml", True, "file:///C:/dossiers/a.yaml"),
        ("\\\\serveur\\ars\\a.yaml", True, "file://serveur/ars/a.yaml"),
        ("../a.yaml", False, "../a.yaml"),
        ("-", False, "-"),
    ],
)
def test_uris(fichier: str, windows: bool, expected: str) -> None:
    assert uri(fichier, windows=windows) == expected


@given(st.text())
def test_a_relative_uri_has_no_scheme_no_host_no_query(name: str) -> None:
    reference = uri(name, windows=False)
    assert re.fullmatch(r"(file:///)?[A-Za-z0-9._~/%-]*", reference)
    assert reference.startswith("file:///") == portable(name, windows=False).startswith("/")


def test_only_what_stays_below_the_root_hangs_on_it() -> None:
    def location(fichier: str) -> Any:
        return run_of(factory.report(factory.dossier(fichier=fichier)))["artifacts"][0]["location"]

    assert location("a.yaml")["uriBaseId"] == "%SRCROOT%"
    assert "uriBaseId" not in location("../a.yaml")
    assert "uriBaseId" not in location("/a.yaml")
    assert climbs("a/../../b.yaml")
    assert not climbs("a..b/c.yaml")


@given(st.integers(1, 10_000), st.text())
def test_fingerprints_survive_an_unrelated_edit(shift: int, message: str) -> None:
    before = factory.everything()
    first = before.dossiers[0]
    moved = tuple(replace(c, ligne=(c.ligne or 0) + shift, message=message) for c in first.constats)
    after = replace(before, dossiers=(replace(first, constats=moved, sha256="1" * 64), *before.dossiers[1:]))
    assert prints(after) == prints(before)
    assert len(set(prints(before))) == len(prints(before))


def test_fingerprints_survive_lines_added_above(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = (EXAMPLES / "usp-trois-fautes.yaml").read_text(encoding="utf-8")

    def judged(content: str) -> Report:
        Path("a.yaml").write_text(content, encoding="utf-8")
        one = judge_file("a.yaml", Settings(contacts.DATE))
        assert isinstance(one, RapportDossier)
        return factory.report(one)

    before, after = judged(text), judged(f"# Un commentaire.\n\n{text}")
    assert before.dossiers[0].constats[0].ligne != after.dossiers[0].constats[0].ligne
    assert prints(before) == prints(after)


# Links as the standard has them, as viewers look for them, and as Markdown has them in brackets.
LINK = re.compile(r"\[[^\]]*\]\([^)]*\)")


def messages(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["text"]] if isinstance(value.get("text"), str) else []
        return own + [one for part in value.values() for one in messages(part)]
    return [one for part in value for one in messages(part)] if isinstance(value, list) else []


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_no_text_becomes_a_link_nor_a_place_to_fill_in(payload: str) -> None:
    run = run_of(filled_with(payload))
    plain = run_of(filled_with("un texte"))
    assert len(run["results"]) == len(plain["results"])
    every = messages(run)
    assert len(every) > 20
    for text in every:
        assert not LINK.search(text)
        assert not re.search(r"[{}]", text.replace("{{", "").replace("}}", ""))
        assert all(c.isprintable() or c == "\n" or c.isspace() for c in text)
    for rule in run["tool"]["driver"]["rules"]:
        markdown = rule["help"]["markdown"]
        assert not re.search(r"[{}]", markdown.replace("{{", "").replace("}}", ""))
        assert not re.search(r"(?<!\\)(?:\\\\)*[\[\]`|]|[<>]|[@#]\w|://", markdown)


def test_contacts_are_not_told(tmp_path: Path) -> None:
    text = render_sarif(contacts.judged(tmp_path))
    assert "FMT-0" in text
    assert not [one for one in contacts.PERSONAL if json.dumps(one)[1:-1] in text]


@pytest.fixture(scope="session")
def multitool(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Microsoft's validator, from npm: the command, beside which the standard's JSON Schema lies."""
    folder = tmp_path_factory.mktemp("multitool")
    npm = ["npm", "install", "--no-audit", "--no-fund", "--prefix", str(folder), "@microsoft/sarif-multitool"]
    subprocess.run(npm, check=True, capture_output=True, timeout=300)
    name = "Sarif.Multitool.exe" if os.name == "nt" else "Sarif.Multitool"
    (command,) = folder.glob(f"node_modules/@microsoft/sarif-multitool-*/{name}")
    command.chmod(0o755)
    return command


def logs() -> list[str]:
    """Real reports, an empty one, and one on dossiers with every payload in every place."""
    judged = [judge_file(str(path), Settings(contacts.DATE)) for path in sorted(EXAMPLES.glob("*.yaml"))]
    hostile = [filled_with(payload) for payload in PAYLOADS.values()]
    reports = [
        factory.report(*[one for one in judged if isinstance(one, RapportDossier)]),
        replace(factory.everything(), etat=Etat.INTERROMPU),
        factory.report(),
        replace(hostile[0], dossiers=tuple(dossier for report in hostile for dossier in report.dossiers)),
    ]
    return [render_sarif(report) for report in reports]


@pytest.mark.lourd
def test_the_standard_s_schema_accepts_it(multitool: Path) -> None:
    schema = json.loads((multitool.parent / "sarif-2.1.0.json").read_text(encoding="utf-8-sig"))
    validator = Draft202012Validator(schema)
    assert not validator.is_valid({"version": "2.1.0", "runs": [{}]})
    for log in logs():
        validator.validate(json.loads(log))


@pytest.mark.lourd
def test_microsoft_s_validator_finds_nothing(multitool: Path, tmp_path: Path) -> None:
    for number, log in enumerate(logs()):
        (tmp_path / f"{number}.sarif").write_text(log, encoding="utf-8")
    assert findings(multitool, tmp_path) == []


@pytest.mark.lourd
@pytest.mark.parametrize(
    "broken", ["{}", render_sarif(factory.everything()).replace("dossiers/", "dos siers/")]
)
def test_microsoft_s_validator_was_listening(multitool: Path, tmp_path: Path, broken: str) -> None:
    (tmp_path / "0.sarif").write_text(broken, encoding="utf-8")
    assert findings(multitool, tmp_path) != []


def findings(multitool: Path, folder: Path) -> list[str]:
    """What the validator says of the logs of a folder, by its general rules and by those of GitHub."""
    rules = ["--rule-kind", "Sarif;Ghas", "--level", "Error;Warning", "--log", "ForceOverwrite"]
    command = [multitool, "validate", f"{folder}/*.sarif", "--output", folder / "said.json", *rules]
    done = subprocess.run(command, check=False, capture_output=True, timeout=300)
    said = json.loads((folder / "said.json").read_text(encoding="utf-8-sig"))
    assert f"{len(list(folder.glob('*.sarif')))} files scanned" in done.stdout.decode(), done.stdout
    found = [f"{one['ruleId']} {one['locations']}" for run in said["runs"] for one in run["results"]]
    trouble = [
        one["message"]["text"]
        for run in said["runs"]
        for invocation in run["invocations"]
        for kind in ("toolExecutionNotifications", "toolConfigurationNotifications")
        for one in invocation.get(kind, [])
        if one.get("level") == "error"
    ]
    return found + trouble
