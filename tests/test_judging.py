"""One file, from its path to its report: what it claims to be, what judges it, and what befalls the tool."""

import io
from datetime import date
from pathlib import Path

import pytest

from tests.case_files import CASES
from usp_check.judging import Settings, judge_file, judge_stream
from usp_check.reading import LIMITS
from usp_check.referentiels.loader import load
from usp_check.report.model import RapportDossier
from usp_check.vocabulary import Statut, Verdict

SOUND = (CASES / "socles" / "medecine.yaml").read_text(encoding="utf-8")
SETTINGS = Settings(date(2024, 10, 21))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the attachment of the sound dossier."""
    (tmp_path / "pieces").mkdir()
    (tmp_path / "pieces" / "projet-organisation.txt").write_text("exemple", encoding="utf-8")
    return tmp_path


def judged(folder: Path, text: str, settings: Settings = SETTINGS) -> RapportDossier:
    file = folder / "dossier.yaml"
    file.write_text(text, encoding="utf-8")
    return judge_file(str(file), settings)


def format_codes(report: RapportDossier) -> list[tuple[str, str]]:
    return [(c.regle, c.code) for c in report.constats if c.famille == "FMT"]


def test_a_sound_file(folder: Path) -> None:
    report = judged(folder, SOUND)
    assert report.verdict is Verdict.CONFORME
    assert (report.document, report.referentiel and report.referentiel.id) == ("candidature", "cvl-2024")


def test_from_a_stream_attachments_are_left_to_a_person() -> None:
    report = judge_stream(io.BytesIO(SOUND.encode()), SETTINGS)
    assert report.fichier == "-"
    assert {(c.regle, c.code) for c in report.constats if c.statut is Statut.A_VERIFIER} == {
        ("DOS-05", "non_cherchee")
    }
    assert report.verdict is Verdict.CONFORME_AVEC_RESERVES


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("document: candidature\n", "", "manquant", None),
        ("document: candidature\n", "document:\n", "manquant", 4),
        ("document: candidature", "document: candidatur", "document_inconnu", 4),
        ("document: candidature", "document: facture", "document_inconnu", 4),
        ("document: candidature", "document: [candidature]", "document_inconnu", 4),
        ("referentiel: cvl-2024\n", "", "manquant", None),
        ("referentiel: cvl-2024", "referentiel: cvl-2023", "referentiel_inconnu", 5),
        ("referentiel: cvl-2024", "referentiel: {id: cvl-2024}", "referentiel_inconnu", 5),
        ("referentiel: cvl-2024", "referentiel: autre chose", "referentiel_inconnu", 5),
    ],
)
def test_what_a_file_claims_to_be(old: str, new: str, code: str, line: int | None, folder: Path) -> None:
    assert SOUND.count(old) == 1
    report = judged(folder, SOUND.replace(old, new))
    own = [c for c in report.constats if c.regle == "FMT-07"]
    assert [c.code for c in own] == [code]
    assert line is None or own[0].ligne == line
    assert own[0].ligne is not None
    assert "{" not in own[0].message + (own[0].remede or "")
    assert report.verdict is Verdict.INDETERMINE


@pytest.mark.parametrize("spelling", ["Candidature", "CANDIDATURE", '"candidature "'])
def test_the_word_is_read_as_people_write_it(spelling: str, folder: Path) -> None:
    assert not format_codes(judged(folder, SOUND.replace("document: candidature", f"document: {spelling}")))


def test_a_file_that_does_not_say_what_it_is_is_judged_all_the_same(folder: Path) -> None:
    text = SOUND.replace("document: candidature\nreferentiel: cvl-2024\n", "")
    report = judged(folder, text.replace("lits: 14", "lits: 8", 1))
    assert format_codes(report) == [("FMT-07", "manquant")] * 2
    assert report.verdict is Verdict.NON_CONFORME


def test_a_file_of_something_else_is_not_judged(folder: Path) -> None:
    report = judged(folder, "nom: recette\ningredients: [farine]\n")
    assert report.document is None
    assert report.verdict is Verdict.INDETERMINE
    assert {c.famille for c in report.constats} == {"FMT"}


def test_another_referentiel_than_the_one_claimed(folder: Path) -> None:
    other = load("cvl-2024").model_copy(update={"id": "cvl-2030"})
    report = judged(folder, SOUND, Settings(date(2024, 10, 21), referentiel=other))
    assert format_codes(report) == [("FMT-07", "autre_referentiel")]
    assert report.verdict is Verdict.INDETERMINE


def test_a_referentiel_that_judges_other_documents(folder: Path) -> None:
    other = load("cvl-2024").model_copy(update={"documents": ("plan",)})
    report = judged(folder, SOUND, Settings(date(2024, 10, 21), referentiel=other))
    assert format_codes(report) == [("FMT-07", "incompatibles")]
    assert {c.famille for c in report.constats} == {"FMT"}


def test_asked_and_claimed_alike(folder: Path) -> None:
    settings = Settings(date(2024, 10, 21), referentiel=load("cvl-2024"))
    assert judged(folder, SOUND, settings).verdict is Verdict.CONFORME


def test_complements_are_unknown_to_this_call(folder: Path) -> None:
    report = judged(folder, SOUND + "complements: {note: 12}\n")
    assert format_codes(report) == [("FMT-05", "cle_inconnue")]


def test_the_date_replays_a_verdict(folder: Path) -> None:
    unsent = SOUND[: SOUND.index("transmission:")]
    before, after = (judged(folder, unsent, Settings(day)) for day in (date(2024, 10, 30), date(2024, 11, 1)))
    assert before.verdict is Verdict.CONFORME_AVEC_RESERVES
    assert after.verdict is Verdict.NON_CONFORME


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02", b"titre: caf\xe9", b"a: [", b"a:\n\t- b", b"- a\n", b"a: &a [*a]"]
)
def test_what_can_not_be_read_is_undetermined(content: bytes, folder: Path) -> None:
    (folder / "d.yaml").write_bytes(content)
    report = judge_file(str(folder / "d.yaml"), SETTINGS)
    assert report.verdict is Verdict.INDETERMINE
    assert not report.defaillances
    assert {c.famille for c in report.constats} == {"FMT"}


@pytest.mark.parametrize("name", ["absent.yaml", ".", "absent/dossier.yaml", "nul\0.yaml"])
def test_what_is_no_file_is_undetermined(name: str, folder: Path) -> None:
    report = judge_file(f"{folder}/{name}", SETTINGS)
    assert report.verdict is Verdict.INDETERMINE
    assert report.sha256 is None
    assert not report.defaillances


@pytest.mark.parametrize("step", ["read_file", "read_document", "match", "Evaluation.jugement"])
def test_whatever_breaks_inside_is_told(step: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("Centre hospitalier des Trois-Rivières")

    monkeypatch.setattr(f"usp_check.judging.{step}", broken)
    report = judged(folder, SOUND)
    assert report.verdict is Verdict.INDETERMINE
    (told,) = report.defaillances
    assert told.nature == "RuntimeError"
    assert "Trois-Rivières" not in repr(told)


def test_thousands_of_findings_alike_are_cut_without_a_change_of_the_verdict(folder: Path) -> None:
    many = LIMITS.max_faults
    names = "".join(f"- {number}.pdf\n" for number in range(many + 2))
    text = f"document: candidature\nreferentiel: cvl-2024\npieces:\n{names}- ../x.pdf\n"
    report = judged(folder, text)
    assert [c.code for c in report.constats if c.regle == "DOS-05"] == ["absente"] * many + ["hors_dossier"]
    (said,) = (c for c in report.constats if c.code == "trop_de_fautes")
    assert (said.regle, said.champ, said.ligne) == ("FMT-03", ("pieces", many), many + 4)
    assert not report.defaillances
    # Where what says so is set aside, what is cut still counts.
    left = judged(folder, text, SETTINGS._replace(ecartees=frozenset({"FMT-03"})))
    assert format_codes(left) == []
    assert left.verdict not in (Verdict.CONFORME, Verdict.CONFORME_AVEC_RESERVES)
