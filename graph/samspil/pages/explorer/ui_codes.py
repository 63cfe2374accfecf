"""The texts of the page itself, by their codes in the message catalogues."""

from __future__ import annotations

UI: tuple[str, ...] = tuple(
    """
    page-title under under-many overview skip views view-figure view-table view-text tools print
    ask-region panel-region what what-help what-none choose-again choose-one typed found who
    who-any who-named who-others find find-help gap-view gap-view-title gap-view-help gap-word
    gap gap-about gap-all not-reviewed route route-help route-from route-to choose route-title
    route-choose route-none route-none-why route-note route-more route-number route-here
    route-there legend by-kind by-modality by-layer conditional undated zoom whole closer
    further canvas-label list figure-help figure-help-touch close copy copied not-copied
    law-name back as-role narrowed-off be-this role-title role-acts role-none role-why role-all
    role-others who-acts who-acts-here danger danger-choose unknown unknown-s unknown-n
    unknown-a unknown-g unknown-d unknown-r reading its-answers none-drawn route-far route-show
    route-nowhere route-gap filtered filter-off not-stated around around-1 around-2 not-drawn
    assertion its-sentence assertion-not-drawn sentence unused rests-here rests-here-short
    start-title start start-situations our-translation start-note step-back step-on step-of
    table-help text-help situations actors relations assertions gaps readings nobody-stated c-id
    c-situation c-answer c-name c-other c-kind c-figure c-from c-relation c-to c-modality
    c-layer c-said c-where c-gap c-about c-claim c-why c-decision c-confidence yes no accepted
    rejected law-as-of type-situation type-gap type-sentence type-assertion
    presets preset-structure preset-told preset-gaps some-drawn drawn-alone no-lines asked-here
    address
    """.split()
)
"""Each is `explorer.<name>` in the catalogues; the script knows it by its name."""

BLANKS = {
    name: f"{{{name}}}"
    for name in (
        "actor",
        "asOf",
        "all",
        "count",
        "date",
        "id",
        "last",
        "n",
        "name",
        "now",
        "question",
        "typed",
    )
}
"""What the script fills in; left as they are when the page is built."""
