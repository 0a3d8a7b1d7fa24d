"""What goes wrong in a dossier: a function a fault, from a sound text to a faulty one."""

from __future__ import annotations

import re
from collections.abc import Callable

Fault = Callable[[str], str]


def _swap(pattern: str, put: str) -> Fault:
    """Make the fault that writes ``put`` at the first place where ``pattern`` is met; it is always met."""

    def fault(text: str) -> str:
        changed, times = re.subn(pattern, put, text, count=1, flags=re.MULTILINE)
        if not times:
            raise ValueError(f"nothing like {pattern} in the dossier")
        return changed

    return fault


# What the dossier says does not hold: the verdict is non_conforme.
CONTENT: dict[str, Fault] = {
    "too few beds": _swap(r"^    lits: \d+", "    lits: 8"),
    "sent late": _swap(r"^  date: \d+/10/2024.*", "  date: 4/11/2024 à 9h12"),
    "no authorisation": _swap(r"^  - activite: .*", "  - activite: chirurgie"),
    "too short": _swap(r"^  fin: .*", "  fin: 30/04/2026"),
    "a mission left out": _swap(r"^    questions_ethiques: .*\n", ""),
    "shared with another activity": _swap(r"^  activite_exclusive: .*", "  activite_exclusive: non"),
}
# No parser reads the file, or not without a warning: several peers stop there, at the first such file of a folder.
UNREADABLE: dict[str, Fault] = {
    "a key given twice": _swap(r"^  niveau_graduation: 3$", "  niveau_graduation: 3\n  niveau_graduation: 2"),
    "a colon in a sentence": _swap(r"^  intitule: Une unité", "  intitule: Soins palliatifs : une unité"),
    "a tab": _swap(r"^    lits_a_l_ouverture", "\tlits_a_l_ouverture"),
}
# The file or one of its values can't be read: a constat of the family FMT.
WRITING: dict[str, Fault] = {
    "a day that does not exist": _swap(r"^  fin: .*", "  fin: 31/09/2026"),
    "an unknown key": _swap(r"^  commune:", "  comune:"),
    "an unknown word": _swap(r"^  orientation: .*", "  orientation: polivalante et gériatrique"),
    "a number in letters": _swap(r"^    lits: \d+", "    lits: une douzaine"),
    "a wrong FINESS": _swap(r'^  finess_juridique: "..', '  finess_juridique: "O'),
    **UNREADABLE,
}
