"""The explorer: the figure of a cooperation, as one page and as a picture."""
