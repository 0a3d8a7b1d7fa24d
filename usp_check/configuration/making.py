"""A TOML file becomes a configuration, or is refused with every reason and its line."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from usp_check.configuration.model import Configuration, Ignored, refusal
from usp_check.reading import Fault
from usp_check.referentiels.problems import Problem, unknown
from usp_check.report.formats import FORMATS

OWN_FILE, SHARED_FILE, TABLE = "usp-check.toml", "pyproject.toml", "usp-check"
TEXT = "texte"
_YAML = (".yaml", ".yml")
_LONGEST = 80  # characters of a key that are told


def configuration(name: str, data: bytes | Fault) -> Configuration | None:
    """Make a configuration of a file's bytes; None for a ``pyproject.toml`` without our table."""
    if isinstance(data, Fault):
        raise refusal(name, [Problem("le fichier ne peut pas être lu.")])
    import tomllib

    try:
        text = data.decode("utf-8-sig")
        content = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise refusal(name, [Problem("le fichier n’est pas écrit en UTF-8.", line=line)]) from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = re.search(r"at line (\d+), column (\d+)", str(error))
        line = int(place[1]) if place else text.rstrip().count("\n") + 1
        column = f", colonne {place[2]}" if place else ""
        sentence = f"ce n’est pas du TOML : une valeur, un guillemet ou un crochet y est mal écrit{column}."
        raise refusal(name, [Problem(sentence, line=line)]) from None
    start = 0
    if Path(name).name == SHARED_FILE:
        tools = content.get("tool")
        if not isinstance(tools, dict) or TABLE not in tools:
            return None
        content = tools[TABLE]
        head = re.search(r"^[ \t]*\[[ \t]*tool[ \t]*\.[ \t]*[\"']?usp-check", text, re.MULTILINE)
        start = head.start() if head else 0
    return _Maker(name, text, start).make(content)


class _Maker:
    """Makes a configuration of what a file holds, and gathers all that is wrong with it."""

    def __init__(self, name: str, text: str, start: int) -> None:
        self.name = name
        self.text = text
        self.start = start
        self.folder = os.path.dirname(name)  # noqa: PTH120 - "" for the current folder
        self.problems: list[Problem] = []

    def make(self, content: Any) -> Configuration:
        """Raise ConfigurationError with every problem, or return the configuration."""
        found: dict[str, Any] = {}
        if not isinstance(content, dict):
            self._refuse(TABLE, f"« {TABLE} » attend une table : écrivez [tool.{TABLE}] sur une ligne.")
            content = {}
        for key, value in content.items():
            if key not in _KEYS:
                self._refuse(key, unknown("La clé", key[:_LONGEST], _KEYS))
            else:
                found[key] = _KEYS[key](self, key, value)
        if self.problems:
            raise refusal(self.name, self.problems)
        return Configuration(self.name, **found)

    def word(self, key: str, value: Any) -> str | None:
        if isinstance(value, str) and value.strip():
            return value.strip()
        self._refuse(key, f"« {key} » attend un texte entre guillemets, par exemple : {_EXAMPLES[key]}")
        return None

    def path(self, key: str, value: Any) -> str | None:
        name = self.word(key, value)
        return os.path.join(self.folder, name) if name else None  # noqa: PTH118

    def call(self, key: str, value: Any) -> str | None:
        name = self.word(key, value)
        return self.path(key, name) if name and name.endswith(_YAML) else name

    def folders(self, key: str, value: Any) -> tuple[str, ...]:
        found = []
        for one in value if isinstance(value, list) else [value]:
            name = self.path(key, one)
            if name and os.path.isdir(name):  # noqa: PTH112 - takes a name of any length
                found.append(name)
            elif name:
                self._refuse(key, f"« {name[:_LONGEST]} » n’est pas un répertoire.")
        return tuple(found)

    def form(self, key: str, value: Any) -> str | None:
        name = self.word(key, value)
        shown = [TEXT, *(known for known, form in FORMATS.items() if not form.binary)]
        if name in FORMATS and FORMATS[name].binary:
            self._refuse(key, f"« {name} » ne s’affiche pas : demandez-le avec l’option --output.")
        elif name is not None and name not in shown:
            self._refuse(key, unknown("Le format", name[:_LONGEST], shown))
        return name

    def reasons(self, key: str, value: Any) -> tuple[Ignored, ...]:
        if not isinstance(value, dict):
            self._refuse(
                key,
                f"« {key} » attend une table, où chaque exigence a sa raison : [{key}] sur une ligne, puis "
                f"par exemple {_EXAMPLES[key]}",
            )
            return ()
        found = []
        for rule, reason in value.items():
            if isinstance(reason, str) and reason.strip():
                found.append(Ignored(rule.strip().upper(), " ".join(reason.split()), self._line(rule)))
            else:
                self._refuse(
                    rule, f"« {rule[:_LONGEST]} » est écarté sans raison : écrivez-la, comme {_EXAMPLES[key]}"
                )
        return tuple(found)

    def _refuse(self, key: str, sentence: str) -> None:
        self.problems.append(Problem(sentence, line=self._line(key)))

    def _line(self, key: str) -> int | None:
        """Return the line on which a key seems to be written, which tomllib does not tell."""
        written = re.compile(
            rf"^[^#\n]*?(?<![\w-])[\"']?{re.escape(key)}[\"']?[ \t]*(?=[=.\]])", re.MULTILINE
        )
        match = written.search(self.text, self.start)
        return self.text.count("\n", 0, match.end()) + 1 if match else None


_KEYS: Mapping[str, Callable[[_Maker, str, Any], Any]] = {
    "referentiel": _Maker.call,
    "offre": _Maker.path,
    "registre": _Maker.path,
    "referentiels": _Maker.folders,
    "format": _Maker.form,
    "ignorer": _Maker.reasons,
}
_EXAMPLES = {
    "referentiel": 'referentiel = "cvl-2024"',
    "offre": 'offre = "offre.yaml"',
    "registre": 'registre = "registre.yaml"',
    "referentiels": 'referentiels = "nos-referentiels"',
    "format": 'format = "markdown"',
    "ignorer": 'CAL-03 = "Les jalons sont suivis par ailleurs."',
}
