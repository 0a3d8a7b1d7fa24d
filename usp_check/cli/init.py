"""``usp-check init``: the template of a document, to be filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from usp_check.cli import output
from usp_check.cli.calls import chosen_calls
from usp_check.documents import document_kinds
from usp_check.documents.template import template
from usp_check.errors import Misuse
from usp_check.french import enumeration
from usp_check.referentiels.requirements import LOT

if TYPE_CHECKING:
    from usp_check.referentiels.models import Referentiel

STANDARD_OUTPUT = "-"
REGISTER = "registre"


def run(kind: str, target: str | None, referentiel: str | None, schema: str | None, *, force: bool) -> int:
    """Write the template of ``kind`` to ``target`` (by default a file named after it); return the exit code."""
    if kind not in document_kinds():
        raise Misuse(
            f"Le document « {kind} » n’existe pas. Documents possibles : {enumeration(document_kinds(), 'ou')}."
        )
    call = call_of(kind, referentiel)
    text = template(kind, call.id, schema, call.identifiers, call.complements)
    target = target or f"{kind}.yaml"
    if target == STANDARD_OUTPUT:
        output.say(text)
        return 0
    output.write_whole(target, text, force=force)
    output.say(
        f"Le modèle est écrit dans « {target} ».\n"
        f"Remplissez-le dans un éditeur de texte, puis lancez : usp-check validate {target}\n"
    )
    return 0


def call_of(kind: str, asked: str | None) -> Referentiel:
    """Return the référentiel that the document answers: the one asked for, else the only one that judges it."""
    found = chosen_calls(asked)
    fitting = [call for call in found if kind in call.documents or (kind == REGISTER and call.on(LOT))]
    if not fitting:
        whose = f"Le référentiel « {found[0].id} » ne juge pas" if asked else "Aucun référentiel ne juge"
        raise Misuse(f"{whose} de document « {kind} ».")
    if len(fitting) > 1:
        names = [call.id for call in fitting]
        raise Misuse(f"Précisez l’appel auquel répondre avec --referentiel : {enumeration(names, 'ou')}.")
    return fitting[0]
