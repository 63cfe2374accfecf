"""Whether what was logged goes as the document and the law of that day say: pure."""
