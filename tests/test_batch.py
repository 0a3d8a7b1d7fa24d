"""Which files a command's paths stand for, on a real file system."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from tests.cli.runner import EXAMPLES, SOUND, run
from usp_check.batch import INSIDE, NOWHERE, OUTSIDE, targets
from usp_check.judging import Settings, judge_file
from usp_check.report.model import RapportDossier
from usp_check.vocabulary import Verdict

DAY = date(2024, 10, 21)
UNTIL = ("--date", DAY.isoformat())
needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")


def place(path: Path) -> Path:
    """Put a sound dossier at ``path``, whose folders are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(SOUND.read_bytes())
    return path


def met(folder: Path) -> list[str]:
    return [Path(t.name).relative_to(folder).as_posix() for t in targets([str(folder)]) if not t.ignored]


def ignored(folder: Path) -> dict[str, str]:
    found = [t for t in targets([str(folder)]) if t.ignored]
    assert len({t.name for t in found}) == len(found)
    return {Path(t.name).relative_to(folder).as_posix(): t.ignored for t in found}


def test_folders_are_walked_in_order_whatever_the_system_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["b.yaml", "a/z.yml", "a/b/c.YAML", "a-b/x.yaml", "c/x.yaml", "é/x.yaml"]
    for name in names:
        place(tmp_path / name)
    for name in (".cache/x.yaml", ".x.yaml", "a/.git/x.yaml", "notes.txt", "x.yaml.bak"):
        place(tmp_path / name)
    expected = ["b.yaml", "a/z.yml", "a/b/c.YAML", "a-b/x.yaml", "c/x.yaml", "é/x.yaml"]
    assert met(tmp_path) == expected
    listed = os.scandir

    @contextmanager
    def backwards(folder: str) -> Iterator[list[os.DirEntry[str]]]:
        with listed(folder) as entries:
            yield sorted(entries, key=lambda entry: entry.name, reverse=True)

    monkeypatch.setattr(os, "scandir", backwards)
    assert met(tmp_path) == expected


def test_a_listing_that_can_not_say_what_its_entries_are_is_walked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Silent:
        def __init__(self, name: str) -> None:
            self.name = name

        def is_symlink(self) -> bool:
            raise PermissionError(13, "Permission denied", self.name)

    @contextmanager
    def silent(folder: str) -> Iterator[list[Silent]]:
        yield [Silent("a.yaml"), Silent("b"), Silent("c.yml")]

    monkeypatch.setattr(os, "scandir", silent)
    assert met(tmp_path) == ["a.yaml", "c.yml"]


def test_each_file_is_judged_once_and_one_named_is_named_wherever_it_is_met(tmp_path: Path) -> None:
    one = place(tmp_path / "a" / "x.yaml")
    found = list(targets([str(tmp_path), f"{tmp_path}/a/../a", str(one), f"{tmp_path}/./a/x.yaml"]))
    assert [(t.name, t.named) for t in found] == [(str(one), True)]


@needs_links
def test_links_met_on_the_way_are_told_and_not_followed(tmp_path: Path) -> None:
    place(tmp_path / "outside" / "x.yaml")
    folder = tmp_path / "folder"
    place(folder / "in" / "x.yaml")
    for name, leads_to in {
        "file.yaml": tmp_path / "outside" / "x.yaml",
        "folder": tmp_path / "outside",
        "itself.yaml": folder / "itself.yaml",
        "up": folder,
        "nothing.yaml": tmp_path / "nothing.yaml",
        "again.yaml": folder / "in" / "x.yaml",
        "in/around": folder / "in",
        "notes.txt": tmp_path / "outside" / "x.yaml",
        ".hidden.yaml": tmp_path / "outside" / "x.yaml",
    }.items():
        (folder / name).symlink_to(leads_to)
    assert met(folder) == ["in/x.yaml"]
    assert ignored(folder) == {
        "file.yaml": OUTSIDE,
        "folder": OUTSIDE,
        "itself.yaml": NOWHERE,
        "nothing.yaml": NOWHERE,
        "up": INSIDE,
        "again.yaml": INSIDE,
        "in/around": INSIDE,
    }
    report = json.loads(run("validate", folder, *UNTIL, "--format", "json").out)
    assert len(report["dossiers"]) == 1
    told = {Path(f["fichier"]).name: f["motif"] for f in report["fichiers_ignores"]}
    assert told["file.yaml"] == OUTSIDE


@needs_links
def test_a_link_that_the_person_names_is_taken_as_it_is(tmp_path: Path) -> None:
    place(tmp_path / "outside" / "x.yaml")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "x.yaml").symlink_to(tmp_path / "outside" / "x.yaml")
    (tmp_path / "way-in").symlink_to(tmp_path / "outside")
    assert met(tmp_path / "way-in") == ["x.yaml"]
    assert [t.named for t in targets([str(folder), str(folder / "x.yaml")])] == [True]


@needs_links
@pytest.mark.parametrize("name", ["registre.yaml", "offre.yaml"])
def test_no_companion_is_taken_through_a_link(name: str, tmp_path: Path) -> None:
    place(tmp_path / "folder" / "x.yaml")
    kind = name.removesuffix(".yaml")
    (tmp_path / name).write_text(f"document: {kind}\nreferentiel: cvl-2024\n", encoding="utf-8")
    (tmp_path / "folder" / name).symlink_to(tmp_path / name)
    report = json.loads(run("validate", tmp_path / "folder", *UNTIL, "--format", "json").out)
    assert report["lot"] == []
    assert [f["motif"] for f in report["fichiers_ignores"]] == [OUTSIDE]


def test_a_file_that_vanishes_after_the_listing_is_a_constat_of_its_own(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml", "c.yaml"):
        place(tmp_path / name)
    found = list(targets([str(tmp_path)]))
    (tmp_path / "b.yaml").unlink()
    settings = Settings(DAY)
    reports = [judge_file(t.name, settings, named=t.named) for t in found]
    verdicts = [r.verdict for r in reports if isinstance(r, RapportDossier)]
    assert len(verdicts) == 3
    assert verdicts[1] is Verdict.INDETERMINE
    assert verdicts[0] is verdicts[2]
    gone = reports[1]
    assert isinstance(gone, RapportDossier)
    assert [(c.regle, c.code) for c in gone.constats] == [("FMT-01", "introuvable")]


@pytest.mark.parametrize("refused", ["b.yaml", "b"])
def test_what_may_not_be_read_is_a_constat_of_its_own(
    refused: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.yaml", "b/x.yaml" if refused == "b" else "b.yaml", "c.yaml"):
        place(tmp_path / name)
    forbidden = str(tmp_path / refused)
    opened, listed, allowed = os.open, os.scandir, os.access

    def deny(path: str) -> None:
        if str(path) == forbidden:
            raise PermissionError(13, "Permission denied", str(path))

    # As root nothing is forbidden: the system's own answers are stood in for.
    monkeypatch.setattr(os, "open", lambda path, *a, **k: deny(path) or opened(path, *a, **k))
    monkeypatch.setattr(os, "scandir", lambda path: deny(path) or listed(path))
    monkeypatch.setattr(os, "access", lambda path, mode: str(path) != forbidden and allowed(path, mode))
    settings = Settings(DAY)
    reports = [judge_file(t.name, settings, named=t.named) for t in targets([str(tmp_path)])]
    assert len(reports) == 3
    (denied,) = [r for r in reports if r.fichier == forbidden]
    assert isinstance(denied, RapportDossier)
    assert [(c.regle, c.code) for c in denied.constats] == [("FMT-01", "acces_refuse")]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_the_system_forbids_and_the_rest_is_judged(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml", "c/x.yaml"):
        place(tmp_path / name)
    (tmp_path / "b.yaml").chmod(0)
    (tmp_path / "c").chmod(0)
    try:
        outcome = run("validate", tmp_path, *UNTIL, "--format", "json")
    finally:
        (tmp_path / "c").chmod(0o700)
    dossiers = json.loads(outcome.out)["dossiers"]
    codes = [[c["code"] for c in d["constats"] if c["regle"] == "FMT-01"] for d in dossiers]
    assert codes == [[], ["acces_refuse"], ["acces_refuse"]]


def test_nothing_found_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("rien", encoding="utf-8")
    empty = run("validate", tmp_path)
    assert (empty.code, empty.out) == (2, "")
    assert f"« {tmp_path} »" in empty.err
    (tmp_path / "ci.yaml").write_text("on: push\n", encoding="utf-8")
    other = run("validate", tmp_path)
    assert (other.code, other.out) == (2, "")
    assert "ci.yaml" in other.err


def test_the_date_of_an_offer_is_its_reference_date_unless_one_is_asked_for() -> None:
    offer = EXAMPLES / "offre-2023.yaml"
    for options, expected in (((), "2023-12-31"), (UNTIL, "2024-10-21")):
        report = json.loads(run("validate", offer, *options, "--format", "json").out)
        assert report["date_reference"] == expected
    # Beside a candidature, which has none, each row of a table bears its own.
    rows = run("validate", offer, SOUND, "--format", "csv-rfc4180").out.splitlines()[1:]
    assert [",2023-12-31," in row for row in rows] == [True, False]
