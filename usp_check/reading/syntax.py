"""What the YAML parser gives up on, in terms of what a person has to mend.

libyaml has some sixty sentences, in English and about its own grammar. Each is matched here, exactly as it
is written, to a code; where one sentence covers several mistakes, a judge tells them apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from usp_check.reading import judges
from usp_check.reading.faults import Fault
from usp_check.reading.judges import Cause, Judge, Trouble
from usp_check.reading.limits import LIMITS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yaml.error import MarkedYAMLError

    from usp_check.reading.positions import Place, Positions


def explain(
    error: MarkedYAMLError, text: str, positions: Positions, last: Place | None, opening: int | None
) -> Fault:
    """Return the fault that a scanner or parser error of libyaml comes to.

    ``last`` is the place of what was read last, ``opening`` the bracket that is still open.
    """
    problem = error.problem_mark or error.context_mark
    if problem is None:
        return Fault("FMT-02", "syntaxe", line=1, column=1)
    context = error.context_mark or problem
    trouble = Trouble(text, positions, problem.index, context.index, last, opening)
    return judged(trouble, PROBLEMS.get((error.context, error.problem), judges.other))


def judged(trouble: Trouble, judge: Judge) -> Fault:
    """Return the fault that a judge makes of a trouble, with its place."""
    cause = judge(trouble)
    line, column = trouble.positions.at(min(cause.where, len(trouble.text)))
    rule = "FMT-03" if cause.code == "profondeur" else "FMT-02"
    return Fault(rule, cause.code, line=line, column=column, arguments=cause.arguments)


def trailing(text: str, positions: Positions, index: int, last: Place | None) -> Fault:
    """Return the fault of a text that follows the document's mapping without opening another document."""
    return judged(Trouble(text, positions, index, index, last), judges.block)


_tab = judges.at_problem("tabulation")
_backslash = judges.at_problem("barre_oblique_inverse")
_reserved = judges.with_opening("caractere_reserve", "caractere")
_header = judges.with_opening("bloc_mal_ouvert", "caractere")
_quote = judges.with_opening("guillemet_non_ferme", "guillemet")

PROBLEMS: Final[Mapping[tuple[str | None, str | None], Judge]] = {
    ("while scanning for the next token", "found character that cannot start any token"): judges.no_token,
    ("while scanning a simple key", "could not find expected ':'"): judges.no_colon,
    (None, "block sequence entries are not allowed in this context"): judges.at_problem("tiret_mal_place"),
    (None, "mapping keys are not allowed in this context"): (
        lambda trouble: Cause("caractere_reserve", trouble.problem, {"caractere": "?"})
    ),
    (None, "mapping values are not allowed in this context"): judges.colon,
    ("while scanning a directive", "found unknown directive name"): judges.directive,
    ("while scanning a directive", "did not find expected comment or line break"): judges.directive,
    ("while scanning a directive", "could not find expected directive name"): judges.directive,
    ("while scanning a directive", "found unexpected non-alphabetical character"): judges.directive,
    ("while scanning a %YAML directive", "did not find expected digit or '.' character"): judges.directive,
    ("while scanning a %YAML directive", "found extremely long version number"): judges.directive,
    ("while scanning a %YAML directive", "did not find expected version number"): judges.directive,
    ("while scanning a %TAG directive", "did not find expected whitespace"): judges.directive,
    ("while scanning a %TAG directive", "did not find expected whitespace or line break"): judges.directive,
    ("while scanning a tag directive", "did not find expected '!'"): judges.directive,
    ("while parsing a tag directive", "did not find expected '!'"): judges.directive,
    ("while parsing a %TAG directive", "did not find expected tag URI"): judges.directive,
    ("while parsing a %TAG directive", "did not find URI escaped octet"): judges.directive,
    ("while parsing a %TAG directive", "found an incorrect leading UTF-8 octet"): judges.directive,
    ("while parsing a %TAG directive", "found an incorrect trailing UTF-8 octet"): judges.directive,
    (None, "found duplicate %YAML directive"): judges.directive,
    (None, "found incompatible YAML document"): judges.directive,
    (None, "found duplicate %TAG directive"): judges.directive,
    (None, "did not find expected <document start>"): judges.directive,
    ("while scanning an anchor", "did not find expected alphabetic or numeric character"): _reserved,
    ("while scanning an alias", "did not find expected alphabetic or numeric character"): _reserved,
    ("while scanning a tag", "did not find the expected '>'"): _reserved,
    ("while scanning a tag", "did not find expected whitespace or line break"): _reserved,
    ("while scanning a tag", "did not find expected '!'"): _reserved,
    ("while parsing a tag", "did not find expected tag URI"): _reserved,
    ("while parsing a tag", "did not find URI escaped octet"): _reserved,
    ("while parsing a tag", "found an incorrect leading UTF-8 octet"): _reserved,
    ("while parsing a tag", "found an incorrect trailing UTF-8 octet"): _reserved,
    ("while parsing a node", "found undefined tag handle"): judges.tag,
    ("while scanning a block scalar", "found an indentation indicator equal to 0"): _header,
    ("while scanning a block scalar", "did not find expected comment or line break"): _header,
    ("while scanning a block scalar", "found a tab character where an indentation space is expected"): _tab,
    ("while scanning a quoted scalar", "found unexpected document indicator"): _quote,
    ("while scanning a quoted scalar", "found unexpected end of stream"): _quote,
    ("while parsing a quoted scalar", "found unknown escape character"): _backslash,
    ("while parsing a quoted scalar", "did not find expected hexdecimal number"): _backslash,
    ("while parsing a quoted scalar", "found invalid Unicode character escape code"): _backslash,
    ("while scanning a plain scalar", "found unexpected ':'"): judges.at_problem("espace_apres_deux_points"),
    ("while scanning a plain scalar", "found a tab character that violates indentation"): _tab,
    ("while parsing a block node", "did not find expected node content"): judges.no_value,
    ("while parsing a flow node", "did not find expected node content"): judges.no_value,
    ("while parsing a block collection", "did not find expected '-' indicator"): judges.block,
    ("while parsing a block mapping", "did not find expected key"): judges.block,
    ("while parsing a flow sequence", "did not find expected ',' or ']'"): judges.unclosed,
    ("while parsing a flow mapping", "did not find expected ',' or '}'"): judges.unclosed,
    # Newer versions of libyaml bound the nesting themselves, far beyond our own limit.
    (
        "while parsing",
        "Maximum nesting level reached, set with yaml_set_max_nest_level())",
    ): lambda trouble: Cause("profondeur", trouble.problem, {"limite": LIMITS.max_depth}),
}
