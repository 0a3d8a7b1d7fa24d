"""Write the snapshots of the terminal anew: ``python -m tests.report.refresh``, then read the diff."""

from tests.report.test_terminal import SNAPSHOTS, snapshots


def main() -> None:
    for name, text in snapshots().items():
        (SNAPSHOTS / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
