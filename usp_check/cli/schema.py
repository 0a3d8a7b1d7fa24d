"""``usp-check schema``: the JSON Schemas that are published in schemas/."""

from __future__ import annotations

import json
from typing import Any

from usp_check.cli import output
from usp_check.documents import document_kinds
from usp_check.errors import Misuse
from usp_check.french import enumeration

REPORT, REFERENTIEL = "rapport", "referentiel"


def schema_names() -> tuple[str, ...]:
    """Return the names of the schemas there are."""
    return (*document_kinds(), REPORT, REFERENTIEL)


def schema_text(name: str) -> str:
    """Return the schema of that name as the text that is published. Raises KeyError for an unknown name."""
    return json.dumps(_schema(name), ensure_ascii=False, indent=2) + "\n"


def _schema(name: str) -> dict[str, Any]:
    if name == REPORT:
        from usp_check.report.schema import report_schema

        return report_schema()
    if name == REFERENTIEL:
        from usp_check.referentiels.schema import referentiel_schema

        return referentiel_schema()
    from usp_check.documents.schema import json_schema

    return json_schema(name)


def run(name: str, target: str | None) -> int:
    """Print the schema, or write it to ``target``; return the exit code."""
    if name not in schema_names():
        raise Misuse(
            f"Le schéma « {name} » n’existe pas. Schémas possibles : {enumeration(schema_names(), 'ou')}."
        )
    if target is None:
        output.say(schema_text(name))
    else:
        output.write_whole(target, schema_text(name))
    return 0
