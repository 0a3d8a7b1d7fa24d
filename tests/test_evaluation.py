"""The verdict, the wall around each check, doubtful values, and what may never be said of a person."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, Literal

import pytest

from tests.breaking import Sound
from tests.case_files import CASES
from usp_check.asking import DOUBTFUL, FAILURE
from usp_check.checks import Check, Context, Doubtful, Finding, View
from usp_check.documents import read_document
from usp_check.evaluation import Evaluation, Rules, _bounded, failure, verdict
from usp_check.judging import Settings
from usp_check.jugement import Jugement, Point, PointFormat, Subject
from usp_check.reading import LIMITS, read_bytes
from usp_check.referentiels.loader import format_requirements, load
from usp_check.referentiels.models import Referentiel
from usp_check.referentiels.requirements import Exigence
from usp_check.report.model import Appreciation, Constat, RapportDossier
from usp_check.telling import told
from usp_check.vocabulary import Gravite, Statut, Verdict

SOUND = (CASES / "socles" / "medecine.yaml").read_text(encoding="utf-8")
REFERENTIEL = load("cvl-2024")
DAY = date(2024, 10, 21)
NAME = "Zébulon Tartempion"


def report(
    text: str, referentiel: Referentiel = REFERENTIEL, aside: frozenset[str] = frozenset()
) -> RapportDossier:
    """Evaluate a text of a candidature, its attachments out of the question."""
    reading = read_bytes(text.encode())
    assert reading.value is not None
    typed = read_document("candidature", reading.value)
    subject = Subject("dossier.yaml", reading, (*reading.faults, *typed.faults), "candidature", typed)
    rules = Rules(referentiel, format_requirements(), aside)
    return told(Evaluation(subject, rules, Context(DAY, provisoires=typed.placeholders)).judged())


def constat(statut: Statut, gravite: Gravite, regle: str = "CAP-01") -> Constat:
    return Constat(regle, statut, gravite, "code", "message")


def with_check(check: Check, regle: str = "CAP-01") -> Referentiel:
    """Return the référentiel with another check for one requirement."""
    changed = [
        e.model_copy(update={"check": check}) if e.id == regle else e for e in REFERENTIEL.on("candidature")
    ]
    return REFERENTIEL.model_copy(update={"exigences": tuple(changed)})


# ── The verdict ──

TABLE = {
    (Statut.NON_CONFORME, Gravite.BLOQUANT, "CAP"): Verdict.NON_CONFORME,
    (Statut.NON_CONFORME, Gravite.BLOQUANT, "FMT"): Verdict.INDETERMINE,
    (Statut.NON_CONFORME, Gravite.RESERVE, "CAP"): Verdict.CONFORME_AVEC_RESERVES,
    (Statut.NON_CONFORME, Gravite.RESERVE, "FMT"): Verdict.INDETERMINE,
    (Statut.NON_EVALUABLE, Gravite.BLOQUANT, "CAP"): Verdict.INDETERMINE,
    (Statut.NON_EVALUABLE, Gravite.BLOQUANT, "FMT"): Verdict.INDETERMINE,
    (Statut.NON_EVALUABLE, Gravite.RESERVE, "FMT"): Verdict.INDETERMINE,
    (Statut.A_VERIFIER, Gravite.BLOQUANT, "CAP"): Verdict.CONFORME_AVEC_RESERVES,
    (Statut.A_VERIFIER, Gravite.RESERVE, "CAP"): Verdict.CONFORME_AVEC_RESERVES,
    (Statut.A_VERIFIER, Gravite.BLOQUANT, "FMT"): Verdict.INDETERMINE,
    (Statut.A_VERIFIER, Gravite.RESERVE, "FMT"): Verdict.INDETERMINE,
}
"""What one constat beside sound ones makes of the verdict; whatever is not here leaves it favourable."""
ORDER = list(Verdict)


@pytest.mark.parametrize(("statut", "gravite", "famille"), [*product(Statut, Gravite, ("CAP", "FMT"))])
def test_the_verdict_of_one_constat(statut: Statut, gravite: Gravite, famille: str) -> None:
    one = constat(statut, gravite, f"{famille}-01")
    wanted = TABLE.get((statut, gravite, famille), Verdict.CONFORME)
    sound = constat(Statut.CONFORME, Gravite.BLOQUANT, "POR-01")
    assert verdict([sound, one], aside=False, failed=False) is wanted
    assert verdict([one, sound], aside=False, failed=False) is wanted
    for aside, failed in ((True, False), (False, True), (True, True)):
        gravest = min(wanted, Verdict.INDETERMINE, key=ORDER.index)
        assert verdict([one, sound], aside=aside, failed=failed) is gravest


@pytest.mark.parametrize(("first", "second"), [*product(TABLE, TABLE)])
def test_the_gravest_verdict_wins(
    first: tuple[Statut, Gravite, str], second: tuple[Statut, Gravite, str]
) -> None:
    both = [constat(statut, gravite, f"{famille}-01") for statut, gravite, famille in (first, second)]
    gravest = min(TABLE[first], TABLE[second], key=ORDER.index)
    assert verdict(both, aside=False, failed=False) is gravest


def test_nothing_said_is_conforme_only_when_nothing_failed() -> None:
    assert verdict([], aside=False, failed=False) is Verdict.CONFORME
    assert verdict([], aside=False, failed=True) is Verdict.INDETERMINE


# ── The wall around each check ──


class Broken(Check):
    """A check that breaks in the way it is told to."""

    controle: Literal["broken"] = "broken"
    how: str

    def judge(self, dossier: View, champ: Any, context: Context) -> Iterator[Finding]:
        if self.how == "raises":
            raise ValueError(dossier.get(("titulaire", "raison_sociale")))
        if self.how == "raises later":
            yield Finding("conforme", champ)
            raise KeyError(NAME)
        if self.how == "doubts later":
            yield Finding("conforme", champ)
            raise Doubtful(champ, "FMT-06")
        if self.how == "unknown code":
            yield Finding("jamais_vu", champ)
        if self.how == "argument missing":
            yield Finding("insuffisant", champ)
        if self.how == "recurses":
            yield from self.judge(dossier, champ, context)


Broken.outcomes = REFERENTIEL.exigence("CAP-01").check.outcomes  # type: ignore[union-attr,misc]


@pytest.mark.parametrize(
    "how", ["raises", "raises later", "unknown code", "argument missing", "says nothing", "recurses"]
)
@pytest.mark.parametrize("regle", ["CAP-01", "CAP-02", "CAP-07"])
def test_a_check_that_breaks_is_told_and_never_favourable(how: str, regle: str) -> None:
    text = SOUND.replace("Centre hospitalier des Trois-Rivières", NAME)
    whole = report(text, with_check(Broken(how=how), regle))
    assert whole.verdict is Verdict.INDETERMINE
    (own,) = [c for c in whole.constats if c.regle == regle]
    assert (own.statut, own.code) == (Statut.NON_EVALUABLE, FAILURE)
    (told,) = whole.defaillances
    assert told.etape == regle
    assert NAME not in repr(told)
    assert NAME not in repr(own)
    assert len({c.regle for c in whole.constats}) == len(REFERENTIEL.on("candidature"))


def test_a_failure_beside_a_fault_stays_non_conforme() -> None:
    whole = report(
        SOUND.replace("niveau_graduation: 3", "niveau_graduation: 2"), with_check(Broken(how="raises"))
    )
    assert whole.verdict is Verdict.NON_CONFORME
    assert whole.defaillances


def test_a_failure_has_a_reference_that_can_be_quoted() -> None:
    def broken(kind: type[Exception]) -> Exception:
        with pytest.raises(kind) as caught:
            raise kind(NAME)
        return caught.value

    first, again, other = (failure("CAP-01", broken(kind)) for kind in (ValueError, ValueError, KeyError))
    assert first == again
    assert first.reference != other.reference != failure("CAP-02", broken(KeyError)).reference
    assert NAME not in repr(first)


# ── Doubtful values ──


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("    lits: 14\n", "    lits: quatorze\n", "FMT-06"),
        ("    lits: 14\n", "    lit: 14\n", "FMT-05"),
        ("    lits: 14\n", "    lits: 14\n    lits: 8\n", "FMT-04"),
        ("    lits: 14\n", "    lits: 8\n    lits: 14\n", "FMT-04"),
        ("    lits: 14\n", "    lits: !!int 14\n", "FMT-02"),
        ("    lits: 14\n", "    <<: {lits: 8}\n", "FMT-02"),
        ("  capacite:\n", "  capacite: 14\n  capacites:\n", "FMT-06"),
    ],
)
def test_what_can_not_be_trusted_is_not_judged(old: str, new: str, rule: str) -> None:
    assert SOUND.count(old) == 1
    whole = report(SOUND.replace(old, new))
    assert {c.regle for c in whole.constats if c.famille == "FMT"} >= {rule}
    own = {c.regle: (c.statut, c.code) for c in whole.constats}
    for regle in ("CAP-01", "CAP-04", "CAP-07", "EQU-04"):
        assert own[regle] == (Statut.NON_EVALUABLE, DOUBTFUL)
    assert own["CAP-06"][0] is Statut.CONFORME
    assert whole.verdict is Verdict.INDETERMINE
    cause = next(c.message for c in whole.constats if c.regle == "CAP-01")
    assert rule in cause


@pytest.mark.parametrize("key", ["exemples", "model_config", "copy", "__class__"])
@pytest.mark.parametrize("value", ["!!int 3", "{a: {b: !!int 3}}", "{a: [1, {b: 1, b: 2}]}"])
def test_a_doubt_under_a_key_that_nothing_knows_breaks_nothing(key: str, value: str) -> None:
    whole = report(f"{SOUND}\n{key}: {value}\n")
    assert not whole.defaillances
    assert ("FMT-05", "cle_inconnue") in {(c.regle, c.code) for c in whole.constats}
    assert next(c.statut for c in whole.constats if c.regle == "DOS-05") is Statut.SANS_OBJET


def test_what_was_found_before_a_doubt_is_kept() -> None:
    text = SOUND.replace("date: 2026-03-31", "date: 2030-01-01").replace("date: 2026-09-01", "date: bientôt")
    own = [(c.statut, c.code) for c in report(text).constats if c.regle == "CAL-03"]
    assert own == [(Statut.NON_CONFORME, "hors_bornes"), (Statut.NON_EVALUABLE, DOUBTFUL)]


def test_nothing_holds_beside_a_doubt() -> None:
    whole = report(SOUND, with_check(Broken(how="doubts later")))
    assert [(c.statut, c.code) for c in whole.constats if c.regle == "CAP-01"] == [
        (Statut.NON_EVALUABLE, DOUBTFUL)
    ]
    assert not whole.defaillances


def test_a_view_refuses_what_is_doubtful_and_what_it_holds() -> None:
    view = View({"a": {"b": 1, "c": [1, 2]}, "d": 2}, {("a", "c", 1): "FMT-06"})
    assert view.get(("a", "b")) == 1
    assert view.get(("a", "absent", "plus", "loin")) is None
    assert [item.value for item in _until_doubt(view.items(("a", "c")))] == [1]
    view.at("d").refuse_doubts()
    view.refuse_doubts("b")
    for ask in (lambda: view.get(("a", "c", 1)), view.at("a").refuse_doubts, lambda: view.refuse_doubts("c")):
        with pytest.raises(Doubtful):
            ask()


def _until_doubt(items: Iterator[View]) -> Iterator[View]:
    with pytest.raises(Doubtful):
        yield from items


# ── What was set aside, and the head of the report ──


@pytest.mark.parametrize(
    ("aside", "wanted"),
    [
        ({"CAP-01"}, Verdict.INDETERMINE),
        ({"FMT-06"}, Verdict.INDETERMINE),
        ({"CAP-04", "FIN-03"}, Verdict.CONFORME),
    ],
)
def test_setting_a_blocking_requirement_aside_is_never_favourable(aside: set[str], wanted: Verdict) -> None:
    whole = report(SOUND, aside=frozenset(aside))
    assert whole.verdict is wanted
    assert not {c.regle for c in whole.constats} & aside


def test_every_requirement_is_told_also_those_that_hold() -> None:
    whole = report(SOUND)
    assert [c.regle for c in whole.constats] == [e.id for e in REFERENTIEL.on("candidature")]
    assert (whole.titulaire, whole.departement) == ("Centre hospitalier des Trois-Rivières", "28")
    assert whole.sha256


def test_evaluation_is_a_function_of_what_it_is_given() -> None:
    assert report(SOUND) == report(SOUND)


def test_without_a_referentiel_only_the_file_is_told() -> None:
    reading = read_bytes(SOUND.encode())
    found = Evaluation(Subject("x", reading, ()), Rules(None, format_requirements()), Context(DAY)).judged()
    assert found.points == ()
    assert told(found).constats == ()


def test_what_is_left_to_do_comes_with_a_dossier_not_sent() -> None:
    unsent = SOUND[: SOUND.index("transmission:")]
    assert not report(SOUND).a_faire
    assert len(report(unsent).a_faire) == 4
    assert all("{" not in sentence for sentence in report(unsent).a_faire)


# ── Personal data ──

PERSONAL = (
    "nom: Camille Martin",
    "fonction: Directrice des projets",
    "courriel: camille.martin@",
    "telephone: 02 37",
)


@pytest.mark.parametrize("line", PERSONAL)
@pytest.mark.parametrize(
    "value", ["[Zébulon, Tartempion]", "Zébulon Tartempion", "{nom: Zébulon}", "xxx Zébulon"]
)
def test_a_contact_is_in_no_message(line: str, value: str) -> None:
    key = line.partition(":")[0]
    place = SOUND.index(f"    {line}")
    text = f"{SOUND[:place]}    {key}: {value}\n{SOUND[SOUND.index(chr(10), place) + 1 :]}"
    whole = report(text)
    for one in whole.constats:
        assert "Zébulon" not in repr(replace(one, champ=()))
        assert "Camille" not in one.message
    assert not any("Zébulon" in sentence for sentence in whole.a_faire)


def test_a_report_reads_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    subject = read_bytes(SOUND.encode())
    typed = read_document("candidature", subject.value or {})
    rules = Rules(REFERENTIEL, format_requirements())

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("evaluation must not touch the disk")

    monkeypatch.setattr("builtins.open", refuse)
    monkeypatch.setattr("os.stat", refuse)
    monkeypatch.setattr("os.scandir", refuse)
    whole = told(Evaluation(Subject("x", subject, (), "candidature", typed), rules, Context(DAY)).judged())
    monkeypatch.undo()
    assert not whole.defaillances


# ── Nothing holds by saying nothing ──

EMPTY: tuple[Any, ...] = (None, "  ", {}, [], [{}], [None], ["  "], {"resume": None}, {"piece": "  "})
HOLLOW = (*EMPTY, "à compléter", "-", "xxx", "…", "0", "-1", "oui", "non", "aucun")
HOLDS_ALL_THE_SAME = {
    "POR-12": "the other number is given",
    "DOS-06": "it looks at all texts, none of which is provisional",
    "TRA-01": "not sent yet, and there is time left",
    "FIN-03": "to ask for nothing is an answer",
    "MIS-08": "no is an answer",
    "CAP-05": "yes is the answer",
}


@pytest.mark.parametrize("socle", ["medecine", "smr"])
@pytest.mark.parametrize("requirement", REFERENTIEL.on("candidature"), ids=lambda e: e.id)
def test_nothing_holds_by_saying_nothing(requirement: Exigence, socle: str) -> None:
    dossier = sound(socle)
    for hollow in HOLLOW:
        values = deepcopy(dossier.values)
        part: Any = values
        for key in requirement.porte_sur[:-1]:
            part = part.setdefault(key, {})
        part[requirement.porte_sur[-1]] = hollow
        found = dossier.judged(values)
        assert not found.defaillances
        if requirement.id not in HOLDS_ALL_THE_SAME:
            assert Statut.CONFORME not in {p.retenu for p in found.points if p.regle == requirement.id}, (
                hollow
            )


@cache
def sound(socle: str) -> Sound:
    return Sound(CASES / "socles" / f"{socle}.yaml", Settings(DAY))


# ── What a person decided ──

WHOLE = {"regle": "cap-01", "decision": "conforme", "motif": "Vu.", "agent": "C. Exemple", "date": DAY}


def registered(*lines: dict[str, Any]) -> Jugement:
    """Judge a dossier that is too small, with these decisions in the register."""
    reading = read_bytes(SOUND.replace("    lits: 14\n", "    lits: 4\n").encode())
    typed = read_document("candidature", reading.value or {})
    subject = Subject("dossier.yaml", reading, (), "candidature", typed)
    entry = View({"recu_le": DAY, "appreciations": list(lines)}, {})
    rules = Rules(REFERENTIEL, format_requirements())
    return Evaluation(
        subject, rules, Context(DAY, inscription=entry, provisoires=typed.placeholders)
    ).judged()


@pytest.mark.parametrize(
    ("decision", "counts", "aside"),
    [
        ("conforme", Statut.CONFORME, False),
        ("non_conforme", Statut.NON_CONFORME, False),
        ("sans_objet", Statut.SANS_OBJET, False),
        ("derogation", Statut.SANS_OBJET, True),
    ],
)
def test_a_whole_decision_counts_and_the_finding_stays(decision: str, counts: Statut, aside: bool) -> None:
    found = registered({**WHOLE, "decision": decision})
    (own,) = [point for point in found.points if point.regle == "CAP-01"]
    assert isinstance(own, Point)
    assert (own.retenu, own.outcome.statut) == (counts, Statut.NON_CONFORME)
    assert own.appreciation == Appreciation(counts, "Vu.", "C. Exemple", DAY, aside)
    assert (found.verdict is Verdict.NON_CONFORME) == (counts is Statut.NON_CONFORME)
    assert found.recu_le == DAY
    assert {point.regle for point in found.points if point.appreciation} == {"CAP-01"}


@pytest.mark.parametrize("missing", ["regle", "decision", "motif", "agent"])
def test_a_decision_that_lacks_something_counts_for_nothing(missing: str) -> None:
    found = registered({**WHOLE, missing: None})
    assert not any(point.appreciation for point in found.points)
    assert found.verdict is Verdict.NON_CONFORME


def test_thousands_alike_are_cut_each_sort_by_itself() -> None:
    requirement = REFERENTIEL.on("candidature")[0]
    outcome = next(iter(requirement.outcomes.values()))
    points = [
        Point(requirement, Finding(code, ("a", rank)), outcome)
        for rank in range(600)
        for code in ("un", "deux")
    ]
    rules = Rules(REFERENTIEL, format_requirements())
    kept = list(_bounded(points, rules))
    codes = [point.code for point in kept]
    assert codes.count("un") == codes.count("deux") == LIMITS.max_faults
    assert [point.fault.path for point in kept if isinstance(point, PointFormat)] == [
        ("a", LIMITS.max_faults)
    ]
    assert isinstance(kept[-1], PointFormat)
    few = [
        Point(other, point.finding, outcome)
        for other in REFERENTIEL.on("candidature")[:3]
        for point in points[:400]
    ]
    assert list(_bounded(few, rules)) == few
