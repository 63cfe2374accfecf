"""The explorer of one municipality."""
