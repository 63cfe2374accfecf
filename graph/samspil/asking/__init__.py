"""A question in a person's own words, mapped to the command that answers it: rules, no model."""

from samspil.asking.deciding import Understanding, understand

__all__ = ["Understanding", "understand"]
