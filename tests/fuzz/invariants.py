"""What holds for whatever comes in: of a reading, of a report, and of each form that it takes."""

from __future__ import annotations

import json
import re
from typing import Any
from unicodedata import is_normalized
from xml.etree import ElementTree as ET

from usp_check.reading import CODES, LIMITS, Path, Reading
from usp_check.reading.scalars import FORBIDDEN
from usp_check.report.formats import FORMATS
from usp_check.report.model import RapportDossier, Report
from usp_check.report.terminal import render_terminal
from usp_check.vocabulary import Verdict

FAVOURABLE = (Verdict.CONFORME, Verdict.CONFORME_AVEC_RESERVES)
_ACTIVE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What could steer a terminal or the eye."""


def check_reading(reading: Reading) -> None:
    """Check what holds for every reading."""
    assert (reading.value is None) <= bool(reading.faults)
    assert (
        len(reading.faults) <= LIMITS.max_faults + 3
    )  # one that gives up, one of control characters, one at the end
    for fault in reading.faults:
        assert tuple(fault.arguments) == CODES[fault.rule, fault.code]
        if fault.line is not None and fault.column is not None and reading.text:
            assert 1 <= fault.line <= reading.positions.line_count + 1
            assert 1 <= fault.column <= len(reading.positions.line(fault.line)) + 1
    assert is_normalized("NFC", reading.text)
    for path, value in walk(reading.value):
        span = reading.positions.locate(path)
        assert span is not None
        assert span.exact
        assert (span.line, span.column) <= (span.end_line, span.end_column)
        assert value is None or isinstance(value, str | list | dict)
        if isinstance(value, str):
            assert value.strip()
            assert is_normalized("NFC", value)
            assert not FORBIDDEN.search(value)


def walk(value: Any) -> list[tuple[Path, Any]]:
    """Return every value with its path, parents first."""
    found: list[tuple[Path, Any]] = []
    waiting: list[tuple[Path, Any]] = [((), value)] if value is not None else []
    while waiting and len(found) < 2000:
        path, current = waiting.pop()
        found.append((path, current))
        steps = (
            current.items()
            if isinstance(current, dict)
            else enumerate(current if isinstance(current, list) else ())
        )
        waiting += [((*path, step), child) for step, child in steps]
    return found


def check_dossier(dossier: RapportDossier, reading: Reading) -> None:
    """Check what holds for every report on one file: no failure, and nothing favourable on a file ill read."""
    assert dossier.defaillances == ()
    if reading.faults:
        assert dossier.verdict not in FAVOURABLE
        assert any(constat.famille == "FMT" for constat in dossier.constats)
    if reading.value is None:
        assert dossier.verdict is Verdict.INDETERMINE
    for constat in dossier.constats:
        assert constat.message.strip()
        if constat.ligne is not None and reading.text:
            assert 1 <= constat.ligne <= reading.positions.line_count + 1
            assert constat.colonne is not None
            assert constat.colonne >= 1
            assert constat.longueur >= 1


def check_forms(report: Report) -> None:
    """Check that every form can be made of a report, and holds nothing that acts."""
    for quiet, verbose in ((False, False), (True, False), (False, True)):
        text = render_terminal(report, width=80, color=False, unicode=True, quiet=quiet, verbose=verbose)
        assert not _ACTIVE.search(text)
        text.encode()
    for name, form in FORMATS.items():
        rendered = form.render(report)
        if isinstance(rendered, bytes):
            continue
        rendered.encode()
        if name in ("json", "sarif", "gitlab"):
            json.loads(rendered)
        elif name == "junit":
            ET.fromstring(rendered)  # noqa: S314 - what we wrote ourselves
        elif name in ("html", "markdown", "github", "github-resume"):
            assert not _ACTIVE.search(rendered.replace("\r\n", "\n"))
            assert "<script>alert" not in rendered
