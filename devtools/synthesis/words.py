"""The words that the made-up municipalities are made of: Danish, with English beside it."""

from __future__ import annotations

from typing import NamedTuple


class Named(NamedTuple):
    """A slug, a Danish and an English name, and a kind."""

    slug: str
    da: str
    en: str
    kind: str = ""


# Parts of made-up names of towns.
TOWN_FIRST = ("Ag", "Bar", "Dal", "Elm", "Fjel", "Gra", "Hav", "Ive", "Kal", "Lun", "Mos", "Nor",
              "Old", "Pil", "Rav", "Skov", "Tim", "Ul", "Vej", "Øst", "Ær", "Ås")  # fmt: skip
TOWN_LAST = ("bæk", "drup", "felt", "holm", "inge", "kilde", "lund", "mose", "næs", "rup", "sted",
             "tofte", "vang", "wad")  # fmt: skip

UNITS = (
    Named("boernecentret", "Børnecentret", "the Children's Centre", "municipal-centre"),
    Named("boernevagten", "Børnevagten", "the Children's Duty Desk", "municipal-department"),
    Named("familiehuset", "Familiehuset", "the Family House", "municipal-department"),
    Named("jobcentret", "Jobcentret", "the Job Centre", "municipal-centre"),
    Named("misbrugscentret", "Misbrugscentret", "the Addiction Centre", "municipal-centre"),
    Named("ppr", "PPR", "PPR (educational-psychological counselling)", "unit-owner-not-stated"),
    Named("psykiatrihuset", "Psykiatrihuset", "the Psychiatry House", "municipal-department"),
    Named("sundhedsplejen", "Sundhedsplejen", "the Health Visitors", "municipal-department"),
    Named("tryghedsenheden", "Tryghedsenheden", "the Safety Unit", "unit-owner-not-stated"),
    Named("ungdomsskolen", "Ungdomsskolen", "the Youth School", "institution"),
    Named("ungeenheden", "Ungeenheden", "the Youth Unit", "municipal-department"),
    Named("visitationen", "Visitationen", "the Referral Office", "municipal-department"),
    Named("voksenenheden", "Voksenenheden", "the Adult Unit", "municipal-department"),
    Named("integrationsenheden", "Integrationsenheden", "the Integration Unit",
          "municipal-department"),
    Named("boligenheden", "Boligenheden", "the Housing Unit", "municipal-department"),
    Named("fritidsenheden", "Fritidsenheden", "the Leisure Unit", "municipal-department"),
)  # fmt: skip
GROUPS = (
    Named("skolerne", "skolerne", "the schools", "collective-of-institutions"),
    Named("boernehavne", "børnehaverne", "the kindergartens", "collective-of-institutions"),
    Named("fritidshjemmene", "fritidshjemmene", "the after-school centres",
          "collective-of-institutions"),
    Named("klubberne", "klubberne", "the youth clubs", "collective-of-institutions"),
    Named("foraeldrene", "forældrene", "the parents", "actor-group"),
    Named("foreningerne", "foreningerne", "the clubs and associations", "collective"),
    Named("boligselskaberne", "boligselskaberne", "the housing associations", "collective"),
    Named("laererne", "lærerne", "the teachers", "staff-group"),
    Named("gadeplanarbejderne", "gadeplansarbejderne", "the street workers", "staff-group"),
    Named("naboerne", "naboerne", "the neighbours", "actor-group"),
)  # fmt: skip
ROLES = (
    Named("rolle-ssp-konsulent", "SSP-konsulenten", "the SSP consultant", "role"),
    Named("rolle-skoleleder", "skolelederen", "the head teacher", "role"),
    Named("rolle-mentor", "mentoren", "the mentor", "role"),
    Named("rolle-ungevejleder", "ungevejlederen", "the youth counsellor", "role"),
    Named("rolle-sagsbehandler", "sagsbehandleren", "the caseworker", "role"),
)
FORUMS = (
    Named("ssp-raadet", "SSP-rådet", "the SSP council"),
    Named("netvaerksmoedet", "netværksmødet", "the network meeting"),
    Named("ksp-samarbejdet", "KSP-samarbejdet", "the KSP cooperation"),
    Named("psp-moedet", "PSP-mødet", "the PSP meeting"),
    Named("tryghedsforummet", "tryghedsforummet", "the safety forum"),
    Named("ungeforummet", "ungeforummet", "the youth forum"),
    Named("lokalraadet", "lokalrådet", "the local council forum"),
    Named("visitationsudvalget", "visitationsudvalget", "the referral board"),
)
SITUATIONS = (
    Named("bekymring", "bekymring for en ung", "a worry about a young person"),
    Named("alvorlig-bekymring", "alvorlig bekymring", "a serious worry"),
    Named("akut-tilfaelde", "akut fare", "acute danger"),
    Named("radikalisering", "tegn på radikalisering", "signs of radicalisation"),
    Named("haervaerk", "hærværk", "vandalism"),
    Named("tyveri", "tyveri", "theft"),
    Named("vold", "vold", "violence"),
    Named("trusler", "trusler", "threats"),
    Named("fravaer", "langvarigt fravær", "long absence"),
    Named("misbrug", "misbrug", "addiction"),
    Named("loesladelse", "løsladelse", "release from prison"),
    Named("udrejse", "udrejse til væbnet konflikt", "departure to an armed conflict"),
    Named("aereskonflikt", "æresrelateret konflikt", "honour-related conflict"),
    Named("bandekontakt", "kontakt til bander", "contact with gangs"),
    Named("mistrivsel", "mistrivsel i skolen", "not thriving at school"),
    Named("selvskade", "selvskade", "self-harm"),
    Named("digital-kraenkelse", "digital krænkelse", "digital abuse"),
    Named("hjemloeshed", "hjemløshed", "homelessness"),
    Named("omsorgssvigt", "omsorgssvigt", "neglect"),
    Named("social-kontrol", "negativ social kontrol", "negative social control"),
)
TOPICS = (
    ("børn og unge", "children and young people"),
    ("tryghed i boligområderne", "safety in the housing areas"),
    ("overgangen fra skole til job", "the way from school to work"),
    ("unge i risiko for kriminalitet", "young people at risk of crime"),
    ("familier med flere sager", "families with several cases"),
)
FREQUENCIES = (
    ("fire gange om året", "four times a year"),
    ("hver anden uge", "every other week"),
    ("en gang om måneden", "once a month"),
)
BACKGROUND = (
    "Planen er godkendt af byrådet.",
    "Erfaringerne er samlet gennem flere år.",
    "Samarbejdet har en lang historie.",
    "Tallene stammer fra den seneste opgørelse.",
    "Området har mange nye familier.",
)
