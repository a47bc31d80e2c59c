"""Names that live in an English county: invented draws from many origins.

The lists and the tables of short forms and spellings are this generator's own. They are not the
product's: a linker tested on its own tables would only be tested on what it already knows.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """One origin of names: how common it is, its names, and what its people tell of themselves."""

    code: str
    weight: int
    female: tuple[str, ...]
    male: tuple[str, ...]
    family: tuple[str, ...]
    ethnicity: str
    observed: str
    language: str = "English"


def _origin(code: str, weight: int, told: str, *names: str) -> Origin:
    ethnicity, observed, language = told.split("/")
    female, male, family = (tuple(n.replace("_", " ") for n in each.split()) for each in names)
    return Origin(code, weight, female, male, family, ethnicity, observed, language)


ORIGINS: tuple[Origin, ...] = (
    _origin(
        "english", 560, "W1/IC1/English",
        "Amelia Olivia Isla Poppy Freya Evie Lily Sophie Grace Ruby Chloe Mia Ella Daisy Millie Erin "
        "Phoebe Imogen Tilly Harriet Scarlett Summer Skye Kayleigh Courtney Paige Shannon Gemma Kelly "
        "Donna Tracey Lorraine Hayley Leanne Stacey Kirsty Joanne Michelle Nicola Rachel Sandra Pauline "
        "Brenda Jean Sheila Marjorie Edna Robyn Martha Beatrice Tamsin Jodie Casey Demi Ellie-Mae "
        "Lexi-Mae Lacey Macy Maisie Darcey Rosie Nancy Elsie Ada Hattie",
        "Oliver Jack Harry George Noah Charlie Alfie Freddie Archie Leo Theo Tommy Mason Logan Riley "
        "Jayden Kaiden Tyler Callum Kieran Ryan Lewis Ashley Dean Craig Lee Wayne Darren Gary Kevin "
        "Stuart Neil Graham Trevor Keith Roy Derek Ronald Stanley Jake Luke Nathan Joshua Bradley "
        "Corey Kyle Reece Jamie Scott Shane Carl Ricky Toby Rupert Hugo Jasper Finley Louie Bobby "
        "Teddy Ellis Harvey Rory Zac",
        "Ashdown Barlow Bassett Bexley Birtles Blackwell Bostock Bramley Brearley Buckle Cartledge "
        "Chadwick Clewes Cobb Copestake Crabtree Cresswell Croft Dack Dobbs Dunmore Eastwood Ellery "
        "Fairclough Fearn Fiddler Flint Garside Gaunt Gedling Goodall Greatorex Hadfield Hallam Harker "
        "Haslam Heald Hibbert Hollis Horrocks Hucknall Ibbotson Jessop Kemp Kettle Kirkby Lomas Ludlam "
        "Mather Mellor Meredith Milner Mossop Naylor Oakden Ollerton Orme Padley Peasgood Pickering "
        "Plumtree Pym Ragsdale Renshaw Rigby Rowbotham Salt Sedgwick Shaw Shipley Slack Smedley Spendlove "
        "Stainforth Stead Swindell Tagg Thorpe Tomlinson Towle Tranter Twigg Udall Vickers Wager "
        "Wainwright Wardle Wass Weston Whitlock Widdowson Wildgoose Winfield Woolley Wragg Yates "
        "Smith Jones Taylor Brown Wilson Clark Walker Hall Green Wood",
    ),
    _origin(
        "welsh-scots-irish", 90, "W1/IC1/English",
        "Cerys Nia Seren Carys Ffion Eilidh Catriona Morag Isobel Niamh Aoife Saoirse Siobhan Orla "
        "Ciara Roisin Caoimhe Megan Bronwen",
        "Dylan Gethin Rhodri Iestyn Euan Fraser Hamish Callan Lachlan Cormac Declan Eoin Padraig Oisin "
        "Fergal Conor Tadhg Ruairi",
        "Griffiths Probert Pryce Llewellyn Bevan Gilchrist Drummond Rennie Lockhart Kinnaird O'Dowd "
        "O'Hanlon Gallagher McNulty McBride Devlin Tierney Mulcahy Quigley MacAskill",
    ),
    _origin(
        "traveller", 12, "W3/IC1/English",
        "Bridie Margaret Kathleen Nora Chantelle Shakira Elizabeth",
        "Paddy Martin Miley Francie Christy Jimmy Johnjoe",
        "Doran Wardley Cash Boswell Penfold Hearne Loveridge",
    ),
    _origin(
        "polish", 55, "W9/IC1/Polish",
        "Zuzanna Julia Oliwia Aleksandra Katarzyna Agnieszka Magdalena Joanna Małgorzata Wiktoria "
        "Natalia Kinga Beata Ewa Hanna",
        "Jakub Mateusz Szymon Kacper Filip Krzysztof Tomasz Paweł Łukasz Piotr Grzegorz Wojciech Bartosz "
        "Dawid Oskar",
        "Nowicki Zieliński Kamiński Dąbrowski Wójcik Kowalczyk Mazur Krawczyk Piotrowski Grabowski "
        "Jabłoński Wróbel Sikora Szczepański Górecki",
    ),
    _origin(
        "romanian", 30, "W9/IC1/Romanian",
        "Andreea Ioana Mihaela Elena Cristina Gabriela Larisa Bianca Denisa",
        "Andrei Ionuț Marius Cătălin Florin Vasile Răzvan Ștefan Cosmin",
        "Popa Dumitru Stoica Ciobanu Munteanu Rusu Lungu Țurcanu Vlad Câmpeanu",
    ),
    _origin(
        "baltic", 14, "W9/IC1/Lithuanian",
        "Ieva Gabija Rūta Eglė Agnė Līga Anželika", "Tomas Mantas Jonas Lukas Dainius Andris Vytas",
        "Petrauskas Stankevičius Butkus Žukauskas Kalniņš Ozols Bērziņš",
    ),
    _origin(
        "ukrainian", 10, "W9/IC1/Ukrainian",
        "Oksana Kateryna Iryna Sofiia Daryna", "Andriy Oleksandr Dmytro Yaroslav Maksym",
        "Kovalenko Shevchuk Bondarenko Tkachenko Melnyk",
    ),
    _origin(
        "portuguese", 12, "W9/IC1/Portuguese",
        "Inês Beatriz Mariana Filipa Conceição", "João Tiago Rui Gonçalo Nuno",
        "da_Silva Ferreira Carvalho dos_Santos Guimarães Teixeira",
    ),
    _origin(
        "pakistani", 55, "A2/IC4/Urdu",
        "Aisha Fatima Zainab Maryam Sana Iqra Hafsa Amina Nadia Shazia Rukhsana Samina Alisha",
        "Mohammed Muhammad Hamza Bilal Usman Imran Adeel Zeeshan Hassan Yusuf Ibrahim Tariq Kamran Asif",
        "Khan Hussain Akhtar Mahmood Iqbal Malik Chaudhry Mirza Bashir Rafiq Shabir Begum Sharif",
    ),
    _origin(
        "bangladeshi", 16, "A3/IC4/Bengali",
        "Tahmina Nasrin Sultana Rahima Sumaiya", "Abdul Rahim Shahid Nazmul Mizanur Rafi",
        "Miah Uddin Rahman Chowdhury Ali Khatun Islam",
    ),
    _origin(
        "indian", 38, "A1/IC4/Punjabi",
        "Priya Simran Jaspreet Harpreet Kiran Anjali Meera Pooja Rajinder Divya",
        "Arjun Gurpreet Harjit Rohan Vikram Sukhdev Ravi Karan Amrit Jaswant",
        "Singh Kaur Patel Sandhu Gill Dhillon Bhogal Nair Reddy Chauhan Solanki",
    ),
    _origin(
        "somali", 14, "B2/IC3/Somali",
        "Hodan Ifrah Sagal Hamdi Nasra Fadumo", "Abdirahman Liban Mahad Zakaria Ayanle Guled",
        "Warsame Abdi Farah Jama Hirsi Nuur Mohamud",
    ),
    _origin(
        "nigerian-ghanaian", 24, "B2/IC3/English",
        "Chidinma Folake Ngozi Temitope Abena Akosua Blessing Adaeze Esther",
        "Chinedu Oluwaseun Emeka Kwame Kofi Tobi Ebenezer Daniel Femi",
        "Adeyemi Okonkwo Balogun Eze Mensah Owusu Boateng Adebayo Osei Nwosu",
    ),
    _origin(
        "caribbean", 24, "B1/IC3/English",
        "Shanice Tanisha Marcia Keisha Jada Renee Aaliyah Monique", "Jermaine Dwayne Andre Tyrone "
        "Kemar Delroy Marlon Tyrese",
        "Campbell Francis Bailey Grant Reid Gordon Samuels Pinnock Dacosta",
    ),
    _origin(
        "mixed", 40, "M1/IC3/English",
        "Leila Jasmine Kiera Nevaeh Amara Zara Tia Maya", "Jaydon Kai Tyrell Malachi Zion Isaac Rio Kian",
        "Marshall Bennett Lawson Palmer Sutton Okoro Barrett Hinds",
    ),
    _origin(
        "albanian-kurdish", 18, "O9/IC6/Kurdish",
        "Arta Elira Shilan Rojin Berfin Vjosa", "Erion Besnik Hiwa Karwan Ardit Zana Dilshad",
        "Hoxha Krasniqi Gashi Aziz Rashid Kareem Barzan",
    ),
    _origin(
        "syrian-iraqi-sudanese", 14, "O9/IC6/Arabic",
        "Rania Yasmin Noor Lubna Hiba Salma", "Omar Khaled Mustafa Ahmad Yahya Adam Idris",
        "al-Hassan Haddad Al_Masri Osman Suleiman Elamin Najjar",
    ),
    _origin(
        "chinese-vietnamese", 14, "O1/IC5/Cantonese",
        "Mei-Ling Ka-Yan Hoi-Ching Linh Thuy Xiaoyan", "Ka-Ho Chun-Hei Wei Minh Duc Jian",
        "Wong Cheung Lam Nguyen Tran Zhang Leung",
    ),
    _origin(
        "turkish", 8, "W9/IC2/Turkish",
        "Elif Zeynep Gülşen Ayşe Melek", "Emre Mehmet Burak Ömer Çağlar",
        "Y\N{LATIN SMALL LETTER DOTLESS I}lmaz Demir Şahin Kaya Öztürk",
    ),
)  # fmt: skip

# Short forms as they are said at a front desk in the middle of England.
SHORT: dict[str, tuple[str, ...]] = {
    "Amelia": ("Milly", "Meels"), "Olivia": ("Liv", "Livvy"), "Sophie": ("Soph",),
    "Isabelle": ("Izzy",), "Imogen": ("Immy",), "Harriet": ("Hattie", "Haz"), "Charlie": ("Chaz",),
    "Scarlett": ("Scar", "Lettie"), "Kayleigh": ("Kay", "Kayls"), "Courtney": ("Court",),
    "Shannon": ("Shan", "Shaz"), "Tracey": ("Trace",), "Lorraine": ("Lol", "Rainy"),
    "Joanne": ("Jo", "Joey"), "Michelle": ("Shell", "Chelle"), "Nicola": ("Nic", "Nicky"),
    "Pauline": ("Paul",), "Beatrice": ("Bea", "Trixie"), "Phoebe": ("Pheebs",),
    "Oliver": ("Ollie", "Olly"), "Freddie": ("Fred",), "Alfie": ("Alf",), "Archie": ("Arch",),
    "Theo": ("Ted",), "Tommy": ("Tom",), "Tyler": ("Ty",), "Jayden": ("Jay", "JJ"),
    "Kaiden": ("Kai", "Kade"), "Callum": ("Cal",), "Kieran": ("Kier", "Kez"), "Darren": ("Daz",),
    "Gary": ("Gaz", "Gazza"), "Kevin": ("Kev",), "Stuart": ("Stu",), "Joshua": ("Josh", "Joss"),
    "Bradley": ("Brad",), "Nathan": ("Nate",), "Jamie": ("Jay",), "Harvey": ("Harv",),
    "Ronald": ("Ron",), "Stanley": ("Stan",), "Siobhan": ("Shiv",), "Catriona": ("Trina",),
    "Zuzanna": ("Zuzia", "Susie"), "Oliwia": ("Ola", "Liv"), "Aleksandra": ("Ola", "Alex"),
    "Katarzyna": ("Kasia", "Kate"), "Agnieszka": ("Aga", "Agnes"), "Magdalena": ("Magda",),
    "Joanna": ("Asia",), "Małgorzata": ("Gosia", "Margaret"), "Natalia": ("Nata", "Natalie"),
    "Krzysztof": ("Krzys", "Chris"), "Tomasz": ("Tomek", "Tom"), "Paweł": ("Pawel", "Paul"),
    "Łukasz": ("Lukas", "Luke"), "Piotr": ("Peter",), "Jakub": ("Kuba", "Jake"),
    "Mateusz": ("Mat", "Matt"), "Bartosz": ("Bart",), "Wojciech": ("Wojtek",),
    "Andreea": ("Andra",), "Mihaela": ("Miha",), "Oleksandr": ("Sasha",), "Oksana": ("Oksi",),
    "Mohammed": ("Mo", "Mohd"), "Muhammad": ("Mo", "Hammad"), "Usman": ("Uzzy",),
    "Rukhsana": ("Roxy",), "Gurpreet": ("Gopi",), "Jaspreet": ("Jass",), "Harpreet": ("Harp",),
    "Abdirahman": ("Abdi",), "Oluwaseun": ("Seun",), "Temitope": ("Temi",), "Chidinma": ("Chichi",),
    "Shanice": ("Shan",), "Tanisha": ("Tish",), "Jermaine": ("Jay",), "Aaliyah": ("Liyah",),
    "Mehmet": ("Memo",), "Johnjoe": ("JJ",), "Margaret": ("Mags", "Peg"), "Martin": ("Marty",),
}  # fmt: skip

# The same name as another clerk writes it.
SPELT: dict[str, tuple[str, ...]] = {
    "Kayleigh": ("Kaylee", "Kayley"), "Mohammed": ("Mohamed", "Muhammed"),
    "Muhammad": ("Mohammad", "Muhammed"), "Aisha": ("Ayesha", "Aysha"), "Hussain": ("Hussein", "Husain"),
    "Chaudhry": ("Choudhury", "Chaudry"), "Mahmood": ("Mehmood",), "Sophie": ("Sofie",),
    "Callum": ("Calum",), "Kieran": ("Kieron", "Ciaran"), "Reece": ("Rhys", "Reese"),
    "Jayden": ("Jaden", "Jaydon"), "Kaiden": ("Kayden", "Caiden"), "Tyler": ("Tylor",),
    "Shannon": ("Shanon",), "Lacey": ("Lacy", "Laci"), "Jodie": ("Jody", "Jodi"),
    "Rachel": ("Rachael",), "Nicola": ("Nichola",), "Stuart": ("Stewart",), "Zac": ("Zack", "Zak"),
    "Niamh": ("Neve", "Niam"), "Siobhan": ("Shivaun",), "Aoife": ("Eefa",), "Caoimhe": ("Keeva",),
    "Oliwia": ("Olivia",), "Wiktoria": ("Victoria",), "Zieliński": ("Zielinsky",),
    "Wójcik": ("Wojick",), "Kowalczyk": ("Kovalchik", "Kowalcyk"), "Jabłoński": ("Yablonski",),
    "Țurcanu": ("Turkanu",), "Gallagher": ("Gallacher", "Galagher"), "McNulty": ("MacNulty", "Mc Nulty"),
    "O'Dowd": ("Odowd", "O Dowd"), "O'Hanlon": ("OHanlon",), "Griffiths": ("Griffith",),
    "Pryce": ("Price",), "Thorpe": ("Thorp",), "Clark": ("Clarke",), "Haslam": ("Hasslam",),
    "Hibbert": ("Hibberd",), "Mather": ("Mathers",), "Naylor": ("Nailor",), "Rowbotham": ("Rowbottom",),
    "Smith": ("Smyth",), "Taylor": ("Tailor",), "Yates": ("Yeats",), "Warsame": ("Warsami",),
    "Farah": ("Farrah",), "al-Hassan": ("Alhassan", "Hassan"), "Al Masri": ("Almasri", "Masri"),
    "Singh": ("Sing",), "Sandhu": ("Sandu",), "Uddin": ("Udin",), "Miah": ("Mia", "Miya"),
    "Adeyemi": ("Adeyeme",), "Nguyen": ("Ngyuen",), "Cheung": ("Chung",), "Leung": ("Leong",),
}  # fmt: skip

_STROKES = str.maketrans({"ł": "l", "Ł": "L", "\N{LATIN SMALL LETTER DOTLESS I}": "i"})


def feminine(family: str, origin: str) -> str:
    """Give the form of a family name that a daughter bears where the language has one."""
    if origin == "polish" and family.endswith("ki"):
        return family[:-1] + "a"
    return family


def plain(name: str) -> str:
    """Write a name as a keyboard without accents does."""
    parts = unicodedata.normalize("NFKD", name.translate(_STROKES))
    return "".join(c for c in parts if not unicodedata.combining(c))
