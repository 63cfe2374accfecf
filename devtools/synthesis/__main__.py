"""`python -m devtools.synthesis FOLDER`: writes a made-up nation, for trials and measurements."""

from __future__ import annotations

from pathlib import Path

import click

from devtools.synthesis import write_nation
from devtools.synthesis.nation import MOST


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--municipalities", type=click.IntRange(1, MOST), default=98, show_default=True)
@click.option("--seed", type=int, default=7, show_default=True)
@click.option("--force", is_flag=True, help="Replace a nation that was made here before.")
def main(target: Path, municipalities: int, seed: int, *, force: bool) -> None:
    """Writes municipalities that look real into TARGET; nothing in them is true."""
    try:
        written = write_nation(target, municipalities, seed, force=force)
    except OSError as error:
        raise click.ClickException(str(error)) from error
    print(f"{written.files} files, {written.size} bytes in {target}")


main()
