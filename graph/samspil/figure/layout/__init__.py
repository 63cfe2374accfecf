"""Where the boxes of a figure stand, and how its lines run."""
