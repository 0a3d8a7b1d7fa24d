"""Prepares the référentiels that ship with the tool."""

from usp_check.referentiels.prepared.writing import main

main()
