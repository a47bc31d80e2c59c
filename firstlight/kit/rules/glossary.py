"""The trade's acronyms, said in full. Titles of restricted tools only: no question of theirs is here."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """An acronym, what it stands for, and one plain line where the name alone does not tell."""

    acronym: str
    full: str
    means: str = ""


TERMS: tuple[Term, ...] = tuple(
    sorted(
        (
            Term(
                "AA",
                "Appropriate adult",
                "Looks after the interests of a child or vulnerable person in custody.",
            ),
            Term(
                "ABE",
                "Achieving best evidence",
                "How a child or vulnerable witness is interviewed for court.",
            ),
            Term(
                "APP",
                "Authorised Professional Practice",
                "The College of Policing's published practice.",
            ),
            Term(
                "ARMS",
                "Active Risk Management System",
                "A tool for adults cautioned or convicted of sexual offences.",
            ),
            Term("CCE", "Child criminal exploitation"),
            Term("CIN", "Child in need", "Section 17 of the Children Act 1989."),
            Term("CP", "Child protection"),
            Term("CSC", "Children's social care"),
            Term("CSE", "Child sexual exploitation"),
            Term(
                "DA",
                "Domestic abuse",
                "A child who sees, hears or suffers its effects is a victim in their own right.",
            ),
            Term("DAPN", "Domestic abuse protection notice"),
            Term("DAPO", "Domestic abuse protection order"),
            Term(
                "DARA", "Domestic Abuse Risk Assessment", "The College's tool for first responders."
            ),
            Term(
                "DASH",
                "Domestic abuse, stalking and honour-based violence",
                "A risk identification checklist.",
            ),
            Term("DPIA", "Data protection impact assessment"),
            Term("DPO", "Data protection officer"),
            Term(
                "DSL",
                "Designated safeguarding lead",
                "The person in a school who leads on safeguarding.",
            ),
            Term("EDT", "Emergency duty team", "Children's social care outside office hours."),
            Term("EHCP", "Education, health and care plan"),
            Term("FGM", "Female genital mutilation"),
            Term("FIM", "Force incident manager", "The post that holds what no other post does."),
            Term("ICPC", "Initial child protection conference"),
            Term("IDVA", "Independent domestic violence adviser"),
            Term("IIOC", "Indecent images of children"),
            Term(
                "IRO", "Independent reviewing officer", "Reviews the care plan of a child in care."
            ),
            Term(
                "KIRAT",
                "Kent Internet Risk Assessment Tool",
                "Puts online suspects in order of risk of contact offending.",
            ),
            Term("LA", "Local authority"),
            Term("LAC", "Looked after child", "A child in care; Firstlight says child in care."),
            Term(
                "LADO",
                "Local authority designated officer",
                "Told of allegations against people who work with children.",
            ),
            Term("MAPPA", "Multi-agency public protection arrangements"),
            Term(
                "MARAC",
                "Multi-agency risk assessment conference",
                "Where high-risk domestic abuse is discussed.",
            ),
            Term("MASH", "Multi-agency safeguarding hub"),
            Term("NCA", "National Crime Agency"),
            Term("NFA", "No further action", "An outcome, not a finding that nothing happened."),
            Term(
                "NRM",
                "National referral mechanism",
                "How a possible victim of modern slavery is referred.",
            ),
            Term("PNC", "Police National Computer"),
            Term("PND", "Police National Database"),
            Term(
                "POLE",
                "Person, object, location, event",
                "The minimum police data standard's four classes.",
            ),
            Term(
                "PPN",
                "Public protection notice",
                "An officer's report of a concern for a child or vulnerable adult.",
            ),
            Term("PSD", "Professional Standards Department"),
            Term(
                "RHI",
                "Return home interview",
                "Offered by the local authority within 72 hours of a child's return.",
            ),
            Term("RMS", "Records management system"),
            Term("RUI", "Released under investigation", "No conditions attach, unlike bail."),
            Term("S17", "Section 17 of the Children Act 1989", "A child in need."),
            Term(
                "S46",
                "Section 46 of the Children Act 1989",
                "Police protection, for at most 72 hours.",
            ),
            Term(
                "S47",
                "Section 47 of the Children Act 1989",
                "The local authority's duty to make enquiries about harm.",
            ),
            Term("SHPO", "Sexual harm prevention order"),
            Term("UASC", "Unaccompanied asylum-seeking child"),
            Term("UPN", "Unique pupil number"),
            Term("UPRN", "Unique property reference number"),
            Term("ViSOR", "Violent and Sex Offender Register"),
            Term(
                "VOC",
                "Voice of the child",
                "What the child said and how the child was, in the child's own terms.",
            ),
            Term("YJS", "Youth justice service"),
        ),
        key=lambda term: term.acronym.casefold(),
    )
)
_BY_ACRONYM = {term.acronym.casefold(): term for term in TERMS}


def find(acronym: str) -> Term | None:
    """The term for an acronym in any case, or None."""
    return _BY_ACRONYM.get(acronym.strip().casefold())
