"""Files at a glance kept in little room: what comes out is what was put in, in order, and thousands weigh little."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Iterable, Iterator
from dataclasses import MISSING, fields
from datetime import date

from usp_check.judging import Settings
from usp_check.report.counting import Tally
from usp_check.report.glances import Glances
from usp_check.report.model import Apercu, Defaillance, RapportDossier, ReferentielCite, Synthese
from usp_check.report.overview import in_order
from usp_check.report.terminal import write_terminal
from usp_check.running import Piece, collected
from usp_check.suivi import Progression
from usp_check.vocabulary import Verdict

DAY = date(2024, 10, 21)
BYTES_A_DOSSIER = 700  # without anything in common it would be 900


def glance(rank: int) -> Apercu:
    """Each like no other where dossiers are, its texts objects of its own."""
    return Apercu(
        f"lot/{rank:05}.yaml",
        Verdict.NON_CONFORME,
        document="candidature",
        referentiel=ReferentielCite("cvl-2024", "1", "Un appel"),
        titulaire=f"Centre hospitalier n° {rank}",
        departement=f"{rank % 90 + 10}",
        lits=rank % 20,
        finess=(f"18{rank:07}", f"28{rank:07}"),
        prioritaire=rank % 90 == 5,
        compte=Tally(corriger=rank % 7),
        manquees=((f"CAP-{rank % 30:02}", "Un titre"),),
    )


def test_what_comes_out_is_what_was_put_in() -> None:
    files = [glance(rank) for rank in range(200)]
    files.append(
        glance(0)._replace(
            fichier="d\udce9.yaml",
            document=None,
            manquees=(),
            finess=(),
            progression=Progression(DAY, {"1": ()}),
            defaillances=(Defaillance("examen", "a1b2", "ValueError"),),
        )
    )
    assert kept(files) == files


def test_what_files_have_in_common_is_held_once() -> None:
    one, other = kept([glance(3), glance(3)])
    assert one.fichier is not other.fichier
    for name in ("referentiel", "departement", "compte", "manquees"):
        assert getattr(one, name) is getattr(other, name)


def kept(files: Iterable[Apercu]) -> Glances:
    made = Glances()
    for one in files:
        made.append(one)
    return made


def test_priority_departments_first_however_many_there_are() -> None:
    files = [glance(rank) for rank in range(200)]
    expected = sorted(files, key=lambda one: (not one.prioritaire, one.departement))
    assert in_order(files) == expected


def added(count: int) -> int:
    """The most memory that gathering and showing so many takes, in bytes."""
    found: Iterator[Piece] = (Piece(glance(rank)) for rank in range(count))
    gc.collect()
    tracemalloc.start()
    run = collected(found, Settings(DAY), Synthese("0", DAY))
    write_terminal(run, len, width=100, color=False, unicode=True)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def test_thousands_weigh_little() -> None:
    added(200)  # what is imported, and cached once
    few, many = added(2_500), added(5_500)
    assert many - few < 3_000 * BYTES_A_DOSSIER


def test_both_are_headed_alike() -> None:
    own = {"compte", "manquees", "progression"}
    heading = [name for name in Apercu._fields if name not in own]
    assert [one.name for one in fields(RapportDossier)][: len(heading)] == heading
    defaults = {one.name: one.default for one in fields(RapportDossier) if one.name in heading}
    assert {name: Apercu._field_defaults.get(name, MISSING) for name in heading} == defaults
