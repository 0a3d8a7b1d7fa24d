"""``usp-check rules``, ``explain`` and ``coverage``: what a référentiel asks, for people to read."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from usp_check.cli import output
from usp_check.cli.calls import chosen_calls
from usp_check.errors import Misuse
from usp_check.french import enumeration, nearest, plural
from usp_check.referentiels.loader import format_requirements
from usp_check.referentiels.requirements import OUTIL, Exigence
from usp_check.report.measure import wrap

if TYPE_CHECKING:
    from usp_check.referentiels.models import Referentiel
    from usp_check.referentiels.requirements import Declaration

FORMATS = ("texte", "json", "markdown")
_GRAVITES = {"bloquant": "bloquant", "reserve": "réserve", "info": "information"}
_FORMAT_FAMILY = {"FMT": "Le fichier"}


def _passage(rule: Declaration) -> str:
    passage = rule.reference.passage if isinstance(rule, Exigence) else OUTIL
    return "ajout de l’outil" if passage == OUTIL else passage


def list_rules(referentiel: str | None, kind: str) -> int:
    """Print every requirement, with those on the file itself first."""
    if kind not in FORMATS:
        raise Misuse(f"Le format « {kind} » n’existe pas. Formats possibles : {', '.join(FORMATS)}.")
    calls = chosen_calls(referentiel)
    if kind == "json" and len(calls) > 1:
        names = enumeration([call.id for call in calls], "ou")
        raise Misuse(
            f"En JSON, les exigences sont celles d’un seul référentiel : indiquez --referentiel {names}."
        )
    write = {"json": _as_json, "markdown": _as_markdown}.get(kind, _as_text)
    output.say("\n".join(_listed(call, write) for call in calls))
    return 0


def _listed(
    call: Referentiel, write: Callable[[Referentiel, Sequence[Declaration], dict[str, str]], str]
) -> str:
    rules: list[Declaration] = [*format_requirements(), *call.exigences]
    return write(call, rules, {**_FORMAT_FAMILY, **call.familles})


def _as_json(call: Referentiel, rules: Sequence[Declaration], families: dict[str, str]) -> str:
    rows = [
        {
            "id": rule.id,
            "famille": families[rule.famille],
            "gravite": str(rule.gravite),
            "titre": rule.titre,
            "exigence": rule.exigence,
            "passage": rule.reference.passage if isinstance(rule, Exigence) else OUTIL,
            "extrait": rule.reference.extrait if isinstance(rule, Exigence) else None,
        }
        for rule in rules
    ]
    content = {"referentiel": call.id, "version": call.version, "titre": call.titre, "exigences": rows}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _as_markdown(call: Referentiel, rules: Sequence[Declaration], families: dict[str, str]) -> str:
    lines = [f"# {call.titre}", "", f"Référentiel `{call.id}`, version {call.version}."]
    for family, title in families.items():
        lines += [
            "",
            f"## {family} — {title}",
            "",
            "| Exigence | Gravité | Ce qui est demandé | Passage |",
            "| --- | --- | --- | --- |",
        ]
        lines += [
            f"| {rule.id} | {_GRAVITES[rule.gravite]} | {_cell(rule.exigence)} | {_passage(rule)} |"
            for rule in rules
            if rule.famille == family
        ]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", r"\|").replace("\n", " ")


def _as_text(call: Referentiel, rules: Sequence[Declaration], families: dict[str, str]) -> str:
    width = min(output.width(), 100)
    lines = [call.titre, f"Référentiel {call.id}, version {call.version} : {len(rules)} exigences.", ""]
    for family, title in families.items():
        lines.append(f"{family} · {title}")
        for rule in (rule for rule in rules if rule.famille == family):
            head = f"  {rule.id}  {_GRAVITES[rule.gravite]:<11}  "
            first, *rest = wrap(f"{rule.exigence} ({_passage(rule)})", width - len(head))
            lines += [head + first, *(" " * len(head) + line for line in rest)]
        lines.append("")
    lines.append("« usp-check explain CAP-01 » explique une exigence en entier.")
    return "\n".join(lines) + "\n"


def explain(identifier: str, referentiel: str | None) -> int:
    """Print all that there is to know of one requirement."""
    output.say(explained(identifier, referentiel))
    return 0


def explained(identifier: str, referentiel: str | None) -> str:
    """Tell all that there is to know of one requirement. Raises Misuse when it is unknown."""
    calls = chosen_calls(referentiel)
    wanted = identifier.strip().upper()
    known: dict[str, list[tuple[Exigence, Referentiel]]] = {}
    for call in calls:
        for rule in call.exigences:
            known.setdefault(rule.id, []).append((rule, call))
    on_file = {rule.id: rule for rule in format_requirements()}
    if wanted in on_file:
        return _explained(on_file[wanted], None)
    if wanted in known:
        return "\n".join(_explained(rule, call) for rule, call in known[wanted])
    near = nearest(wanted, [*on_file, *known], most=3)
    hint = f"Les plus proches : {', '.join(near)}." if near else "« usp-check rules » les liste toutes."
    raise Misuse(f"L’exigence « {identifier} » n’existe pas. {hint}")


def _explained(rule: Declaration, call: Referentiel | None) -> str:
    width = min(output.width(), 100)
    parts = [("Ce qui est demandé", rule.exigence), ("Pourquoi", rule.explication)]
    if isinstance(rule, Exigence) and call is not None:
        source = f"{call.source.titre}, {call.source.editeur}, {call.source.annee}"
        where = rule.reference
        said = f"{source}, {where.passage}" + (f" : « {where.extrait} »" if where.extrait else "")
        if where.passage == OUTIL:
            said = "Le texte ne le dit pas : c’est un contrôle de cohérence que l’outil ajoute."
        parts += [("Où le texte le dit", said), ("Ce qui est regardé", ".".join(map(str, rule.porte_sur)))]
    parts.append(("Comment y répondre", rule.remede))
    blocks = [f"{rule.id} · {rule.titre} ({_GRAVITES[rule.gravite]})"]
    blocks += [_block(title, wrap(text, width - 2), 2) for title, text in parts]
    blocks.append(_block("Un exemple qui convient", rule.exemples.conforme.rstrip().split("\n"), 4))
    blocks.append(
        _block("Un exemple qui ne convient pas", rule.exemples.non_conforme.rstrip().split("\n"), 4)
    )
    return "\n\n".join(blocks) + "\n"


def _block(title: str, lines: Sequence[str], margin: int) -> str:
    return "\n".join([title, *(f"{' ' * margin}{line}" for line in lines)])


def coverage(referentiel: str | None) -> int:
    """Print, for each passage of the text, the requirements that answer it or why there are none."""
    calls = chosen_calls(referentiel)
    output.say("\n".join(map(_coverage, calls)))
    return 1 if any(_bare(call) for call in calls) else 0


def _bare(call: Referentiel) -> list[str]:
    """Return the passages that nothing answers, and that have no reason for it."""
    return [name for name in call.passages if not call.answering(name) and name not in call.couverture]


def _coverage(call: Referentiel) -> str:
    width = min(output.width(), 100)
    lines = [f"Couverture de « {call.source.titre} » par {call.id}", ""]
    for name, subject in call.passages.items():
        said = (
            ", ".join(call.answering(name)) or call.couverture.get(name) or "AUCUNE EXIGENCE, AUCUNE RAISON"
        )
        first, *rest = wrap(f"{subject} → {said}", width - len(name) - 2)
        lines += [f"{name}  {first}", *(f"     {line}" for line in rest)]
    own = call.answering(OUTIL)
    checked = sum(bool(call.answering(name)) for name in call.passages)
    lines += [
        "",
        f"{checked} passages ont une exigence, {len(call.couverture)} une raison de n’en pas avoir.",
    ]
    if own:
        lines.append(f"{plural(len(own), 'Exigence', 'Exigences')} que l’outil ajoute : {', '.join(own)}.")
    if bare := _bare(call):
        lines.append(f"{plural(len(bare), 'Passage', 'Passages')} sans réponse : {', '.join(bare)}.")
    return "\n".join(lines) + "\n"
