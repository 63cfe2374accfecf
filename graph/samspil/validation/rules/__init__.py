"""The rules of `check`, a module a subject: what they take is read once, in `context`."""
