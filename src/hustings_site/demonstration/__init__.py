"""The demonstration: the Lanternmakers' Union, played by the rooms' own services with a clock of its own."""
