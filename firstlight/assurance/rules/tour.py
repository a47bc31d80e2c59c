"""The seven stops of the demonstration's tour: a failing as it was told, and what happens here.

What failed is told in our own words with a tag for how good the evidence is: P primary text, N
news that quotes it, O another force or national, I inferred. None of it is about this force.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """Where a stop leads: a fixed address, or one found by a story's person or record."""

    label: str
    path: str = ""
    person: str = ""
    record: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop. `as_who` are the accounts to be; `hours` what must be played first for it to have happened."""

    story: str
    title: str
    was: str
    source: str
    tag: str
    here: str
    do: str
    as_who: tuple[str, ...]
    targets: tuple[Target, ...]
    hours: int = 0


STOPS: tuple[Stop, ...] = (
    Stop(
        "eleven", "Eleven children nobody looked for",
        "On one day eleven children were reported missing from care homes. They were filed under softer words, not as "
        "missing, and none was looked for.",
        "BBC, November 2021, on one force's inspection", "N",
        "A report that a child's whereabouts are not known is a missing record, whatever it was called. Being in care "
        "lowers nothing. The difference between reports and episodes is counted and must be nothing.",
        "Open one of the reports: its words are not 'missing'. Then open the child: it stands there as a time missing. That day is history; play the next hours to see reports become episodes on the board.",
        ("missing.coord",),
        (Target("One of the reports", record="report_01"), Target("The child", person="tegan"),
         Target("The missing board", path="/missing"), Target("Reports against episodes", path="/leaders/queries/missing")),
    ),
    Stop(
        "fourteen_weeks", "Fourteen weeks",
        "Fourteen weeks into a case of indecent images graded medium, nothing had been done to protect three children "
        "who lived with the suspect.",
        "Local newspaper, November 2021, on one force's inspection", "N",
        "The referral names a man alone. The children are found by their address, from school and social care, and "
        "their clock starts when the force was told, apart from the case's.",
        "Open the referral: who lives there stands on it. Then open the query: how long each household has waited.",
        ("online.sgt",),
        (Target("The referral", record="referral"), Target("The man", person="man"), Target("The eldest child", person="eldest"),
         Target("Households that waited", path="/leaders/queries/online"), Target("Online cases", path="/online")),
    ),
    Stop(
        "da_tonight", "On the way to domestic abuse",
        "Officers arrived in time, but were not always told enough of the background before they did.",
        "Heading of one force's inspection report, 2021", "P",
        "The unit's crew gets a brief nobody asked for: the children, the order that ends tomorrow, the bail, the "
        "weapons marker; at most sixty words for the radio.",
        "Play the next hour: the call comes at 06:18. Then open the job and its brief.",
        ("pc.hale",),
        (Target("The job, once it came", record="job"), Target("A child of the house", person="poppy"), Target("Briefs", path="/briefs"),
         Target("Who opened theirs in time", path="/leaders/queries/briefs")),
        hours=1,
    ),
    Stop(
        "six_systems", "One child, known to six systems",
        "What was held about a child lay in systems, files and spreadsheets that did not know of each other.",
        "Inspection of another force, 2016, and its data findings elsewhere", "O",
        "Four spellings and three addresses are one child's page. Each link shows its evidence and can be taken apart; "
        "what nobody has decided is shown as 'may be' and never counted.",
        "Open the child and look at the sources and at 'who is who'.",
        ("hub.ds",),
        (Target("The child", person="ola"), Target("As the control room wrote it", record="cad"), Target("Who is who", path="/review")),
    ),
    Stop(
        "ayla_moss", "Sealed is not empty",
        "A safe address is no longer safe if an empty page can be told from a hidden one.",
        "Our own case: no inspection finding we hold says it", "I",
        "As PC Hale, search 14 and 16 Larch Court: the two read alike but for one safety line. Her custodian sees her "
        "page, and hears of every touch.",
        "First search as PC Hale. Then come back, be DI Orme, and open the child.",
        ("pc.hale", "di.orme"),
        (Target("Search 14 and 16 Larch Court as PC Hale", path="/search"),
         Target("The sealed child: opens for her custodian, DI Orme, alone", person="ayla")),
    ),
    Stop(
        "maya", "Graded too low at ten past two",
        "Children were put on too low a level, with 'usual for them' as the reason; in a national study, of children "
        "graded low or medium four in ten showed a red flag of exploitation.",
        "National study, 2019, as an inquiry told it; one force's press release, 2021", "O",
        "The computer sets no level. It holds a floor with its reasons. A grade below it is saved at once, but the floor "
        "works on until a second person agrees.",
        "Open the child and grade below the floor: see that the working level stays, and who is asked to agree.",
        ("insp.coyle",),
        (Target("The child", person="maya"), Target("The home's mail", record="home_mail"), Target("My work", path="/work")),
    ),
    Stop(
        "low_grade", "Green, green, green: and leaders could not see",
        "Because a child was graded low, what was known was not passed on; and leaders' data were too poor to see it.",
        "Press release and headings of one force's inspection, 2021", "P",
        "A low grade never decides sharing: the three greens are one child's page and open a question for the hub. "
        "Leaders see each demand with its numbers, what is not known, and every case behind it.",
        "As the hub sergeant, open the child: three departments, three greens. Then be the chief and open the sharing query.",
        ("hub.ds", "chief"),
        (Target("The child", person="child"), Target("Decisions to share", path="/leaders/queries/sharing"),
         Target("The five demands", path="/leaders")),
    ),
)  # fmt: skip
