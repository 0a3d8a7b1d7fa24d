"""The commands. The only room that exits, writes to a terminal or reads the clock."""
