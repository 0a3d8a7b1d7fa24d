"""Real reports on dossiers whose contact is malformed in every way, and the personal data they must not tell."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from usp_check.judging import Settings, judge_file
from usp_check.report.model import RapportDossier, Report

EXAMPLE = Path(__file__).parents[2] / "examples" / "usp-medecine.yaml"
DATE = date(2024, 10, 21)
PERSONAL = ("Zébulon", "Quatremare", "zq-chez-nous", "06 11 22")
_CONTACTS = (
    "    nom: [Zébulon, Quatremare]\n    courriel: zq-chez-nous\n    telephone: 06 11 22\n",
    "    nom: Zébulon Quatremare\n    courriel: zq-chez-nous\n    courriel: zq-chez-nous2\n",
    "    nom: {prenom: Zébulon Quatremare}\n    telephone: [zq-chez-nous, 06 11 22]\n",
    "    - Zébulon Quatremare, zq-chez-nous\n    - 06 11 22\n",
    "    Zébulon Quatremare: zq-chez-nous\n    06 11 22: portable\n    courriell: x\n",
    "    Zébulon: 06 11 22\n    Zébulon: 06 11 22\n    Quatremare: {zq-chez-nous: x, zq-chez-nous: y}\n",
    "    nom: *Zébulon\n    courriel: !zq-chez-nous x\n    Quatremare: [*Quatremare, !Quatremare x]\n",
)


def judged(folder: Path) -> Report:
    """Judge the sound example with each malformed contact in its place."""
    head, found, rest = EXAMPLE.read_text(encoding="utf-8").partition("  contact:\n")
    assert found, "the example has lost its contact"
    rest = rest[rest.index("\n\n") + 1 :]
    done = []
    for number, contact in enumerate(_CONTACTS):
        path = folder / f"{number}.yaml"
        path.write_text(head + found + contact + rest, encoding="utf-8")
        one = judge_file(str(path), Settings(DATE))
        assert isinstance(one, RapportDossier)
        done.append(one)
    return Report("0.1.0", DATE, tuple(done))
