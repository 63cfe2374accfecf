"""Pages to look around in: one HTML file a municipality, and one over several."""
