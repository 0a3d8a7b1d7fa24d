"""The page: one HTML file that opens anywhere, asks nothing of the network, and prints."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from usp_check.french import day, number
from usp_check.report import avancement, wording
from usp_check.report.counting import Tally, tally
from usp_check.report.coverage import bars
from usp_check.report.frise import Frise, timeline
from usp_check.report.html_excerpt import ExcerptLine, excerpt
from usp_check.report.overview import MARKS, SECTIONS, in_order, most_missed, telling
from usp_check.report.safe import inert
from usp_check.report.sorting import FAMILY_COLUMNS, Sorted, by_family, sort_constats
from usp_check.report.tables import path
from usp_check.report.unavailable import missing
from usp_check.vocabulary import Etat, Statut, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jinja2 import Template

    from usp_check.report.model import Constat, RapportDossier, Report

LONGEST = 2000  # characters of one text: a message quotes a value, never a whole dossier
# A file from outside may hold anything: nothing is loaded, only our own style and script have leave, by their sums.
_POLICY = (
    "default-src 'none'; style-src '{style}'; script-src '{script}'; base-uri 'none'; form-action 'none'"
)
_MARKS = {"bloquant": "✗", "reserve": "!", "info": "i"}
_STATUS_MARKS = {
    Statut.CONFORME: "✓",
    Statut.A_VERIFIER: "?",
    Statut.NON_EVALUABLE: "~",
    Statut.SANS_OBJET: "–",
}


@dataclass(frozen=True, slots=True)
class ConstatView:
    """A constat as the page tells it."""

    constat: Constat
    ton: str
    marque: str
    champ: str
    extrait: list[ExcerptLine]
    passage: str
    source: str
    decision: str


@dataclass(frozen=True, slots=True)
class Section:
    """A group of constats under one title."""

    titre: str
    constats: list[ConstatView]


@dataclass(frozen=True, slots=True)
class DossierView:
    """A dossier as the page tells it; ``ancre`` is made by us, and no word of the dossier is in it.

    ``precision`` tells apart those that bear the same name: their file.
    """

    ancre: str
    nom: str
    precision: str
    dossier: RapportDossier
    compte: Tally
    verdict: str
    marque: str
    phrase: str
    pourquoi: str
    bilan: str
    sections: list[Section]
    tenues: list[Constat]
    objet: list[Constat]
    familles: list[tuple[str, str, list[int]]]
    colonnes: list[str]
    frise: Frise | None


def render_html(report: Report) -> str:
    """Render a report as one HTML page: the overview, where there are several dossiers, then each in full.

    The page loads nothing and needs no script; all that a dossier says is text on it. Raises UnavailableError
    where jinja2 is not installed.
    """
    template, style, script = _template()
    from markupsafe import Markup

    names = Counter(map(_name, report.dossiers))
    dossiers = [_dossier(one, n, names) for n, one in enumerate(in_order(report.dossiers), start=1)]
    return template.render(
        report=report,
        dossiers=dossiers,
        plusieurs=len(dossiers) != 1,
        departements=sorted({d for one in dossiers if (d := one.dossier.departement) and d.strip()}),
        verdicts=[(v, wording.VERDICTS[v], MARKS[v], report.resume()[v]) for v in Verdict],
        manquees=most_missed(report.synthese().dossiers),
        decisions=report.decisions(),
        lot=[_constat(one, {}) for one in telling(report.lot)],
        barres=[(bar, Markup(bar.svg)) for bar in bars(report.couverture)],  # noqa: S704 - holds numbers only
        seuils=sorted({number(one.seuil) for one in report.couverture}),
        interrompu=report.etat is Etat.INTERROMPU,
        date=day(report.date_reference),
        politique=_POLICY.format(style=_sum(style), script=_sum(script)),
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        rangs={verdict: rank for rank, verdict in enumerate(Verdict)},
        jour=day,
        mots=wording,
        noms=wording.noun(report.dossiers),
        jugement=wording.judged(report),
        porteur=wording.holder(report.dossiers),
        suivis=avancement,
        parcours=avancement.journeys(report.synthese().dossiers),
    )


def _dossier(dossier: RapportDossier, rank: int, names: Counter[str]) -> DossierView:
    found = sort_constats(dossier.constats)
    rows = by_family(dossier.constats, dossier.familles)
    used = [i for i in range(len(FAMILY_COLUMNS)) if any(row[i] for row in rows.values())]
    return DossierView(
        ancre=f"dossier-{rank}",
        nom=_name(dossier),
        precision=_clip(dossier.fichier, 160) if names[_name(dossier)] > 1 else "",
        dossier=dossier,
        compte=tally(dossier.constats, dossier.defaillances),
        verdict=wording.VERDICTS[dossier.verdict][0],
        marque=MARKS[dossier.verdict],
        phrase=wording.verdict_sentence(dossier),
        pourquoi=wording.why_undetermined(dossier) if dossier.verdict is Verdict.INDETERMINE else "",
        bilan=wording.tally(found.counts()),
        sections=list(_sections(found, dossier)),
        tenues=found.tenues,
        objet=found.objet,
        familles=[
            (name, dossier.familles.get(name, ""), [row[i] for i in used]) for name, row in rows.items()
        ],
        colonnes=[FAMILY_COLUMNS[i] for i in used],
        frise=timeline(dossier.suivi) if dossier.suivi else None,
    )


def _name(dossier: RapportDossier) -> str:
    named = (text.strip() for text in (dossier.titulaire or "", dossier.fichier))
    return _clip(next(filter(None, named), "Dossier sans nom"), 160)


def _sections(found: Sorted, dossier: RapportDossier) -> Iterator[Section]:
    for title, name in SECTIONS.items():
        if constats := getattr(found, name):
            yield Section(title, list(_views(constats, dossier)))


def _views(constats: Iterable[Constat], dossier: RapportDossier) -> Iterator[ConstatView]:
    """Tell constats with their excerpts; a place that was already shown is not shown again."""
    shown: set[tuple[int | None, int | None]] = set()
    for constat in constats:
        place = (constat.ligne, constat.colonne)
        yield _constat(constat, {} if place in shown else dossier.lignes)
        shown.add(place)


def _constat(constat: Constat, lines: Any) -> ConstatView:
    status = constat.retenu
    tone = str(constat.gravite) if status is Statut.NON_CONFORME else str(status)
    return ConstatView(
        constat=constat,
        ton=tone,
        marque=_MARKS.get(tone) or _STATUS_MARKS[status],
        champ=_clip(path(constat), 300),
        extrait=excerpt(constat, lines),
        passage=wording.passage(constat),
        source="Source" if constat.reference and constat.reference.passage == "outil" else "Texte",
        decision=wording.decision(constat.appreciation) if constat.appreciation else "",
    )


@lru_cache(maxsize=1)
def _template() -> tuple[Template, str, str]:
    """Load the page's template, style and script, which ship with the package."""
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
    except ImportError:
        raise missing("jinja2", "La page HTML") from None
    environment = Environment(
        loader=PackageLoader("usp_check.report", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
    )
    environment.filters["prose"] = _prose
    folder = files("usp_check.report") / "page"
    style, script = ((folder / name).read_text(encoding="utf-8").strip() for name in ("page.css", "page.js"))
    return environment.get_template("page.html.j2"), style, script


def _harmless(value: object) -> object:
    """Make every text that reaches the page harmless to the eye too; what is markup already is ours."""
    return _clip(inert(value), LONGEST * 8) if type(value) is str else value


def _clip(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}…"


_GLUED = re.compile(r"(?<=«) | (?=[;:!?»%€])|(?<=\b§) |(?<=\bn°) ")


def _prose(text: str) -> str:
    """Keep « » ; : ! ? beside their word, as French typography wants, and bound the length."""
    return _GLUED.sub("\u00a0", _clip(text, LONGEST))


def _sum(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
