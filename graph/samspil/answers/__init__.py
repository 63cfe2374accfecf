"""Answers: bundled questions asked of a store, put together into frozen dataclasses."""
