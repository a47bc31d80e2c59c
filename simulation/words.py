"""What people write and say: turns of phrase that records are made of. All invented."""

from __future__ import annotations

MISSING_WORDS = (
    "missing", "absent", "unauthorised absence", "concern for safety", "not returned for curfew",
    "whereabouts unknown", "late back", "MFH", "missing from home", "missing from care", "AWOL",
)  # fmt: skip
MISSING_STORY = (
    "Left after an argument about the phone and has not been seen since. Took no coat.",
    "Did not come home from school. Friends say they last saw them at the bus station.",
    "Went out of the bedroom window after staff checks. Phone goes to voicemail.",
    "Told staff they were meeting a friend for food, would not give a name. Not back by curfew.",
    "Seen getting into a silver car at the end of the road with two older males.",
    "Believed to be with a boyfriend, no name or address known to the informant.",
    "Has been staying out later each night this week; new trainers and a second phone seen.",
    "Informant says this is usual behaviour and they will probably come back.",
    "Messaged a sibling to say they were on a train. No other contact.",
)  # fmt: skip
RETURN_STORY = (
    "Came back by own means, went straight to bed, would not say where they had been.",
    "Located at a friend's address and taken home by officers.",
    "Found in the town centre with an adult who gave no name. Smelt of cannabis.",
    "Found at a flat with several older males; left with officers without trouble.",
    "Brought back by a relative. Hungry, same clothes, tired.",
    "Picked up at the railway station in Fenborough by British Transport Police.",
)  # fmt: skip
INTERVIEW_STORY = (
    "Said they just wanted space. Would not talk about who they were with.",
    "Talked about a lad called Skits who buys food for everybody and 'sorts things out'.",
    "Said home is loud and there is always shouting. Stays out until it goes quiet.",
    "Said they owe somebody money and did not want to say more.",
    "Described two addresses in Pellbrook where people 'just chill'. Did not know whose they were.",
    "Declined to speak and asked the worker to leave.",
)  # fmt: skip
DA_CALL = (
    "Female crying, male shouting in background, says he has smashed the kitchen door. Line cut.",
    "Neighbour reports screaming and banging from next door, children can be heard.",
    "Ex-partner at the door refusing to leave. Caller has locked herself in the bathroom.",
    "Caller whispers that he has taken her phone before and will not let her go out.",
    "Verbal argument about money. No injuries said. Caller wants him spoken to.",
    "Caller's mother rings: daughter messaged that he had her by the throat.",
    "Male caller says partner has thrown a plate at him and is drunk.",
    "Child rang 999 and said mummy is hurt. Call ended by an adult.",
)  # fmt: skip
DA_FORM = (
    "Parties spoken to apart. She says it has been getting worse since the baby.",
    "No complaint made. House untidy, door damaged. He had left before arrival.",
    "Marks seen to neck. She says he put his hands round her throat for a few seconds.",
    "Argument over contact with the children. Both calm on arrival. Advice given.",
    "She fears he will come back tonight. He has a key and knows where the children go to school.",
    "Separated three weeks. He waits outside her work and goes through her messages.",
)  # fmt: skip
CHILD_WORDS = (
    "I put my headphones on when they start.", "He gets angry when there's no tea.",
    "I don't like it when he comes round.", "I sleep in my brother's bed when it's loud.",
    "It's fine. Can you go now.", "Mum cries in the bathroom.", "They give me stuff. I'm not stupid.",
    "I look after the little ones because Mum is tired.", "I don't want to go back there.",
    "Dad said not to tell you.", "I'm alright at Nan's.", "He said he'd hurt my dog.",
)  # fmt: skip
CHILD_LOOKS = (
    "Clean, dressed for bed, watchful.", "School shirt grey at the collar, very thin.",
    "Tired, rubbing eyes, no eye contact.", "Cheerful and chatty, asked about the radio.",
    "Old bruise on the forearm, explained as football.", "Nappy heavy, hungry, settled when fed.",
)  # fmt: skip
CHILD_PLACE = (
    "Mattress on the floor, no bedding.", "Own bedroom, tidy, toys.", "Cold, prepayment meter empty.",
    "Three children share one room. Mould round the window.", "Kitchen with food, school work on wall.",
    "Cannabis smell throughout, adults asleep in living room.",
)  # fmt: skip
PPN_SEEN = {
    "neglect": ("No food in the house and dog mess on the floor.", "Children unwashed, out late unsupervised."),
    "physical": ("Fading mark to upper arm. Explanation changed twice.", "Child flinched when stepfather spoke."),
    "emotional": ("Mother shouted at the child throughout and called him names.",),
    "domestic": ("Children upstairs during the incident, awake.", "Child stood between the adults."),
    "exploitation_criminal": ("Two phones, £240 in cash, would not say where from.", "With older males not related."),
    "exploitation_sexual": ("In a car with a man of about 30 who gave a false name.",
                            "New clothes and vape, older boyfriend."),
    "online": ("Messages from an adult asking for pictures, deleted by the child.",),
    "missing": ("Found in town at 03:00, said no one would be looking.",),
    "self_harm": ("Cuts to forearm, superficial, several ages.",),
    "parent_substance": ("Mother intoxicated at 14:00, toddler in the room.",
                         "Drug litter within reach of the children."),
    "parent_mental_health": ("Father talked of not wanting to be here. Children present.",),
    "mental_health": ("Says voices tell her to leave. Not taking medication.",),
}  # fmt: skip
SCHOOL_CONCERN = (
    "Absent nine days this half term, arrives hungry when in.",
    "Told a lunchtime assistant that there is shouting every night.",
    "New phone and trainers, picked up at the gate by an unknown adult in a car.",
    "Attendance fallen from 94 to 61 per cent since September.",
    "Written work describes wanting to disappear.",
    "Parent has not answered calls for three days, child not in school.",
    "Sibling said that he was hit with a belt.",
)  # fmt: skip
INCIDENTS = (
    ("anti-social behaviour", "Youths kicking a ball against cars, no damage seen.", "resolution"),
    ("noise complaint", "Loud music and shouting since midnight, advised council.", "resolution"),
    ("road traffic collision", "Two vehicles, no injury, details exchanged.", "scheduled"),
    ("suspicious circumstances", "Male trying car doors, made off towards the canal.", "priority"),
    ("concern for safety", "Elderly neighbour not seen for two days. Spoken to, all in order.", "priority"),
    ("neighbour dispute", "Ongoing dispute about a fence. Words exchanged.", "scheduled"),
    ("lost property", "Handbag left on bus, found and returned.", "resolution"),
    ("suspicious vehicle", "White van parked up, two inside, engine running.", "scheduled"),
    ("concern for child", "Small child alone in the garden for an hour, no answer at door.", "priority"),
    ("drug related", "Strong smell of cannabis, people coming and going all hours.", "scheduled"),
    ("hoax", "Children playing with phone. Advice given to parent.", "resolution"),
)  # fmt: skip
CRIMES = (
    ("Theft from a shop", "theft"), ("Theft of a pedal cycle", "theft"), ("Burglary in a dwelling", "burglary"),
    ("Criminal damage to a vehicle", "damage"), ("Common assault", "violence"),
    ("Possession of cannabis", "drugs"), ("Harassment", "stalking"), ("Public order", "other"),
    ("Robbery of personal property", "robbery"), ("Possession of a bladed article", "weapons"),
)  # fmt: skip
INTEL = (
    ("county lines", "A line using the name {line} is said to be run into {town} at weekends."),
    ("drugs", "Dealing from a flat near {town} bus station, young people used to carry."),
    ("exploitation", "{who} is said to be driving girls from {town} to parties."),
    ("weapons", "{who} is said to carry a knife since being robbed."),
    ("domestic", "{who} has been back at the address in spite of conditions."),
    ("missing", "{who} is believed to be let in by an older male when missing."),
)  # fmt: skip
