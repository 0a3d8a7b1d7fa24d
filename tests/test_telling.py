"""Every fault has its French sentence, and every requirement on the file its examples."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from usp_check.documents import spellings
from usp_check.judging import Settings, judge, judge_file
from usp_check.reading import CODES, Fault, read_bytes
from usp_check.referentiels.loader import format_requirements
from usp_check.telling import _wording
from usp_check.vocabulary import Statut, Verdict
from usp_check.wording import places

RULES = {rule.id: rule for rule in format_requirements()}
DAY = date(2024, 10, 21)
# What typing a value tells of it, whatever the fault.
VALUE = {
    "lu": "abc",
    "recu": "texte",
    "accepte": "une date",
    "exemple": "2024-10-21",
    "titre": "Début",
    "proposition": "",
}
KEY = {"cle": "x", "proposition": "", "ailleurs": ""}
KINDS = (
    *("texte", "nom", "booleen", "nombre_entier", "nombre", "montant", "date", "moment", "finess", "siret"),
    *("departement", "courriel", "telephone", "code", "groupe", "liste"),
)
REASONS = tuple(re.findall(r"``([a-z_]+)``", (spellings.__doc__ or "").split("* ", 1)[1]))
KNOWN_ALWAYS = {"titre", "champ"}


def _of_reading() -> list[Fault]:
    return [Fault(rule, code, arguments=dict.fromkeys(names, "x")) for (rule, code), names in CODES.items()]


def _of_typing() -> list[Fault]:
    faults = [
        Fault("FMT-06", code, arguments={**VALUE, "lu": lu})
        for code in (*KINDS, *REASONS)
        for lu in ("abc", "")
    ]
    faults += [Fault("FMT-05", "cle_inconnue", arguments={**KEY, name: "y"}) for name in KEY]
    return faults


@pytest.mark.parametrize("fault", [*_of_reading(), *_of_typing()], ids=lambda f: f"{f.rule} {f.code}")
def test_every_fault_has_a_sentence_that_its_arguments_fill(fault: Fault) -> None:
    texts = _wording(RULES[fault.rule], fault)
    assert texts.message
    for text in (texts.message, texts.attendu, texts.remede):
        assert places(text or "") <= set(fault.arguments) | KNOWN_ALWAYS


def test_the_reasons_are_those_that_the_parsers_give() -> None:
    raised = set(re.findall(r'Refused\("([a-z_]+)"', Path(spellings.__file__).read_text(encoding="utf-8")))
    assert raised - {"provisoire"} <= {*KINDS, *REASONS}
    assert {"finess_cle", "montant_ambigu", "date_ordre"} <= set(REASONS)


@pytest.mark.parametrize("rule", ["FMT-02", "FMT-04", "FMT-05", "FMT-06", "FMT-07"])
def test_the_examples_of_the_requirements_on_the_file_do_what_they_say(rule: str) -> None:
    head = "" if rule == "FMT-07" else "document: candidature\nreferentiel: cvl-2024\n"
    examples = RULES[rule].exemples
    for text, fails in ((examples.conforme, False), (examples.non_conforme, True)):
        report = judge("x.yaml", read_bytes((head + text).encode()), Settings(DAY), None)
        assert (rule in {c.regle for c in report.constats}) is fails


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (None, "FMT-01"),
        (b"", "FMT-01"),
        (b"\xff\xfe\xff", "FMT-01"),
        (b"a: 1\n" * 300_000, "FMT-03"),
        (b"a: " + b"[" * 60, "FMT-03"),
    ],
)
def test_a_file_that_cannot_be_read_is_undetermined(content: bytes | None, rule: str, tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    if content is not None:
        path.write_bytes(content)
    report = judge_file(str(path), Settings(DAY))
    assert report.verdict is Verdict.INDETERMINE
    assert [(c.regle, c.statut) for c in report.constats] == [(rule, Statut.NON_CONFORME)]
    assert all("{" not in c.message for c in report.constats)
