"""Is each passage of the text answered for? A requirement cites it, or a reason says why none does; never both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from usp_check.authoring.todo import is_todo
from usp_check.referentiels.problems import Problem, unknown

_REQUIREMENT = re.compile(r"\b[A-Z]{3}-[0-9]{2}\b")


def uncovered(value: Mapping[str, Any]) -> Iterator[Problem]:
    """Look at a référentiel as it was read, whatever else is wrong with it."""
    passages, reasons = _group(value, "passages"), _group(value, "couverture")
    listed = value.get("exigences")
    requirements = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    citing = {_cited(one): str(one.get("id")) for one in reversed(requirements)}
    for name, action in _group(
        value, "actions"
    ).items():  # which the requirements on a plan look at one by one
        if isinstance(action, dict) and isinstance(action.get("passage"), str):
            citing.setdefault(action["passage"], f"l’action {name}")
    for name in passages:
        if name not in citing and name not in reasons:
            yield Problem(
                f"aucune exigence ne cite « {name} » : citez-le dans une « reference », ou dites sous "
                "« couverture » pourquoi il n’a pas d’exigence.",
                ("passages", name),
            )
    known = {str(one.get("id")) for one in requirements}
    for name, reason in reasons.items():
        if name in citing:
            yield Problem(
                f"« {name} » a une raison de n’avoir pas d’exigence, mais {citing[name]} le cite : retirez la "
                "raison.",
                ("couverture", name),
            )
        yield from _reason(name, reason, known)


def _reason(name: str, reason: object, known: set[str]) -> Iterator[Problem]:
    """A reason is given, and the requirements that it names exist."""
    if reason is None:
        yield Problem(f"dites pourquoi « {name} » n’a pas d’exigence.", ("couverture", name))
    elif isinstance(reason, str) and not is_todo(reason):
        for identifier in sorted(set(_REQUIREMENT.findall(reason)) - known):
            yield Problem(unknown("L’exigence", identifier, known), ("couverture", name))


def _cited(requirement: Mapping[str, Any]) -> str | None:
    reference = requirement.get("reference")
    passage = reference.get("passage") if isinstance(reference, dict) else None
    return passage if isinstance(passage, str) else None


def _group(value: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = value.get(key)
    return found if isinstance(found, dict) else {}
