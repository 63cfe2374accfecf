"""Logs of who informed whom as files: read row by row, free of personal data, and as forms."""
