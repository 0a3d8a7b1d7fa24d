"""Asking one check about a few values, without a référentiel."""

from datetime import date
from typing import Any

from pydantic import TypeAdapter

from usp_check.checks import Context, View
from usp_check.checks.base import Finding, Found
from usp_check.checks.catalogue import CHECKS
from usp_check.documents import read_document

DAY = date(2024, 10, 21)


def check(controle: str, **parametres: Any) -> Any:
    """Return the check of that name with these parameters, as a référentiel would write them."""
    return TypeAdapter(CHECKS[controle]).validate_python({"controle": controle, **parametres})


def codes(
    controle: str,
    champ: str,
    dossier: dict[str, Any],
    *,
    context: Context | None = None,
    **parametres: Any,
) -> list[str]:
    """Judge a candidature that holds ``dossier``; return the codes found, in order."""
    typed = read_document("candidature", {"document": "candidature", **dossier})
    view = View(typed.document, typed.doubts)
    found = check(controle, **parametres).judge(view, tuple(champ.split(".")), context or Context(DAY))
    given = [_code(one) for one in ((found,) if isinstance(found, (Finding, str, tuple)) else found)]
    assert set(given) <= set(CHECKS[controle].outcomes)
    return given


def _code(found: Found) -> str:
    if isinstance(found, Finding):
        return found.code
    return found if isinstance(found, str) else found[0]
