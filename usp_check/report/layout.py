"""A page of styled lines: the one way by which text reaches a terminal, wrapped and harmless."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from usp_check.report.measure import cells, fit, wrap
from usp_check.report.safe import COMMON, inert, without_typography

WIDEST = 100  # cells: longer lines tire the eye
NARROWEST = 40
LONGEST = 2000  # characters of a paragraph: a message quotes a value, never a whole dossier


class Style(Enum):
    """How a run of text is painted: among the sixteen ANSI colours, that hold on light and on dark."""

    PLAIN = ""
    STRONG = "bold"
    FAINT = "dim"
    BAD = "bold red"
    WARN = "bold magenta"
    NOTE = "cyan"
    GOOD = "bold green"


Segment = tuple[str, Style]
Line = tuple[Segment, ...]

_HELD = 500  # lines
_MARKS = {
    # name: (where symbols can be written, where they cannot)
    "bloquant": ("✗", "X"),
    "reserve": ("!", "!"),
    "info": ("i", "i"),
    "conforme": ("✓", "+"),
    "a_verifier": ("?", "?"),
    "non_evaluable": ("~", "~"),
    "sans_objet": ("–", "-"),
    "a_faire": ("☐", "[ ]"),
    "dot": ("·", "-"),
    "arrow": ("→", "->"),
    "bar": ("│", "|"),
    "rule": ("─", "-"),
    "under": ("›", ">"),
    "ellipsis": ("…", "..."),
    # where an action of a plan stands
    "realise": ("█", "#"),
    "en_retard": ("!", "!"),
    "en_cours": ("▒", "+"),
    "a_venir": ("░", "."),
    "abandonne": ("×", "x"),
    "inconnu": ("?", "?"),
}


def plain(line: Line) -> str:
    """Write a line without its styles; nothing heavy is imported."""
    return "".join([text for text, _ in line]).rstrip()


class Page:
    """Lines being laid out for a console of ``width`` cells, with symbols or with ASCII marks.

    ``paint`` writes a line, with its styles or without. ``spill`` takes what is laid out whenever there is much of
    it, for a folder has too many lines to keep them all.
    """

    def __init__(
        self,
        width: int,
        unicode: bool = True,
        paint: Callable[[Line], str] = plain,
        spill: Callable[[str], object] | None = None,
    ) -> None:
        self.width = max(NARROWEST, min(width, WIDEST))
        self.unicode = unicode
        self.paint = paint
        self.spill = spill
        self.lines: list[str] = []
        self.gapped = True

    def mark(self, name: str) -> str:
        """Give the mark of that name for this console."""
        return _MARKS[name][not self.unicode]

    def clean(self, text: str) -> str:
        """Make a text harmless, and plain where the console needs it."""
        shown = inert(text)
        return shown if self.unicode else without_typography(shown)

    def add(self, *segments: Segment) -> None:
        """Add one line as it is. Every line of the page passes here, so nothing gets by ``clean``."""
        line = tuple([segment for segment in segments if segment[0]])
        # Asked of the whole line at once, for most need no cleaning.
        if not (self.unicode and COMMON.fullmatch("".join([text for text, _ in line]))):
            line = tuple((self.clean(text), style) for text, style in line)
        self.gapped = not line
        self.lines.append(self.paint(line))
        if self.spill is not None and len(self.lines) > _HELD:
            self.spill("\n".join([*self.lines, ""]))
            self.lines.clear()

    def gap(self) -> None:
        """Leave one empty line, and no more than one."""
        if not self.gapped:
            self.add()

    def text(self, text: str, style: Style = Style.PLAIN, *, indent: int = 0, lead: Line = ()) -> None:
        """Add a paragraph; ``lead`` stands before its first line, and the next ones hang under the text."""
        before = sum(cells(self.clean(part)) for part, _ in lead)
        hang = " " * (indent + before)
        if len(text) > LONGEST:
            text = text[:LONGEST] + self.mark("ellipsis")
        rows = wrap(self.clean(text), max(12, self.width - len(hang)))
        self.add((" " * indent, Style.PLAIN), *lead, (rows[0], style))
        for row in rows[1:]:
            self.add((hang, Style.PLAIN), (row, style))

    def heading(self, title: str, style: Style = Style.STRONG) -> None:
        """Open a section: its title, and a rule to the edge."""
        self.gap()
        rule = self.mark("rule")
        shown = self.clean(title)
        rest = rule * max(0, self.width - cells(shown) - 4)
        self.add((rule * 2 + " ", Style.FAINT), (shown, style), (" " + rest, Style.FAINT))

    def fit(self, text: str, most: int) -> str:
        """Make a text harmless and cut it to ``most`` cells, however long it was."""
        if len(text) <= most and self.unicode and COMMON.fullmatch(text):  # as most are
            return text
        return fit(self.clean(text[:LONGEST]), most, self.mark("ellipsis"))


def painter() -> Callable[[Line], str]:
    """Return what writes a line with its styles as ANSI sequences, which rich makes.

    Only ``rich.style`` is needed: all is laid out by then, and a whole rich console costs twice the
    import and a second layout.
    """
    from rich.color import ColorSystem
    from rich.style import Style as RichStyle

    styles = {style: RichStyle.parse(style.value) for style in Style if style.value}

    def paint(segment: Segment) -> str:
        text, style = segment
        if style not in styles or not text.strip():
            return text
        return styles[style].render(text, color_system=ColorSystem.STANDARD)

    return lambda line: "".join(map(paint, line))
