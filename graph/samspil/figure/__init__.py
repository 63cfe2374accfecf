"""The figure of a cooperation: what it shows, where it stands, how it is drawn and written."""
