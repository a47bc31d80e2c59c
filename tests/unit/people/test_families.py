"""Members of one family are never taken for one person without a person saying so."""

from datetime import date

import pytest

from firstlight.people.rules.clusters import Judgement, cluster, partition
from firstlight.people.rules.model import load_model
from firstlight.people.rules.standardise import standardise
from firstlight.people.rules.zones import judge, scored

KESTREL = {"number": "3", "street": "Kestrel Rise", "postcode": "ZX4 2AB"}
LARCH = {"text": "Flat 2, 14 Larch Court, Wexcombe ZX4 2AC"}


def mention(given="", family="", born_on=None, **told):
    return standardise({"given": given, "family": family, "born_on": born_on, **told})


def edges_of(people, model=None):
    model = model or load_model()
    refs = sorted(people)
    fresh = [
        scored(a, b, people[a], people[b], model) for i, a in enumerate(refs) for b in refs[i + 1 :]
    ]
    around = {r: [o for o in refs if o != r] for r in refs}
    return {(e.left, e.right): e for e in judge(fresh, people, around, model)}


def groups_of(people, judgements=()):
    return cluster(people, edges_of(people).values(), judgements, people)


def test_twins_with_names_a_letter_apart_are_asked_about_never_linked():
    home = {"address": LARCH, "phones": ["07700 900111"], "sex": "M"}
    people = {
        "kaden": mention("Kaden", "Priest", "2012-02-12", **home),
        "kayden": mention("Kayden", "Priest", "2012-02-12", **home),
    }
    edge = edges_of(people)["kaden", "kayden"]
    assert edge.zone == "ask"
    assert "perhaps twins" in edge.reasons[-1]
    assert len(groups_of(people)) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kaden", "Kayden"), ("Mila", "Mia"), ("Ella", "Ellie"), ("Jayden", "Hayden"), ("Ivy", "Ira")],
)
@pytest.mark.parametrize("number", ["", "9434765919"])
def test_twins_never_link_even_with_one_nhs_number(one, other, number):
    home = {"address": LARCH, "identifiers": {"nhs": number} if number else {}}
    people = {
        "a": mention(one, "Priest", "2012-02-12", **home),
        "b": mention(other, "Priest", "2012-02-12", **home),
    }
    assert edges_of(people)["a", "b"].zone in {"ask", "apart"}
    assert len(groups_of(people)) == 2


def test_an_initial_that_may_be_either_twin_is_asked_of_both():
    people = {
        "ira": mention("Ira", "Marsh", "2012-05-14", address=KESTREL, sex="M"),
        "ivy": mention("Ivy", "Marsh", "2012-05-14", address=KESTREL, sex="F"),
        "witness": mention("I", "Marsh", "2012-05-14"),
    }
    edges = edges_of(people)
    assert edges["ira", "witness"].zone == "ask"
    assert edges["ivy", "witness"].zone == "ask"
    assert edges["ira", "ivy"].zone != "link"


def test_an_initial_with_nobody_else_to_be_links():
    people = {
        "ivy": mention("Ivy", "Marsh", "2012-05-14", address=KESTREL, sex="F"),
        "witness": mention("I", "Marsh", "2012-05-14", address=KESTREL),
    }
    assert edges_of(people)["ivy", "witness"].zone == "link"


def test_a_missing_first_name_between_two_siblings_is_asked():
    people = {
        "kaden": mention("Kaden", "Priest", "2012-02-12", address=LARCH),
        "kayden": mention("Kayden", "Priest", "2012-02-12", address=LARCH),
        "nameless": mention("", "Priest", "2012-02-12", address=LARCH),
    }
    edges = edges_of(people)
    assert {edges["kaden", "nameless"].zone, edges["kayden", "nameless"].zone} == {"ask"}


def test_father_and_son_of_one_name_stay_two():
    people = {
        "father": mention("John", "Tanner", "1984-03-01", address=LARCH, sex="M"),
        "son": mention("John", "Tanner", "2011-09-17", address=LARCH, sex="M"),
    }
    assert edges_of(people)["father", "son"].zone != "link"


def test_a_record_without_date_of_birth_is_asked_between_father_and_son():
    people = {
        "father": mention("John", "Tanner", "1984-03-01", address=LARCH, sex="M"),
        "son": mention("John", "Tanner", "2011-09-17", address=LARCH, sex="M"),
        "which": mention("John", "Tanner", address=LARCH, sex="M"),
    }
    edges = edges_of(people)
    assert edges["father", "which"].zone == "ask"
    assert edges["son", "which"].zone == "ask"


def test_the_same_record_links_where_there_is_but_one_john():
    people = {
        "son": mention("John", "Tanner", "2011-09-17", address=LARCH, sex="M"),
        "which": mention("John", "Tanner", address=LARCH, sex="M"),
    }
    assert edges_of(people)["son", "which"].zone == "link"


def test_brothers_who_share_a_first_name_and_differ_in_the_second_stay_two():
    people = {
        "ali": mention("Muhammad Ali", "Rahman", "2012-02-12", address=LARCH),
        "hassan": mention("Muhammad Hassan", "Rahman", "2012-02-12", address=LARCH),
    }
    assert edges_of(people)["ali", "hassan"].zone == "ask"


def test_names_the_wrong_way_round_link_when_the_date_agrees():
    people = {
        "right": mention("Tobias", "Alder", "2013-08-21"),
        "wrong": mention("Alder", "Tobias", "2013-08-21"),
    }
    assert edges_of(people)["right", "wrong"].zone == "link"


def test_a_twin_written_the_wrong_way_round_does_not_link_to_the_other():
    people = {
        "sophie": mention("Sophie", "Alder", "2013-08-21", address=LARCH),
        "wrong": mention("Alder", "Tobias", "2013-08-21", address=LARCH),
    }
    assert edges_of(people)["sophie", "wrong"].zone != "link"
    assert len(groups_of(people)) == 2


def test_a_nickname_links():
    people = {
        "long": mention("William", "Fuller", "2010-06-30", address=LARCH),
        "short": mention("Billy", "Fuller", "2010-06-30", address=LARCH),
    }
    assert edges_of(people)["long", "short"].zone == "link"


def test_a_group_does_not_walk_round_a_conflict_through_a_third_record():
    people = {
        "k1": mention("Kaden", "Priest", "2012-02-12", address=LARCH),
        "k2": mention("Kayden", "Priest", "2012-02-12", address=LARCH),
        "phone": mention("Kaden", "Priest", address=LARCH),
        "turned": mention("Priest", "Kayden", "2012-02-12", address=LARCH),
    }
    for group in groups_of(people):
        assert not {"k1", "k2"} <= group


def test_a_persons_same_joins_and_different_is_never_crossed():
    home = {"address": LARCH, "phones": ["07700 900111"]}
    people = {
        "a": mention("Kaden", "Priest", "2012-02-12", **home),
        "b": mention("Kaden", "Priest", "2012-02-12", **home),
        "c": mention("Kaden", "Priest", "2012-02-12", **home),
    }
    assert len(groups_of(people)) == 1
    parted = groups_of(people, [Judgement("a", "c", "different"), Judgement("b", "c", "same")])
    assert sorted(map(sorted, parted)) == [["a"], ["b", "c"]]


def test_unsure_keeps_a_link_from_being_made_by_machine():
    people = {
        "a": mention("Kaden", "Priest", "2012-02-12", address=LARCH),
        "b": mention("Kaden", "Priest", "2012-02-12", address=LARCH),
    }
    assert len(groups_of(people, [Judgement("b", "a", "unsure")])) == 2


def test_a_link_refused_by_the_majority_is_handed_to_a_person():
    model = load_model()
    people = {
        "a": mention("Sophie", "Alder", "2013-08-21", address=LARCH),
        "b": mention("Tobias", "Alder", "2013-08-21", address=LARCH),
        "c": mention("", "Alder", "2013-08-21", address=LARCH, phones=["07700 900222"]),
    }
    fresh = [
        scored("a", "c", people["a"], people["c"], model),
        scored("b", "c", people["b"], people["c"], model),
    ]
    parted = partition(people, fresh, [], people)
    assert len(parted.refused) == 1
    assert parted.refused[0].zone == "ask"
    assert len(parted.groups) == 2


def test_strangers_need_more_where_the_model_is_strict():
    strict = load_model().with_strict(strict=True)
    people = {
        "a": mention("Jack", "Smith", "2012-02-12", phones=["07700 900111"], address=KESTREL),
        "b": mention("Jack", "Smyth", "2012-02-21", address=LARCH),
    }
    plain, hard = edges_of(people)["a", "b"], edges_of(people, strict)["a", "b"]
    assert plain.weight == hard.weight
    if plain.weight < strict.stranger:
        assert hard.zone != "link"


def test_a_conflicting_date_of_birth_is_never_linked_however_rare_the_name():
    people = {
        "a": mention("Xanthippe", "Quillfeather", date(2012, 2, 12).isoformat(), sex="F"),
        "b": mention("Xanthippe", "Quillfeather", date(2009, 7, 30).isoformat(), sex="F"),
    }
    assert edges_of(people)["a", "b"].zone != "link"


def test_names_alone_never_link_however_rare():
    people = {
        "a": mention("Xanthippe", "Quillfeather", sex="F"),
        "b": mention("Xanthippe", "Quillfeather", "2009-07-30", sex="F"),
    }
    assert edges_of(people)["a", "b"].zone == "ask"
