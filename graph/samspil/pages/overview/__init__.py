"""The overview of several municipalities."""
