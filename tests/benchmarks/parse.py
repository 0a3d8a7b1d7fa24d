"""PyYAML's CBaseLoader over all the files of a folder, in one process: ``python parse.py FOLDER``."""

import os
import sys

import yaml

for place, _, files in os.walk(sys.argv[1]):
    for name in files:
        if name.endswith(".yaml"):
            with open(os.path.join(place, name), "rb") as file:  # noqa: PTH118, PTH123 - as fast as it can be
                text = file.read()
            try:
                yaml.load(text, yaml.CBaseLoader)  # noqa: S506 - it only makes strings, lists and mappings
            except yaml.YAMLError:
                continue
