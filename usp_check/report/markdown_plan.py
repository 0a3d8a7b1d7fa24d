"""How far a plan has come, in Markdown: tables by axis, by measure and by action; and from a follow-up to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from usp_check.french import day
from usp_check.report import avancement
from usp_check.report.markdown_text import said, table
from usp_check.suivi import Avancement

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from usp_check.report.avancement import Parcours
    from usp_check.suivi import Groupe, Suivi


def plan(suivi: Suivi, head: str) -> Iterator[str]:
    """Tell how far a plan has come, under a heading of the level of ``head``."""
    states = avancement.columns(suivi)
    heads = [avancement.ETATS[state][1].capitalize() for state in states]
    numbers = range(1, len(states) + 1)
    yield from (f"{head} {avancement.title(suivi)}", "")
    axes = [*suivi.par_axe(), suivi.ensemble()]
    yield from table(("Axe", *heads), (_row(one, states) for one in axes), numbers=numbers)
    measures = suivi.par_mesure()
    yield from table(("Mesure nationale", *heads), (_row(one, states) for one in measures), numbers=numbers)
    rows = ((f"{one.id} {one.titre}", avancement.due(one), avancement.standing(one)) for one in suivi.actions)
    yield from table(("Action", "Échéance", "Où elle en est"), rows)


def _row(group: Groupe, states: Sequence[Avancement]) -> tuple[str, ...]:
    found = group.compte
    counts = (
        avancement.late(group) if state is Avancement.EN_RETARD else str(found[state]) for state in states
    )
    return (f"{group.nom} – {group.titre}" if group.titre else group.nom, *counts)


def steps(journey: Parcours) -> Iterator[str]:
    """Tell what changed from each follow-up of a plan to the next one."""
    yield from (f"## D’un suivi à l’autre ({said(journey.referentiel)})", "")
    yield from ("Actions réalisées sur celles de l’axe ; entre parenthèses, celles en retard.", "")
    if hidden := avancement.hidden(journey):
        yield from (hidden, "")
    heads = ("Suivi du", *(f"Axe {said(axe)}" for axe in journey.axes), "Ensemble")
    rows = (
        (day(one.du), *(avancement.share(one.compte(axe)) for axe in (*journey.axes, None)))
        for one in journey.suivis
    )
    yield from table(heads, rows, numbers=range(1, len(heads)))
    for step in journey.pas:
        yield from (f"**{step.titre}**", "")
        for one in step.changements:
            before, after = one.passage
            yield f"* {before} → {after} : {said(', '.join(one.actions))}"
        if not step.changements:
            yield "Aucune action ne change d’état."
        yield ""
