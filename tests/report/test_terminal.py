import re
import subprocess
import sys
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.report import factory
from usp_check.report.findings import MOST
from usp_check.report.measure import cells
from usp_check.report.model import Appreciation, Defaillance, RegleEcartee, Report
from usp_check.report.terminal import render_terminal
from usp_check.report.wording import why_undetermined
from usp_check.vocabulary import Etat, Gravite, Statut, Verdict

SNAPSHOTS = Path(__file__).parent / "snapshots"
ANSI = re.compile(r"\x1b\[[0-9;]*m")


def render(report: Report, **options: Any) -> str:
    return render_terminal(report, **{"width": 80, "color": False, "unicode": True, **options})


# To write the snapshots anew after a change that is meant: python -m tests.report.refresh.
def snapshots() -> dict[str, str]:
    one = factory.report(factory.faulty())
    return {
        "faulty-80": render(one),
        "faulty-60-ascii": render(one, width=60, unicode=False),
        "several-200-verbose": render(factory.everything(), width=200, verbose=True),
        "several-quiet": render(factory.everything(), quiet=True),
        "sound-80": render(factory.report(factory.sound())),
    }


@pytest.mark.parametrize("name", snapshots())
def test_snapshot(name: str) -> None:
    assert snapshots()[name] == (SNAPSHOTS / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [1, 60, 80, 200])
@pytest.mark.parametrize("unicode", [True, False])
def test_lines_hold_in_the_width(width: int, unicode: bool) -> None:
    lines = render(factory.everything(), width=width, unicode=unicode, verbose=True).splitlines()
    assert max(map(cells, lines)) <= min(100, max(width, 40))


@pytest.mark.parametrize("report", [factory.report(factory.sound()), factory.everything()])
@pytest.mark.parametrize("quiet", [True, False])
def test_colour_changes_no_word(report: Report, quiet: bool) -> None:
    painted = render(report, color=True, quiet=quiet)
    unpainted = "\n".join(line.rstrip() for line in ANSI.sub("", painted).splitlines())
    assert unpainted == render(report, quiet=quiet).rstrip("\n")


def test_colour_uses_the_sixteen_colours_only() -> None:
    codes = {
        code
        for run in ANSI.findall(render(factory.everything(), color=True))
        for code in run[2:-1].split(";")
    }
    assert {"1", "31"} <= codes
    assert all(int(code) in {0, 1, 2, *range(30, 38), *range(90, 98)} for code in codes)


def test_faults_come_gravest_first_and_down_the_file() -> None:
    text = render(factory.report(factory.faulty()))
    order = ["FMT-06", "CAP-01", "CAL-01", "MIS-01", "MIS-08", "CAP-02", "CAP-07", "TRA-03", "EQU-02"]
    assert re.findall(r"^ *[✗!i?~] ([A-Z]{3}-\d\d)", text, re.MULTILINE) == order


def test_what_is_missing_is_short_and_has_no_excerpt() -> None:
    missing = [
        factory.constat(
            f"DOS-{n:02}", code="manquant", remede="Écrivez-le.", champ=("projet", f"champ_{n}"), ligne=18
        )
        for n in range(1, 41)
    ]
    text = render(factory.report(factory.dossier(*missing)))
    assert "│" not in text
    assert all(f"DOS-{n:02}" in text for n in range(1, 41))
    assert len(text.splitlines()) < 40 * 2 + 20


def test_a_place_is_shown_once() -> None:
    twice = [factory.constat(rule, ligne=24, colonne=11) for rule in ("CAP-01", "CAP-03")]
    text = render(factory.report(factory.dossier(*twice)))
    assert text.count("lits: 8") == 1
    assert text.count("ligne 24, colonne 11") == 2


@pytest.mark.parametrize("gravite", Gravite)
@pytest.mark.parametrize("code", ["insuffisant", "manquant"])
def test_of_thousands_alike_the_first_are_told_and_the_others_counted(gravite: Gravite, code: str) -> None:
    alike = [factory.constat("FIN-01", gravite=gravite, code=code, ligne=line) for line in range(1, 3001)]
    report = factory.report(factory.dossier(*alike, factory.constat("CAP-01", ligne=1, colonne=1)))
    text = render(report)
    assert text.count("FIN-01") == MOST + 1
    assert "2 980 autres constats" in text.replace("\u202f", " ").replace("\u00a0", " ")
    assert "CAP-01" in text
    assert render(report, verbose=True).count("FIN-01") == 3000


def test_verbose_tells_what_holds() -> None:
    report = factory.report(factory.sound())
    assert "MIS-01" not in render(report)
    assert {"MIS-01", "POR-07"} <= set(render(report, verbose=True).split())


def test_a_decision_stands_beside_the_finding() -> None:
    text = render(factory.everything(), verbose=True)
    assert all(
        word in text for word in ("POR-04", "C. Martin", "8 novembre 2024", "Convention vue au siège.")
    )


def test_what_was_left_out_is_told_with_its_reason() -> None:
    text = render(factory.everything())
    assert all(
        word in text for word in ("FIN-04", "vu avec l’ARS", "usp-check.toml", "mkdocs.yml", "aucune clé")
    )


def test_what_was_left_out_alike_is_told_together() -> None:
    aside = tuple(RegleEcartee(f"CAP-0{n}", "exigence écartée", "option --ignore") for n in range(1, 8))
    text = render(replace(factory.report(factory.sound()), regles_ecartees=aside))
    assert text.count("option --ignore") == 1
    assert all(text.count(rule.regle) == 1 for rule in aside)


def test_standard_input_has_a_name() -> None:
    one = replace(factory.faulty(), fichier="-", titulaire=None)
    assert render(factory.report(one)).startswith("✗ entrée standard : ")
    assert "→ -," not in render(factory.report(one))


def test_a_failure_says_what_to_quote() -> None:
    text = render(factory.everything())
    assert all(word in text for word in ("contrôle FIN-02", "7f3a-19"))


@pytest.mark.parametrize("verdict", Verdict)
def test_each_verdict_has_its_sentence(verdict: Verdict) -> None:
    whole = render(factory.report(factory.dossier(verdict=verdict)))
    nameless = render(factory.report(factory.dossier(verdict=verdict, referentiel=None, titulaire=None)))
    assert "cvl-2024" in whole.partition(".\n")[0].replace("\n", "")
    assert "ch-trois-rivieres.yaml : " in nameless
    assert "ARS" in whole


def test_an_interruption_is_told() -> None:
    whole, cut = factory.report(factory.sound()), factory.report(factory.sound(), etat=Etat.INTERROMPU)
    assert len(render(cut)) > len(render(whole))
    assert render(cut, quiet=True)


def test_quiet_says_nothing_of_what_is_sound() -> None:
    assert render(factory.report(factory.sound(), factory.sound()), quiet=True) == ""


def test_quiet_tells_on_one_line_what_was_set_aside() -> None:
    aside = tuple(RegleEcartee(f"CAP-0{n}", "motif", f"usp-check.toml, ligne {n}") for n in range(1, 8))
    few = render(replace(factory.report(factory.sound()), regles_ecartees=aside[:2]), quiet=True)
    many = render(replace(factory.report(factory.sound()), regles_ecartees=aside), quiet=True)
    for text, count in ((few, "2"), (many, "7")):
        assert text.count("\n") == text.count("usp-check.toml") == 1
        assert count in text
    assert "CAP-02" in few
    assert "CAP-02" not in many


def test_quiet_gives_one_line_a_fault() -> None:
    lines = render(factory.report(factory.faulty()), quiet=True).splitlines()
    assert [re.split(r":| ", line)[4] for line in lines] == [
        "FMT-06",
        "CAP-01",
        "CAL-01",
        "MIS-01",
        "MIS-08",
        "CAP-02",
    ]
    assert lines[1].startswith("dossiers/ch-trois-rivieres.yaml:24:11: CAP-01 bloquant: ")


@pytest.mark.parametrize("verdict", [v for v in Verdict if v is not Verdict.CONFORME])
def test_quiet_never_hides_a_verdict(verdict: Verdict) -> None:
    to_judge = factory.constat(statut=Statut.A_VERIFIER)
    text = render(factory.report(factory.dossier(to_judge, verdict=verdict)), quiet=True)
    assert text.startswith("dossiers/ch-trois-rivieres.yaml: ")


def test_reserves_are_named_only_where_there_are_some() -> None:
    def head(status: Statut) -> str:
        one = factory.constat(gravite=Gravite.RESERVE, statut=status)
        dossier = factory.dossier(one, verdict=Verdict.CONFORME_AVEC_RESERVES)
        return " ".join(render(factory.report(dossier), width=100).split()).partition(".")[0]

    assert "avec des réserves" in head(Statut.NON_CONFORME)
    assert "avec des réserves" not in head(Statut.A_VERIFIER)


def test_why_there_is_no_verdict() -> None:
    failed = factory.dossier(defaillances=(Defaillance("lecture", "ab-12", "OSError"),))
    causes = [
        failed,
        factory.dossier(factory.constat("FMT-01")),
        factory.dossier(factory.constat(statut=Statut.NON_EVALUABLE)),
        factory.dossier(),
    ]
    told = {why_undetermined(cause) for cause in causes}
    assert len(told) == len(causes)
    assert "fichier" in why_undetermined(causes[1])
    assert "échoué" in why_undetermined(failed)


def test_a_person_can_add_a_failure() -> None:
    decided = Appreciation(Statut.NON_CONFORME, "Ratio trop faible.", "C. Martin")
    one = factory.constat("POR-04", statut=Statut.A_VERIFIER, appreciation=decided)
    text = render(factory.report(factory.dossier(one)))
    assert "✗ POR-04" in text
    assert "Ratio trop faible." in text
    assert "POR-04 bloquant: " in render(factory.report(factory.dossier(one)), quiet=True)


def test_a_very_long_name_leaves_the_verdict_in_sight() -> None:
    text = render(factory.report(factory.dossier(titulaire="CH " * 5_000)))
    assert "conforme" in "".join(text.splitlines()[:5])


def test_an_info_that_fails_is_no_fault() -> None:
    info = factory.constat("POR-11", gravite=Gravite.INFO)
    report = factory.report(factory.dossier(info, verdict=Verdict.CONFORME))
    assert render(report, quiet=True) == ""
    assert "POR-11" in render(report)


PAYLOADS = {
    "ansi": "\x1b[31mX\x1b[0m",
    "osc 8": "\x1b]8;;https://example.invalid\x1b\\X\x1b]8;;\x1b\\",
    "title": "\x1b]0;X\x07",
    "c1": "\x9b2JX",
    "markup": "[red]X[/red][link=https://example.invalid]Y[/]",
    "emoji": ":warning: X",
    "bidi": "X\u202egnp.exe\u2066",
    "newlines": "X\n✓ conforme\r\nY\rZ\x85\u2028W",
    "format": "{qui} {0} %s",
    "long": "X" * 10_000,
    "long words": "X y " * 2_500,
    "wide": "漢" * 5_000,
    "surrogate": "X\udce9",
    "empty": "",
}


def poisoned(value: Any, payload: str) -> Any:
    """Put a payload into every text of a report, at any depth."""
    if isinstance(value, str) and type(value) is str:
        return payload
    named = [f.name for f in fields(value)] if is_dataclass(value) else getattr(value, "_fields", ())
    if named:
        told = {name: getattr(value, name) for name in named}
        spoilt = {name: one if name == "regle" else poisoned(one, payload) for name, one in told.items()}
        return type(value)(**spoilt)
    if isinstance(value, tuple):
        return tuple(poisoned(one, payload) for one in value)
    if isinstance(value, dict):
        return {key: poisoned(one, payload) for key, one in value.items()}
    return value


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
@pytest.mark.parametrize("options", [{}, {"verbose": True, "width": 60}, {"quiet": True}, {"unicode": False}])
def test_text_stays_text(payload: str, options: dict[str, Any]) -> None:
    report = poisoned(factory.everything(), payload)
    text = render(report, **options)
    assert all(character.isprintable() or character in "\n\u00a0\u202f" for character in text)
    harmless = poisoned(factory.everything(), "X" * len(payload))
    if "\n" in payload or options.get("quiet"):
        assert "\n✓ conforme" not in text
    if options.get("quiet"):
        assert len(text.splitlines()) == len(render(harmless, quiet=True).splitlines())
    painted = render(report, **options, color=True)
    assert all(c.isprintable() or c in "\n\u00a0\u202f" for c in ANSI.sub("", painted))
    links = ANSI.sub("", painted)
    assert [line.rstrip() for line in links.splitlines()] == text.splitlines()


def test_markup_is_written_as_it_is() -> None:
    dossier = factory.dossier(titulaire="[bold red]CH[/] :warning:")
    assert "[bold red]CH[/] :warning:" in ANSI.sub("", render(factory.report(dossier), color=True))


def test_rich_is_imported_for_colour_only() -> None:
    code = (
        "import sys; from tests.report.factory import everything; "
        "from usp_check.report.terminal import render_terminal; "
        "render_terminal(everything(), width=80, color={color}, unicode=True); "
        "print(*sorted({{'rich.style', 'rich.console', 'json', 'pydantic'}} & set(sys.modules)))"
    )

    def loaded(*, color: bool) -> list[str]:
        command = [sys.executable, "-c", code.format(color=color)]
        root = Path(__file__).parents[2]
        return subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout.split()

    assert loaded(color=False) == []
    assert loaded(color=True) == ["rich.style"]


def test_dates_are_french() -> None:
    report = factory.report(factory.sound(), date_reference=date(2025, 1, 1))
    assert "1er janvier 2025" in render(report)


def test_what_has_the_same_cause_is_told_once() -> None:
    many = [
        factory.constat(rule, statut=Statut.NON_EVALUABLE, message="Ce point dépend de FMT-06.")
        for rule in ("CAL-01", "CAL-02", "CAL-04")
    ]
    text = render(factory.report(factory.dossier(*many)))
    assert "CAL-01, CAL-02, CAL-04" in text
    assert text.count("Ce point dépend") == 1


@pytest.mark.parametrize("width", [60, 80, 100, 200])
def test_a_folder_takes_a_line_a_dossier(width: int) -> None:
    report = factory.everything()
    lines = render(report, width=width).splitlines()
    marked = [line for line in lines[1 : 3 + len(report.dossiers)] if line[2:3] in tuple("✗!?✓")]
    assert len(marked) == len(report.dossiers)
    assert all(len(line) <= width for line in lines)
    assert [line for line in lines if "LOT-01" in line]
