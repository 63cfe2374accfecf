"""The command line: a thin shell over `samspil.api`."""
