"""``usp-check registre new``: the register of a folder of dossiers, to be filled in. Nothing is judged."""

from __future__ import annotations

import os
from collections.abc import Iterator

from usp_check.batch import targets
from usp_check.cli import init, output
from usp_check.cli.calls import known_calls
from usp_check.documents import read_document
from usp_check.documents.inscriptions import Inscription, register_text
from usp_check.errors import Misuse
from usp_check.french import enumeration, plural
from usp_check.judging import match, unrelated
from usp_check.jugement import numbers
from usp_check.lot import OFFER
from usp_check.reading import Reading, read_file
from usp_check.register import KIND

FILE = f"{KIND}.yaml"


def run(folder: str, target: str | None, referentiel: str | None, *, force: bool) -> int:
    """Write the register of the dossiers of ``folder`` (by default into it); return the exit code."""
    if not os.path.isdir(folder):  # noqa: PTH112 - unlike Path, it takes a name of any length
        raise Misuse(f"« {folder} » n’est pas un répertoire : indiquez celui où sont les dossiers.")
    shown = target == init.STANDARD_OUTPUT
    target = target or os.path.join(folder, FILE)  # noqa: PTH118
    start = folder if shown else os.path.dirname(target) or os.curdir  # noqa: PTH120
    found = list(_dossiers(folder))
    if not found:
        raise Misuse(f"Aucun dossier dans « {folder} » : le registre serait vide.")
    text = register_text(_call(found, referentiel), [_entry(name, reading, start) for name, reading in found])
    if shown:
        output.say(text)
        return 0
    output.write_whole(target, text, inputs=[name for name, _ in found], force=force)
    output.say(
        f"Le registre est écrit dans « {target} » : {len(found)} {plural(len(found), 'dossier', 'dossiers')}.\n"
        f"Complétez-le dans un éditeur de texte, puis lancez : usp-check validate {folder} --registre {target}\n"
    )
    return 0


def _dossiers(folder: str) -> Iterator[tuple[str, Reading]]:
    """Give the files that would be judged, broken ones too: they came in like the others."""
    for met in targets([folder]):
        reading = None if met.ignored else read_file(met.name)
        if reading is None or unrelated(reading):
            continue
        if reading.value is None or match(reading.value, None)[0] not in (KIND, OFFER):
            yield met.name, reading


def _entry(name: str, reading: Reading, start: str) -> Inscription:
    document = None
    if reading.value is not None and (kind := match(reading.value, None)[0]) is not None:
        document = read_document(kind, {**reading.value, "document": kind}).document
    holder = getattr(getattr(document, "titulaire", None), "raison_sociale", None)
    return Inscription(_seen_from(start, name), next(iter(numbers(document)), None), holder)


def _seen_from(start: str, name: str) -> str:
    try:
        seen = os.path.relpath(name, start)
    except ValueError:  # on another drive
        seen = os.path.abspath(name)  # noqa: PTH100 - no link is followed
    return seen.replace(os.sep, "/")


def _call(found: list[tuple[str, Reading]], asked: str | None) -> str:
    """Return the référentiel of the dossiers: the one asked for, else the one that they name."""
    claims = [reading.value.get("referentiel") for _, reading in found if reading.value]
    named = {claim for claim in claims if isinstance(claim, str) and claim in known_calls()}
    if asked is None and len(named) == 1:
        return named.pop()
    if asked is None and named:
        raise Misuse(
            "Les dossiers ne répondent pas tous au même appel : précisez-le avec --referentiel "
            f"({enumeration(sorted(named), 'ou')})."
        )
    return init.call_of(KIND, asked).id
