"""How far a plan has come, for a terminal: a row and a bar an axis and a measure; then what moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from usp_check.french import day, enumeration, integer, plural
from usp_check.report import avancement
from usp_check.report.layout import Line, Page, Segment, Style
from usp_check.suivi import Avancement

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping

    from usp_check.report.avancement import Parcours
    from usp_check.suivi import Groupe, Suivi

_SHOWN = {
    # the head of its column, its style
    Avancement.REALISE: ("réal.", Style.GOOD),
    Avancement.EN_RETARD: ("retard", Style.BAD),
    Avancement.EN_COURS: ("cours", Style.NOTE),
    Avancement.A_VENIR: ("à venir", Style.PLAIN),
    Avancement.ABANDONNE: ("aband.", Style.WARN),
    Avancement.INCONNU: ("inconnu", Style.WARN),
}
_NAME, _LONGEST_BAR = 11, 20
_LEAST_TITLE = 12
_STEP = 11


def add_plan(page: Page, suivi: Suivi) -> None:
    """Lay out how far a plan has come: by axis, by measure, then what is late."""
    page.heading(avancement.title(suivi))
    columns = {state: f"  {page.mark(state)} {_SHOWN[state][0]}" for state in avancement.columns(suivi)}
    longest = max((len(group.actions) for group in suivi.par_axe()), default=1)
    bar = min(longest, _LONGEST_BAR)
    counts = sum(map(len, columns.values()))
    room = page.width - 2 - _NAME - bar - 2 - counts
    if room >= 0:
        page.add((" " * (page.width - counts) + "".join(columns.values()), Style.FAINT))
    for part in ([*suivi.par_axe(), suivi.ensemble()], suivi.par_mesure()):
        for group in part:
            if room >= 0:
                _add_row(page, group, columns, bar, room)
            else:
                _add_short(page, group, bar)
        page.gap()
    _add_late(page, suivi)


def _add_row(page: Page, group: Groupe, columns: Mapping[Avancement, str], bar: int, room: int) -> None:
    found = group.compte
    said = group.titre or (f"retard : {avancement.days(worst)}" if (worst := group.pire_retard) else "")
    title = page.fit(said, room) if room >= _LEAST_TITLE else ""
    drawn = _bar(page, found, bar)
    drawn_cells = sum(len(text) for text, _ in drawn)
    page.add(
        (f"  {page.fit(group.nom, _NAME - 1):<{_NAME}}", Style.STRONG),
        *drawn,
        (" " * (bar - drawn_cells + 2) + f"{title:<{room}}", Style.PLAIN),
        *(
            (f"{found[state] or page.mark('dot'):>{len(head)}}", _style(state, found[state]))
            for state, head in columns.items()
        ),
    )


def _style(state: Avancement, count: int) -> Style:
    return _SHOWN[state][1] if count else Style.FAINT


def _add_short(page: Page, group: Groupe, bar: int) -> None:
    """Add a group in words, where there is no room for columns."""
    found = group.compte
    page.text(avancement.counted(found), indent=2, lead=((f"{group.nom} : ", Style.STRONG),))
    page.add(("    ", Style.PLAIN), *_bar(page, found, bar))


def _bar(page: Page, found: Counter[Avancement], width: int) -> Line:
    """Draw a cell an action, or fewer of them where there are more actions than cells."""
    total = max(found.total(), 1)
    cells = min(total, width)
    drawn: list[Segment] = []
    done = before = 0
    for state in Avancement:
        done += found[state]
        after = round(done * cells / total)
        if after > before:
            drawn.append((page.mark(state) * (after - before), _SHOWN[state][1]))
        before = after
    return tuple(drawn)


def _add_late(page: Page, suivi: Suivi) -> None:
    behind = [one for one in suivi.actions if one.etat is Avancement.EN_RETARD]
    tardy = [one for one in suivi.actions if one.etat is Avancement.REALISE and one.retard]
    for one, style in (*((one, Style.BAD) for one in behind), *((one, Style.WARN) for one in tardy)):
        lead: Line = ((f"{page.mark(one.etat)} {one.id}  ", style),)
        page.text(f"{one.titre} : {avancement.standing(one)} ({day(one.echeance)}).", indent=2, lead=lead)


def add_journey(page: Page, journey: Parcours) -> None:
    """Lay out the follow-ups of one plan: what is done of each axis at each day, then which actions moved."""
    page.heading(f"D’un suivi à l’autre ({journey.referentiel})")
    page.text("Actions réalisées sur celles de l’axe ; entre parenthèses, celles en retard.", indent=2)
    if journey.tus:
        page.text(avancement.hidden(journey), Style.FAINT, indent=2)
    _add_steps(page, journey)
    for step in journey.pas:
        page.gap()
        moved = sum(len(one.actions) for one in step.changements)
        changed = plural(moved, "action change d’état", "actions changent d’état")
        page.text(f"{step.titre} : {integer(moved)} {changed}.", Style.STRONG, indent=2)
        for one in step.changements:
            before, after = one.passage
            page.text(f"{before} {page.mark('arrow')} {after} : {', '.join(one.actions)}", indent=4)


def _add_steps(page: Page, journey: Parcours) -> None:
    names = [f"axe {axe}" for axe in journey.axes]
    first = 2 + 20
    if first + _STEP * (len(names) + 1) <= page.width:
        heads = "".join(f"{page.fit(name, _STEP - 1):>{_STEP}}" for name in (*names, "ensemble"))
        page.add((" " * first + heads, Style.FAINT))
        for one in journey.suivis:
            shares = (avancement.share(one.compte(axe)) for axe in (*journey.axes, None))
            page.add((f"  {day(one.du):<20}" + "".join(f"{share:>{_STEP}}" for share in shares), Style.PLAIN))
        return
    for one in journey.suivis:
        shown = [
            f"{name} {avancement.share(one.compte(axe))}"
            for name, axe in zip(names, journey.axes, strict=True)
        ]
        page.text(f"{day(one.du)} : {enumeration(shown)}.", indent=2)
