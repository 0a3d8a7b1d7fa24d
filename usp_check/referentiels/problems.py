"""Why a référentiel can't be used, in French, each problem on its line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from usp_check.errors import UspCheckError
from usp_check.french import enumeration, nearest
from usp_check.reading.faults import Path


class Problem(NamedTuple):
    """One thing that makes a référentiel unusable, and where it stands in its file (from 1)."""

    message: str
    path: Path = ()
    line: int | None = None


class UnusableReferentielError(UspCheckError):
    """A référentiel that can't be used. ``problems`` lists every reason."""

    def __init__(self, name: str, problems: Iterable[Problem]) -> None:
        self.name = name
        self.problems = tuple(problems)
        super().__init__(name, self.problems)  # what it is made of again when it comes from another process

    def __str__(self) -> str:
        lines = (f"{self.name}{f':{p.line}' if p.line else ''} : {p.message}" for p in self.problems)
        return "\n".join(lines)


def unknown(kind: str, word: str, known: Iterable[str]) -> str:
    """Say that ``word`` is unknown, with the nearest known one, or all when they are few.

    ``kind`` is a singular noun with its article.
    """
    choices = sorted(known)
    near = nearest(word, choices)
    if near:
        return f"{kind} « {word} » n’existe pas ; vouliez-vous écrire « {near[0]} » ?"
    few = f" ; valeurs possibles : {enumeration(choices, 'ou')}" if 0 < len(choices) <= 40 else ""
    return f"{kind} « {word} » n’existe pas{few}."


def from_pydantic(error: Mapping[str, Any], keys: Iterable[str] = ()) -> Problem:
    """Turn one pydantic error into a problem, with a sentence of our own for each type of error."""
    path = _written_path(error["loc"])
    name = _name(path)
    kind, context, read = error["type"], error.get("ctx") or {}, error.get("input")
    shown = f" (lu : « {read} »)" if isinstance(read, str | int) else ""
    if kind == "extra_forbidden":
        return Problem(unknown("La clé", name, keys), path)
    if kind in ("missing", "union_tag_not_found"):
        missing = "controle" if kind == "union_tag_not_found" or name == "check" else name
        return Problem(f"il manque « {missing} ».", path[:-1] if kind == "missing" else path)
    if kind == "union_tag_invalid":
        tags = str(context["expected_tags"]).replace("'", "").split(", ")
        return Problem(unknown("Le contrôle", str(context["tag"]), tags), (*path[:-1], "controle"))
    if kind == "value_error":
        return Problem(f"{context['error']}.", path)
    if kind in ("enum", "literal_error"):
        words = str(context["expected"]).replace("'", "").replace(" or ", ", ")
        return Problem(f"« {name} » attend l’un de ces mots : {words}{shown}.", path)
    sentence = _SENTENCES.get(kind, "« {name} » n’a pas la forme attendue{shown}.")
    return Problem(sentence.format(name=name, shown=shown), path)


def _name(path: Path) -> str:
    """Name what stands at ``path``: its key, and for a list's item the list's key and its rank."""
    if path and isinstance(path[-1], int):
        return f"{path[-2]}, n° {path[-1] + 1}"
    return str(path[-1]) if path else "le fichier"


_SENTENCES = {
    "string_type": "« {name} » attend un texte.",
    "dict_type": "« {name} » attend une suite de clés et de valeurs{shown}.",
    "model_type": "« {name} » attend une suite de clés et de valeurs{shown}.",
    "model_attributes_type": "« {name} » attend une suite de clés et de valeurs{shown}.",
    "tuple_type": "« {name} » attend une liste{shown}.",
    "too_short": "« {name} » ne peut pas être vide.",
    "string_pattern_mismatch": (
        "« {name} » n’a pas la forme attendue : CAP-01 pour une exigence, cvl-2024 pour un référentiel{shown}."
    ),
    "nombre_entier": "« {name} » attend un nombre entier{shown}.",
    "nombre": "« {name} » attend un nombre{shown}.",
    "date": "« {name} » attend une date, par exemple 2030-01-31{shown}.",
    "moment": "« {name} » attend une date, avec ou sans heure, par exemple 2030-01-31 12:00{shown}.",
    "booleen": "« {name} » attend oui ou non{shown}.",
    "texte": "« {name} » attend un texte.",
}


def _written_path(loc: Iterable[str | int]) -> Path:
    """Give the path as it is written: ``check, au_moins, minimum`` stands under ``parametres``."""
    path = list(loc)
    if "check" in path:
        at = path.index("check")
        path[at : at + 2] = ["parametres"] if len(path) > at + 2 else path[at : at + 1]
    return tuple(path)
