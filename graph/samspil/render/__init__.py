"""How answers look: a page of blocks from each answer, and a renderer for each format."""
