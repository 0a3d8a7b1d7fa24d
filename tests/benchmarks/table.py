"""The table: what is to be reached, and what the measures say of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

Measures = Mapping[str, Mapping[str, Sequence[float]]]  # by group, then by command: a figure a round


@dataclass(frozen=True, slots=True)
class Ratio:
    """What is measured over what, within a group; ``times`` is how many times more dossiers the first one has."""

    group: str
    ours: str
    reference: str
    times: int = 1

    def of(self, measures: Measures) -> float | None:
        """Return the median of the rounds' ratios; None where one of the two was not measured."""
        group = measures.get(self.group, {})
        ours, reference = group.get(self.ours), group.get(self.reference)
        if not ours or not reference:
            return None
        return median(a / b for a, b in zip(ours, reference, strict=True)) / self.times


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its ratios (the worst counts), at most how much they must and should be."""

    what: str
    must: float | None
    aim: float
    ratios: tuple[Ratio, ...]

    def value(self, measures: Measures) -> float | None:
        found = [ratio.of(measures) for ratio in self.ratios]
        known = [value for value in found if value is not None]
        return max(known) if len(known) == len(found) else None

    def reached(self, measures: Measures) -> str:
        """Tell what was reached: the aim, the least that must be, neither, or nothing known."""
        value = self.value(measures)
        if value is None:
            return "not measured"
        value = float(shown(value))
        if value <= self.aim:
            return "aim"
        if self.must is None:
            return "aim not met"
        return "must" if value <= self.must else "**not met**"


OURS, PASS, PYDANTIC, PARSER = "usp-check", "python -c pass", "import BaseModel", "CBaseLoader"
CHECK_JSONSCHEMA, YAMALE, YAMLLINT, AJV = "check-jsonschema", "Yamale", "yamllint", "ajv-cli"
SOURCEMETA, VERSION, COMPLETION, SMALLER = "sourcemeta", "--version", "completion", "fewer dossiers"
TOGETHER = "usp-check, together"
ONE, WARM, PEERS, THOUSANDS, COUNTRY, MEMORY = "one", "warm", "peers", "thousands", "country", "memory"
FORMATS = ("texte", "csv", "jsonl")

ROWS = (
    Row(
        "`validate` one sound dossier, cold, vs check-jsonschema",
        0.70,
        0.25,
        (Ratio(ONE, OURS, CHECK_JSONSCHEMA),),
    ),
    Row('the same vs `python -c "from pydantic import BaseModel"`', 1.9, 0.7, (Ratio(ONE, OURS, PYDANTIC),)),
    Row("the same vs Yamale", 2.8, 1.0, (Ratio(ONE, OURS, YAMALE),)),
    Row(
        "one dossier, warm: read, typed, all requirements, vs `CBaseLoader`",
        0.75,
        0.55,
        (Ratio(WARM, OURS, PARSER),),
    ),
    Row("the same, forty at a time, as a folder is judged", None, 0.55, (Ratio(WARM, TOGETHER, PARSER),)),
    Row(
        "2 000 dossiers, two processes, vs `CBaseLoader` in one",
        0.55,
        0.40,
        (Ratio(THOUSANDS, OURS, PARSER),),
    ),
    Row("20 000 dossiers, likewise", 0.50, 0.38, (Ratio(COUNTRY, OURS, PARSER),)),
    Row("2 000 dossiers vs check-jsonschema", 0.03, 0.013, (Ratio(PEERS, OURS, CHECK_JSONSCHEMA),)),
    Row("2 000 dossiers vs Yamale with two workers", 0.35, 0.20, (Ratio(PEERS, OURS, YAMALE),)),
    Row("2 000 dossiers vs ajv-cli", None, 1.0, (Ratio(PEERS, OURS, AJV),)),
    Row("20 000 dossiers, time per dossier vs 2 000", 1.05, 1.0, (Ratio(COUNTRY, OURS, SMALLER, times=10),)),
    Row(
        "peak memory, 20 000 vs 1 000 dossiers (the worst of text, CSV, JSON Lines)",
        1.5,
        1.1,
        tuple(Ratio(MEMORY, f"{OURS} {kind}", f"{OURS} {kind}, {SMALLER}") for kind in FORMATS),
    ),
    Row(
        "completion and `--version` (the slower) vs `python -c pass`",
        6,
        3,
        (Ratio(ONE, VERSION, PASS), Ratio(ONE, COMPLETION, PASS)),
    ),
)


def shown(figure: float) -> str:
    """Write a ratio with two figures that matter."""
    return f"{figure:.3f}" if figure < 0.1 else f"{figure:.2f}"


def table(measures: Measures, rows: Sequence[Row] = ROWS) -> str:
    """Lay the rows out as Markdown."""
    lines = ["| what | measured | must | aim | reached |", "| --- | --- | --- | --- | --- |"]
    for row in rows:
        value = row.value(measures)
        must = "–" if row.must is None else f"≤ {shown(row.must)}"
        measured = "–" if value is None else shown(value)
        lines.append(f"| {row.what} | {measured} | {must} | ≤ {shown(row.aim)} | {row.reached(measures)} |")
    return "\n".join(lines) + "\n"


def details(measures: Measures) -> str:
    """Lay out each thing measured: its median, the least and the most."""
    lines = [
        "| measured together | what | median | least | most | rounds |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for group, found in measures.items():
        unit, scale = ("MB", 1) if group == MEMORY else ("ms", 1000)
        for name, figures in found.items():
            low, middle, high = (f"{scale * f(figures):,.0f} {unit}" for f in (min, median, max))
            lines.append(f"| {group} | {name} | {middle} | {low} | {high} | {len(figures)} |")
    return "\n".join(lines) + "\n"
