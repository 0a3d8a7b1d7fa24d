"""Texts that would act if they came out as they are, and reports that hold them everywhere."""

from __future__ import annotations

from datetime import date

from tests.report import factory
from usp_check.report.model import (
    Appreciation,
    ConstatLot,
    Defaillance,
    FichierIgnore,
    Reference,
    ReferentielCite,
    RegleEcartee,
    Report,
)
from usp_check.suivi import ActionSuivie, Avancement, Suivi
from usp_check.vocabulary import Etat, Gravite, Statut, Verdict

PAYLOADS = {
    "ansi": "\x1b[31mrouge\x1b[0m",
    "osc": "\x1b]8;;https://evil.example\x07ici\x1b]8;;\x07",
    "rich": "[link=https://evil.example]ici[/link]",
    "bidi": "a\u202eb\u2066c",
    "invisible": "a\u200bb\ufeffc\u2060d",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "entity": "&lt;b&gt;&#60;b&#62;",
    "javascript": "[ici](javascript:alert(1))",
    "link": "[ici](https://evil.example) [0](0) [a][b] <https://evil.example>",
    "escaped link": "\\[ici\\](https://evil.example) \\\\[x](1)",
    "image": "![x](https://evil.example/x.png)",
    "address": "https://evil.example www.evil.example a@evil.example mailto:a@evil.example",
    "mention": "@octocat @org/team #12 GH-12 org/depot#12 :tada:",
    "cell": "a | b\n| --- | --- |\n| c | d |",
    "code": "`x` ``` ~~~ $a$ $$b$$",
    "emphasis": "*a* **b** _c_ __d__ ~~e~~",
    "heading": "# titre",
    "list": "- un\n- deux",
    "number": "1. un",
    "rule": "---\n===",
    "quote": "> [!WARNING]\n> a",
    "footnote": "[^1]\n[^1]: note",
    "command": "\n::error::faux\r\n::add-mask::x\r::stop-commands::x",
    "old command": "##[add-mask]x ##vso[task.complete]",
    "properties": "a,line=9,title=x::y:z%0A%3A%2C%25",
    "gitlab section": "\x1b[0Ksection_start:1:x\r\x1b[0K",
    "xml": "]]><failure/>\x00\x08\x0b\ufffe\uffff<!--",
    "json": '"}],"results":[],"x":"\\u0000',
    "braces": "{0} {metier: medecin} {{1}} {",
    "formula": "=HYPERLINK(A1)\t+1\t@SUM(1)",
    "surrogate": "a\udce9b\ud800",
    "separators": "a\u2028b\u2029c\x85d\x0ce",
    "climb": "../../etc/passwd",
    "absolute": "//evil.example/x.yaml",
    "scheme": "javascript:alert(1)//x.yaml",
    "query": "a?b#c%41 d.yaml",
    "backslash": "a\\b\\",
    "blank": "   ",
    "empty": "",
    "long": "x" * 5_000,
}


def followed_with(text: str) -> Suivi:
    """A plan of a call of one's own, with ``text`` wherever its référentiel gives one."""
    day = date(2016, 6, 30)
    actions = (ActionSuivie(text, text, text, (1,), (day,), day, state, 3, None) for state in Avancement)
    return Suivi(date(2016, 9, 1), day, {text: text}, tuple(actions))


def filled_with(text: str) -> Report:
    """A report of every kind of finding, with ``text`` wherever the model takes a text."""
    short = text[:40]
    cited = Reference(text, text, text)
    decided = Appreciation(Statut.NON_CONFORME, text, text, date(2024, 11, 8))
    settled = Appreciation(Statut.CONFORME, text, text)
    shared = {
        "titre": text,
        "message": text,
        "attendu": text,
        "remede": text,
        "code": text,
        "reference": cited,
    }
    at = {"champ": (text, 0), "ligne": 3, "colonne": 5, "longueur": 2}
    constats = [
        factory.constat(rule, statut=status, gravite=weight, **shared, **at)
        for rule, status in zip("ABCDE", Statut, strict=True)
        for weight in Gravite
    ]
    constats.append(factory.constat("POR-04", statut=Statut.A_VERIFIER, appreciation=decided, **shared))
    constats.append(factory.constat("POR-05", statut=Statut.A_VERIFIER, appreciation=settled, **shared))
    constats.append(factory.constat(short, **shared))
    folder = ConstatLot(
        "LOT-01", Statut.NON_CONFORME, Gravite.RESERVE, fichiers=(text, "b.yaml"), departement=text, **shared
    )
    return factory.report(
        factory.dossier(
            *constats,
            fichier=text,
            verdict=Verdict.INDETERMINE,
            titulaire=text,
            departement=text,
            document=text,
            referentiel=ReferentielCite(text, text, text),
            defaillances=(Defaillance(short, text, text),),
            lignes={3: text},
            familles={text: text},
            a_faire=(text,),
            suivi=followed_with(text),
        ),
        etat=Etat.INTERROMPU,
        regles_ecartees=(RegleEcartee(text, text, text),),
        fichiers_ignores=(FichierIgnore(text, text),),
        lot=(folder,),
    )
