"""Words of Danish and English as the matching of free text sees them: folding, stems, word lists.

The lists hold the language, never a municipality: words without a topic of their own.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# A stem so long is seldom another word by one slip.
LONG = 10
_BEGUN = 5
_TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_ENDINGS = (
    "endes ende ernes erne erens eren erets eret edes ede ers ere ens enes ene ets er en et es ed e"
).split()


def fold(text: str) -> str:
    """The text without what people spell differently: case, æ/ae, ø/oe/o, å/aa/a, accents."""
    text = unicodedata.normalize("NFC", text).casefold()
    for letters, plain in (("æä", "ae"), ("øö", "o"), ("å", "a")):
        for letter in letters:
            text = text.replace(letter, plain)
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    # Casefold again: the decomposition of some letters brings capitals back.
    return re.sub("a+", "a", re.sub("oe*", "o", text.casefold()))


def tokens(text: str) -> list[str]:
    """The words of the text, folded; "SSP-NU" is one word, "SSP-netværk" two."""
    text = re.sub(r"['’`´](s\b)?", "", fold(text).replace("n't", " not").replace("n’t", " not"))
    found: list[str] = []
    for token in _TOKEN.findall(text):
        parts = token.split("-")
        # A short tail is no word of its own.
        found.extend([token.replace("-", "")] if len(parts[-1]) < 3 else parts)
    return found


def without_workplaces(text: str) -> str:
    """The folded text with the bare role where it is hyphened: "SSP-lærer" is a "lærer"."""

    def bare(token: re.Match[str]) -> str:
        last = token[0].rpartition("-")[2]
        return last if stem(last) in ROLES else token[0]

    return _TOKEN.sub(bare, fold(text))


@lru_cache(maxsize=4096)
def stem(token: str) -> str:
    """The folded word without its Danish and English endings, and without a final double letter."""
    # A bare s only ends a whole word, and "indsats" (an effort) is no genitive of "indsat" (an
    # inmate). Later endings must leave more, or short words lose themselves.
    if token.endswith("s") and not token.endswith(("ts", "ss", *_ENDINGS)) and len(token) > 3:
        token = token[:-1]
    least = 3
    while (shorter := _shorter(token, least)) != token:
        token, least = shorter, 4
    return token[:-1] if len(token) > 3 and token[-1] == token[-2] else token


def _shorter(token: str, least: int) -> str:
    for ending in _ENDINGS:
        if token.endswith(ending) and len(token) - len(ending) >= least:
            return token[: -len(ending)]
    return token


@lru_cache(maxsize=4096)
def single(stemmed: str) -> str:
    """The stem with each doubled letter once, which is the commonest slip."""
    return re.sub(r"(.)\1", r"\1", stemmed) if len(stemmed) > 3 else stemmed


def besides(part: str, whole: str) -> str | None:
    """What a compound has besides a word that begins or ends it, or None if it doesn't."""
    if len(part) < len(whole):
        if whole.startswith(part):
            return whole[len(part) :]
        if whole.endswith(part):
            return whole[: -len(part)]
    return None


def same_word(one: str, other: str) -> bool:
    """Whether two stems begin so alike that they may be forms of one word: a hint, never certain.

    »bortvist« and »bortvisning«, »flytter« and »flytning«.
    """
    shared = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    )
    whole = shared == min(len(one), len(other))
    return shared >= _BEGUN - whole and 2 * shared >= max(len(one), len(other))


def nearest(stemmed: str, vocabulary: Iterable[str]) -> frozenset[str]:
    """The known stems that the word is a likely misspelling of; all that are equally near."""
    from rapidfuzz.distance import OSA  # loading it takes longer than a match: only when needed

    best: set[str] = set()
    least = 2
    for known in vocabulary:
        shorter, longer = sorted((len(known), len(stemmed)))
        allowed = 0 if shorter < 5 else 1 if shorter < LONG + 4 else 2
        # People rarely miss the first letter; other words often differ just there.
        if not allowed or known[0] != stemmed[0] or longer - shorter > allowed:
            continue
        distance = OSA.distance(stemmed, known, score_cutoff=allowed)
        if distance > min(allowed, least):
            continue
        if distance < least:
            least = distance
            best.clear()
        best.add(known)
    return frozenset(best)


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(fold(word)) for word in words.split())


# Dropped from every text and phrase.
FUNCTION = frozenset(
    fold(
        "og eller men at i på til fra for om omkring vedr vedrørende angående af med ved "
        "under over overfor hos mellem blandt efter før inden som der den det de dem en et er "
        "var være har have havde blevet kontakte kontaktes kontakter kontaktet kan kunne skal "
        "skulle bør må vil ville blev jeg du han hun vi man os mig dig ham hende hans hendes "
        "min mit mine din dit dine sin sit sine vores jeres deres sig hvem hvad hvor hvornår "
        "hvordan hvorfor hvilke hvilken hvilket hvis når da så nu her dette denne disse også "
        "altså jo vel måske bare lige meget mere alle andre anden andet nogen noget nogle op "
        "ud ind ned hen mens imens få får fået gøre gør gjort tage tages tager taget sker "
        "lade far mor synes mener tror vide viden selv både samt gennem ifølge fordi dog kun "
        "helt ret rigtig stadig snart allerede igen tidligere længere hvorvidt via mod imod fx m v "
        "the a an and or but of to in on by from with about who whom whose which what when "
        "where why how is are was were be has had having may might can could should must "
        "shall will would do does did you he she it we they me him us them my your his its "
        "our their this that these those there if as so than then some any also while during "
        "up being into concerning regarding gets get take takes among amongst between through "
        "because such more most very out off already still again whether"
    ).split()
)
# A text that says one of these may mean the opposite.
NEGATION = frozenset(
    fold("ikke ej ingen intet aldrig uden næppe hverken not no none never without neither").split()
)
# Who asks: a role never tells what has happened, and neither does the place it works at.
ROLES = _stems(
    "lærer pædagog leder medarbejder sagsbehandler socialrådgiver rådgiver vejleder konsulent "
    "koordinator betjent psykolog mentor repræsentant teacher educator employee worker adviser "
    "counsellor consultant coordinator officer psychologist representative"
)
# Whom a text is about, and where: that alone never tells one situation from another.
YOUNG = _stems(
    "ung unge ungt elev barn barnet børn børnene dreng drenge pige piger teenager teenagere "
    "mindreårig søn datter sønner døtre son sons daughter young youth youths youngster pupil "
    "student students child children kid kids boy girl adolescent minor"
)
PEOPLE = YOUNG | _stems(
    "borger voksen voksne adult adults indsat indsatte person personer menneske mand mænd "
    "kvinde kvinder familie familier beboer enkelt enkelte bestemt særlig generel lokal "
    "lokalt lokale område bydel kvarter kommune kommunal kommunen skole klasse klub "
    "fritidsklub institution sted by lærer pædagog leder kollega medarbejder sagsbehandler "
    "forælder forældre miljø citizen people man woman men women family resident individual "
    "special certain general local area neighbourhood municipality municipal school class "
    "club teacher employee colleague parent mother father single"
)
PEOPLE |= ROLES
# How people ask, and when: words about the question, not about what has happened.
ASKING = _stems(
    "været haft been drøfte drøftes diskutere tale discuss talk ring ringe ringer sige siges "
    "siger fortælle informere informeres orientere orienteres underrette underrettes "
    "underretning besked henvende henvender henvendelse spørge spørger ønske ønsker brug "
    "bruge hjælp hjælpe gå går komme kommer kom bringe samarbejde samarbejdet situation "
    "tilfælde sag sager møde møder mødes emne tema tegn problem god godt dag uge måned år i "
    "ny nyt nye se ser set stor meget vigtig mulig ansvar ansvarlig handle handler sende "
    "sender call tell inform notify contact ask want need help know go come bring sign signs "
    "cooperation case meeting matter issue good day week month year new see important "
    "possible responsible send"
)
