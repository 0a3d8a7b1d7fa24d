"""The requirements that a run sets aside: which ones a person's words name, and why each is left out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from usp_check.errors import InvalidArgumentError
from usp_check.french import nearest
from usp_check.referentiels.catalogue import known_referentiels
from usp_check.referentiels.loader import format_requirements, load
from usp_check.report.model import RegleEcartee
from usp_check.vocabulary import Gravite

if TYPE_CHECKING:
    from usp_check.referentiels.models import Referentiel
    from usp_check.referentiels.requirements import Declaration

FORMAT = "FMT"


def declared(asked: Referentiel | None, folders: tuple[str, ...] = ()) -> dict[str, Gravite]:
    """Return the requirements that a run may judge by, those on the file first, each with its severity.

    They are those of the référentiel ``asked`` or, without one, of all that are known, ``folders`` included; one
    that several declare has the gravest severity.
    """
    calls = [asked] if asked else [load(name, folders) for name in known_referentiels(folders)]
    rules: list[Declaration] = [*format_requirements(), *(rule for call in calls for rule in call.exigences)]
    order = list(Gravite)
    found: dict[str, Gravite] = {}
    for rule in rules:
        found[rule.id] = min(found.get(rule.id, rule.gravite), rule.gravite, key=order.index)
    return found


def set_aside(
    rules: Iterable[str], *, keep: Iterable[str] = (), leave: Iterable[RegleEcartee] = ()
) -> tuple[RegleEcartee, ...]:
    """List what is set aside among ``rules``, identifiers of requirements.

    ``keep`` names the only requirements or families to judge, all where it is empty; each of ``leave`` names
    a requirement or a family to leave out, with its reason: the first one tells. Raises InvalidArgumentError for a
    name that nothing bears.
    """
    rules = list(rules)
    kept = named(keep, rules)
    reasons: dict[str, RegleEcartee] = {}
    for one in leave:
        for rule in named([one.regle], rules):
            reasons.setdefault(rule, RegleEcartee(rule, one.motif, one.origine))
    aside = []
    for rule in rules:
        # What is wrong with the file explains the rest: to keep others does not set it aside.
        if kept and rule not in kept and _family(rule) != FORMAT:
            aside.append(RegleEcartee(rule, "exigence non retenue", "option --select"))
        elif rule in reasons:
            aside.append(reasons[rule])
    return tuple(aside)


def named(words: Iterable[str], rules: Iterable[str]) -> set[str]:
    """Return those of ``rules`` that identifiers and families name, separated by commas or given apart."""
    rules = list(rules)
    found: set[str] = set()
    for word in (part.strip().upper() for option in words for part in option.split(",")):
        meant = {rule for rule in rules if word in (rule, _family(rule))}
        if not meant:
            near = nearest(word, [*rules, *map(_family, rules)])
            hint = f" Vouliez-vous écrire « {near[0]} » ?" if near else " « usp-check rules » les liste."
            raise InvalidArgumentError(f"« {word} » n’est ni une exigence ni une famille.{hint}")
        found |= meant
    return found


def _family(rule: str) -> str:
    return rule.partition("-")[0]
