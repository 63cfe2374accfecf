"""Measurements: ratios of whole processes, side by side in one run."""
