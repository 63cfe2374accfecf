"""`python -m samspil` is the same as `samspil`."""

from samspil.cli.main import main

if __name__ == "__main__":
    main()
