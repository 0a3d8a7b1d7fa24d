"""What is fed with bytes: the reader, the whole judgement with its forms, and the reading of a référentiel."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

from tests.fuzz.invariants import check_dossier, check_forms, check_reading
from tests.reading.as_parsed import is_plain
from usp_check.judging import Settings, judge_file, judge_stream
from usp_check.reading import read_bytes
from usp_check.referentiels.loader import parse
from usp_check.referentiels.models import Referentiel
from usp_check.referentiels.problems import UnusableReferentielError
from usp_check.register import make_register
from usp_check.report.model import RapportDossier, Report

DAY = date(2024, 10, 21)
EXAMPLES = Path(__file__).parents[2] / "examples"
SOUND = EXAMPLES / "usp-medecine.yaml"


def read(data: bytes) -> None:
    """Read a file; what is read plainly is read as the parser reads it."""
    reading = read_bytes(data)
    check_reading(reading)
    is_plain(reading.text)


def judge(data: bytes) -> RapportDossier:
    """Judge a file, and check what is said of it."""
    reading = read_bytes(data)
    check_reading(reading)
    dossier = judge_stream(io.BytesIO(data), Settings(DAY))
    check_dossier(dossier, reading)
    return dossier


def validate(data: bytes) -> None:
    """Judge a file, and give the report in every form."""
    check_forms(Report("0.0.0", DAY, (judge(data),)))


def register(data: bytes) -> None:
    """Take a file for the register that goes with a dossier."""
    made, faults = make_register(str(EXAMPLES / "registre.yaml"), read_bytes(data))
    assert (made is None) == bool(faults)
    if made is not None:
        list(made.slips((), ()))
        dossier = judge_file(str(SOUND), Settings(DAY, registre=made))
        assert isinstance(dossier, RapportDossier)
        assert dossier.defaillances == ()


def referentiel(data: bytes) -> Referentiel | None:
    """Take a file for a référentiel: it is refused with a sentence and a line each time, or it judges."""
    reading = read_bytes(data)
    call = problems = None
    try:
        call = parse("appel.yaml", reading)
    except UnusableReferentielError as refusal:
        problems = refusal.problems
    if call is None:
        assert problems
        for problem in problems:
            assert problem.message.strip()
            assert problem.line is not None or reading.value is None, problem
        return None
    judged = judge_file(str(SOUND), Settings(DAY, call))
    assert isinstance(judged, RapportDossier)
    assert judged.defaillances == ()
    return call


TARGETS: dict[str, Callable[[bytes], object]] = {
    "read": read,
    "judge": judge,
    "validate": validate,
    "register": register,
    "referentiel": referentiel,
}
