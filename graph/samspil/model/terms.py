"""The words of the model that rules and answers speak of: layers, modalities, statements."""

from __future__ import annotations

STATED, INTERPRETATION, LAW, EXTERNAL, GAPS = (
    "stated", "interpretation", "law", "external", "gaps",
)  # fmt: skip
LAYERS = (STATED, INTERPRETATION, LAW, EXTERNAL)
"""The layers of assertions, the document's own first."""
BESIDE = (INTERPRETATION, LAW, EXTERNAL)
"""The layers that never stand in the document's own answer."""

MUST, SHOULD, MAY, PRACTICE, MUST_NOT = "must", "should", "may", "practice", "must-not"
AIM, TASK, AVAILABLE, DESCRIPTIVE = "aim", "task", "available", "descriptive"
SECRECY = "secrecy"
"""A duty to be silent, of the law: it stands apart, for it is no duty to tell anyone."""
GROUPS = (MUST, SHOULD, MAY, PRACTICE, MUST_NOT, AIM, TASK, AVAILABLE)
"""The groups of an answer, always all of them, in this order; `descriptive` is never one."""
ALWAYS_SAID = (MUST, SHOULD, MAY, PRACTICE, MUST_NOT)
"""The groups that an answer speaks of when they are empty too."""

NORM = "InformationNorm"
PARTICIPATION = "Participation"
TASK_STATEMENT = "TaskStatement"
