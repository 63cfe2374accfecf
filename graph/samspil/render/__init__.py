"""How answers look: a page of blocks from each answer, and a renderer for each format.

The pages are loaded when one is made: an answer that goes into a pipe as JSON doesn't pay for
them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from samspil.render.across import across_page, across_worded, short_across_page
    from samspil.render.audit_log import log_page
    from samspil.render.audit_log_rows import log_columns, log_json, log_rows
    from samspil.render.checklist import checklist_page
    from samspil.render.comparison import comparison_page, short_comparison_page, worded
    from samspil.render.differences import differences_page, elsewhere
    from samspil.render.informed import informed_page, reason, why_not_page
    from samspil.render.listing import queries_page, rows_page
    from samspil.render.loading import load_json, load_page, verify_json, verify_page
    from samspil.render.model_tests import tests_blocks, tests_json, tests_page
    from samspil.render.profiles import profile_page
    from samspil.render.reach import reach_page, short_reach_page, ways_page
    from samspil.render.report import reading_json, reading_page, report_json, report_page
    from samspil.render.short import short_page
    from samspil.render.short_others import short_profile_page, short_why_not_page

_HOMES = {
    "across_page": "across",
    "across_worded": "across",
    "checklist_page": "checklist",
    "comparison_page": "comparison",
    "short_across_page": "across",
    "short_comparison_page": "comparison",
    "worded": "comparison",
    "differences_page": "differences",
    "elsewhere": "differences",
    "informed_page": "informed",
    "reason": "informed",
    "why_not_page": "informed",
    "profile_page": "profiles",
    "rows_page": "listing",
    "queries_page": "listing",
    "reach_page": "reach",
    "short_reach_page": "reach",
    "ways_page": "reach",
    "reading_json": "report",
    "reading_page": "report",
    "report_json": "report",
    "report_page": "report",
    "short_page": "short",
    "short_profile_page": "short_others",
    "short_why_not_page": "short_others",
    "log_columns": "audit_log_rows",
    "log_json": "audit_log_rows",
    "log_page": "audit_log",
    "log_rows": "audit_log_rows",
    "load_json": "loading",
    "load_page": "loading",
    "tests_blocks": "model_tests",
    "tests_json": "model_tests",
    "tests_page": "model_tests",
    "verify_json": "loading",
    "verify_page": "loading",
}

__all__ = [
    "across_page",
    "across_worded",
    "checklist_page",
    "comparison_page",
    "differences_page",
    "elsewhere",
    "informed_page",
    "load_json",
    "load_page",
    "log_columns",
    "log_json",
    "log_page",
    "log_rows",
    "profile_page",
    "queries_page",
    "reach_page",
    "reading_json",
    "reading_page",
    "reason",
    "report_json",
    "report_page",
    "rows_page",
    "short_across_page",
    "short_comparison_page",
    "short_page",
    "short_profile_page",
    "short_reach_page",
    "short_why_not_page",
    "tests_blocks",
    "tests_json",
    "tests_page",
    "verify_json",
    "verify_page",
    "ways_page",
    "why_not_page",
    "worded",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401  (what a module attribute may be)
    import importlib

    if name in _HOMES:
        return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
