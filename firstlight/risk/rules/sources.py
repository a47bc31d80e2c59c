"""Where rules come from, and how well each source was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# P read in the primary source; M in a third-party copy of it; S in a secondary source;
# L a local rule of one force or partnership; UNCONFIRMED not readable yet.
Tag = Literal["P", "M", "S", "L", "UNCONFIRMED"]
WEAK: frozenset[str] = frozenset({"L", "UNCONFIRMED"})


@dataclass(frozen=True, slots=True)
class Source:
    """A document a rule rests on. Told in our own words in the rule, never quoted."""

    title: str
    url: str
    tag: Tag


_APP = "https://www.college.police.uk/app/missing-persons"
_SAFELIVES = "https://safelives.org.uk/resources-library/marac-referral-criteria-and-form/"
_HMICFRS = "https://hmicfrs.justiceinspectorates.gov.uk"

# A level no national source gives: it applies only where the force has switched the rule on.
FORCE_LEVEL = Source("Set by the force: no national source gives this level", "", "L")
# What this system's own design says; a finding to look at, never a level by itself.
DESIGN = Source(
    "Firstlight's own reading of inspections; no national source",
    "https://hmicfrs.justiceinspectorates.gov.uk/publication-html/national-child-protection-inspection-assessment-criteria/",
    "UNCONFIRMED",
)
APP_MISSING = Source("College of Policing, missing persons APP (copy of 2023)", _APP, "M")
APP_RISK = Source(
    "College of Policing, missing persons APP, risk identification",
    f"{_APP}/risk-identification-assessment-and-management",
    "P",
)
# The gist of which words lay harm on a child; the list of words here is our own.
LANGUAGE = Source(
    "Children's Society and NAPAC for the CSE Taskforce, appropriate language: child exploitation",
    "https://www.childrenssociety.org.uk/information/professionals/resources/child-exploitation-language-guide",
    "S",
)
MISSING_PRINCIPLES = Source(
    "Missing People, principles for the police response: out of character, or history, raises risk",
    "https://www.missingpeople.org.uk/for-professionals/policy-and-research/policy/principles-for-the-police-response-to-missing-people-and-their-families",
    "S",
)
UKMPU = Source(
    "NCA UK Missing Persons Unit, information for police (72 hours)",
    "http://www.nationalcrimeagency.gov.uk/about-us/what-we-do/specialist-capabilities/missing-persons-bureau/information-for-police",
    "P",
)
MARAC = Source("SafeLives, MARAC referral criteria", _SAFELIVES, "P")
MARAC_REPEAT = Source(
    "SafeLives Dash, repeat referral to MARAC", "https://lrsb.org.uk/lmagrda-dash", "S"
)
MARAC_DEFINITIONS = Source(
    "MARAC referral criteria definitions (copy)",
    "https://docsbay.net/marac-referral-criteria-definitions",
    "M",
)
DASH_CLUSTERS = Source(
    "Dash checklist guidance, factors of high weight",
    "https://plymouthscb.co.uk/safe-lives-dash-ric-checklist",
    "S",
)
DA_ACT_3 = Source(
    "Domestic Abuse Act 2021, section 3: children as victims",
    "https://www.legislation.gov.uk/ukpga/2021/17/part/1/enacted",
    "P",
)
ENCOMPASS = Source(
    "Domestic Abuse Act 2021, section 49A: notifying schools, in force 7 November 2025",
    "https://www.legislation.gov.uk/uksi/2025/1168/made",
    "P",
)
BREACH = Source(
    "IOPC, police response to a domestic incident, September 2020; orders to be checked at each job",
    "https://policeconduct.gov.uk/our-work/learning/police-response-domestic-incident-essex-police-september-2020",
    "S",
)
CE_TOOLS = Source(
    "Child exploitation screening tool, disclosure",
    "https://docest.com/doc/665459/cse-screening-tool",
    "S",
)
CE_RECENT = Source(
    "Merton exploitation risk assessment: signs of the last six months are current",
    "https://docsbay.net/merton-child-sexual-exploitation-cse-risk-assessment-tool-referral-form",
    "L",
)
CE_TOOLKIT = Source(
    "Home Office, child exploitation disruption toolkit: people who exploit several children",
    "https://www.gov.uk/government/publications/child-exploitation-disruption-toolkit/child-exploitation-disruption-toolkit-accessible",
    "P",
)
CE_UNDER_13 = Source("Herefordshire exploitation tool", "https://paperzz.com/doc/6969382/", "L")
NRM = Source(
    "Modern Slavery Act 2015, section 52; referral of children",
    "https://www.app.college.police.uk/app-content/major-investigation-and-public-protection/modern-slavery/national-referral-mechanism/",
    "P",
)
FOUND_WITH = Source(
    "IOPC, police contact with a vulnerable child, March 2023: identify and check the adult",
    "https://policeconduct.gov.uk/our-work/learning/police-contact-vulnerable-child-cleveland-police-march-2023",
    "S",
)
ONLINE = Source(
    "HMICFRS, online sexual abuse and exploitation of children, April 2023",
    f"{_HMICFRS}/news/news-feed/police-response-to-online-child-sexual-exploitation-leaving-children-at-risk/",
    "S",
)
POSITION_OF_TRUST = Source(
    "Allegations against staff; police keep the employer and designated officer informed",
    "http://www.online-procedures.co.uk/swcpp/contents/allegations-against-staff/constitute-criminal-offence/",
    "S",
)
IMAGES = Source(
    "UKCIS, sharing nudes and semi-nudes, 11 March 2024 (gist of five questions; wording unconfirmed)",
    "https://www.gov.uk/government/publications/sharing-nudes-and-semi-nudes-advice-for-education-settings-working-with-children-and-young-people",
    "UNCONFIRMED",
)
SECTION_46 = Source(
    "Children Act 1989, section 46: police protection",
    "https://legislation.gov.uk/id/ukpga/1989/41/section/46",
    "P",
)
REFERRAL = Source(
    "Working Together 2023: refer at once where significant harm is suspected",
    "https://www.teescpp.org.uk/safeguarding-procedures/5-making-response-to-a-referral/",
    "S",
)
VOICE = Source(
    "HMICFRS, voice of the child: what a child shows is weighed before a decision",
    f"{_HMICFRS}/glossary/voice-of-the-child/",
    "P",
)
PPN_CUMULATIVE = Source(
    "Devon and Cornwall, three green reports in three months",
    "https://www.devon.gov.uk/support-schools-settings/safeguarding/guidance-policy-and-tools-2/safeguarding-one-minute-guides/no-42-devon-and-cornwall-police-vist-cara-operation-encompass",
    "L",
)
