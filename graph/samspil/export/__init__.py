"""Gives the whole graph away in formats that other programs read, each saying what it drops.

`formats` lists them and makes their texts (pure); `writing` puts the texts on disk, all or nothing.
"""

from samspil.export.formats import FORMATS, Format, contents
from samspil.export.writing import export

__all__ = ["FORMATS", "Format", "contents", "export"]
