"""The register of a folder, to be filled in: an entry for each dossier, and nothing decided."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import category

_PLAIN = re.compile(r"[A-Za-z][\w/-]*(?:\.[\w/-]+)*", re.ASCII)
_LONGEST = 90  # characters of a comment
_HEAD = """\
# Le registre des dossiers reçus, tenu à côté d’eux : les fichiers des candidats restent tels qu’ils sont arrivés.
# Pour chaque dossier, notez quand il est arrivé et comment (courriel ou papier) ; puis, le moment venu, les experts
# et les décisions prises, une par tiret :
#     experts:
#       - {nom: Dominique Exemple, structure: Centre hospitalier du Val Perdu, lien_interet: non}
#     appreciations:
#       - {regle: POR-04, decision: conforme, motif: "Ratio suffisant.", agent: C. Exemple, date: 2024-11-08}
# La décision est : conforme, non_conforme, sans_objet ou derogation. Le constat de l’outil reste visible dessous.
document: registre
"""


@dataclass(frozen=True, slots=True)
class Inscription:
    """A dossier to enter: its file as seen from the register, what is known of it, and what is said in a comment."""

    fichier: str
    finess: str | None = None
    titulaire: str | None = None


def register_text(referentiel: str, entries: Sequence[Inscription]) -> str:
    """Return a register of these dossiers, for the call ``referentiel``: reception, experts, decisions left empty.

    Whatever a name holds, what is returned is sound YAML that gives the same name back. A file whose name is no
    text (control characters, bytes that are not UTF-8) is entered by its FINESS number, or left to the reader where
    there is none.
    """
    lines = [f"{_HEAD}referentiel: {quoted(referentiel)}", "dossiers:"]
    for entry in entries:
        lines += ["", *_entry(entry)]
    return "\n".join(lines) + "\n"


def _entry(entry: Inscription) -> Iterator[str]:
    yield f"  # {_comment(entry.titulaire or 'le titulaire n’est pas indiqué')}"
    named = _is_text(entry.fichier)
    if not named:
        yield f"  # Le nom du fichier, {_comment(entry.fichier)}, ne peut pas s’écrire ici : renommez-le."
        if entry.finess is None:
            return
    known = [f"fichier: {quoted(_guarded(entry.fichier))}"] if named else []
    known += [f'finess: "{entry.finess}"'] if entry.finess else []
    for rank, line in enumerate((*known, "recu_le:", "mode:", "experts:", "appreciations:")):
        yield f"    {line}" if rank else f"  - {line}"


def quoted(text: str) -> str:
    """Write a text as a YAML scalar: plain where it is but words, else between quotes, everything odd escaped."""
    if _PLAIN.fullmatch(text):
        return text
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"


def _guarded(name: str) -> str:
    """Keep a name that starts by a blank from being trimmed when it is read."""
    return f"./{name}" if name[:1].isspace() else name


def _is_text(name: str) -> bool:
    """Whether a name can stand in a document: no control character is read there, nor half a character."""
    return not any(category(c) in ("Cc", "Cs") and c not in "\t\n" for c in name)


def _comment(text: str) -> str:
    """Make of any text one line that a comment can hold."""
    line = "".join(c if c.isprintable() else "?" for c in " ".join(text.split()))
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
