"""What a command does not use is not imported: a hook pays for all of it, on every commit."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = {"pydantic", "jsonschema", "rich", "jinja2", "xlsxwriter", "importlib.metadata", "email"}
TOLD = (
    "import sys; sys.argv[0] = 'usp-check'\n"
    "from usp_check.__main__ import main\n"
    "try: main()\n"
    "except SystemExit: pass\n"
    "print(*sys.modules, file=sys.stderr)"
)


def imported(*arguments: str) -> set[str]:
    """Return the modules that a command imports."""
    done = subprocess.run(
        [sys.executable, "-c", TOLD, *arguments], check=False, capture_output=True, encoding="utf-8", cwd=ROOT
    )
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(
    "name", ["usp-medecine", "usp-trois-fautes", "usp-fichier-casse", "usp-en-preparation", "offre-2023"]
)
def test_validating_a_dossier_imports_nothing_heavy(name: str) -> None:
    assert imported("validate", f"examples/{name}.yaml", "--date", "2024-10-21") & HEAVY == set()


def test_a_call_of_ones_own_is_validated_by_pydantic() -> None:
    arguments = ("validate", "examples/usp-medecine.yaml", "-r", "usp_check/referentiels/cvl-2024.yaml")
    assert "pydantic" in imported(*arguments)


def test_the_version_imports_next_to_nothing() -> None:
    known = imported("--version")
    assert known & (HEAVY | {"typer", "click", "yaml", "pydantic_core", "dataclasses"}) == set()
