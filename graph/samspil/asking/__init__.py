"""A question in a person's own words, mapped to the command that answers it: rules, no model."""

from samspil.asking.deciding import Understanding, understand
from samspil.asking.modals import Modal, modals

__all__ = ["Modal", "Understanding", "modals", "understand"]
