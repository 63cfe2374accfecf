"""What is untrue gets no answer, whether or not anybody has called `check`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from samspil import open_model, paths
from samspil.errors import DataError

_UNQUOTED = """ishoej:A80 a sam:InformationNorm ; sam:trigger ishoej:akut-tilfaelde ;
    sam:act sam:henvendelse ; sam:recipient ishoej:ppr ; sam:modality sam:must .

"""
_UNLISTED = """ishoej:A79 a sam:InformationNorm ; sam:trigger ishoej:akut-tilfaelde ;
    sam:act sam:besked ; sam:recipient ishoej:tryghed-kriminalitetsforebyggelse ;
    sam:modality sam:must ; sam:modalityWord "rettes"@da ; sam:reading sam:reading-obligation ;
    sam:evidence ishoej:A41-quote .

"""
UNTRUE = {
    "a norm without a quote": ("stated-unquoted", "# A41", f"{_UNQUOTED}# A41"),
    "a duty by a word that binds nobody": (
        "modality-word-unlisted",
        "# A41",
        f"{_UNLISTED}# A41",
    ),
    "a recipient the sentence doesn't name": (
        "not-mentioned",
        "sam:recipient ishoej:tryghed-kriminalitetsforebyggelse ;\n    sam:urgency sam:acute",
        "sam:recipient ishoej:ppr ;\n    sam:urgency sam:acute",
    ),
    "a situation the sentence doesn't name": (
        "not-mentioned",
        "sam:trigger ishoej:akut-tilfaelde",
        "sam:trigger ishoej:loesladelse",
    ),
    "an aim about another situation": (
        "not-mentioned",
        "sam:about ishoej:loesladelse",
        "sam:about ishoej:akut-tilfaelde",
    ),
    "another forum as the channel": (
        "not-mentioned",
        "sam:channel ishoej:ksp",
        "sam:channel ishoej:psp",
    ),
    "a word in a quote": (
        "quote-differs",
        "der bør i akutte tilfælde rettes",
        "der skal i akutte tilfælde rettes",
    ),
    "should turned must": (
        "modality-disagrees",
        "sam:should ; sam:modalityWord",
        "sam:must ; sam:modalityWord",
    ),
    "a misspelt property": (
        "unknown-property",
        "sam:recipient ishoej:tryghed",
        "sam:recipent ishoej:tryghed",
    ),
    "a CPR number": ("cpr", "Sætningen står i passiv", "Sætningen om 010190-1234 står i passiv"),
}


@pytest.mark.parametrize("fault", UNTRUE)
def test_what_is_untrue_gets_no_answer(fault: str, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(paths.ontology_folder(), folder)
    stated = folder / "ishoej" / "stated.ttl"
    rule, old, new = UNTRUE[fault]
    text = stated.read_text(encoding="utf-8")
    head, mark, block = text.partition("ishoej:A40 a sam:InformationNorm")
    assert block.count(old) >= 1
    stated.write_text(head + mark + block.replace(old, new, 1), encoding="utf-8")
    with open_model(folder) as model, pytest.raises(DataError) as refused:
        model.informed("akut-tilfaelde")
    assert refused.value.code == "data-wrong"
    assert rule in str(refused.value.params)
