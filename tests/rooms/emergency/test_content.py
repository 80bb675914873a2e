import msgspec
import pytest

from backend.rooms.emergency import content as c
from backend.rooms.emergency.sections import MOST_VITAL_FIRST, Section
from backend.rooms.emergency.wording import say


def test_every_section_has_its_content_and_its_place():
    tags = {str(kind.__struct_config__.tag) for kind in c.Content.__args__}
    assert tags == {section.value for section in Section}
    assert set(MOST_VITAL_FIRST) == set(Section) - {Section.WEIGHT}


def test_nothing_medical_is_chosen_beforehand():
    allergy = c.decode('{"section":"allergies","substance":"Latex"}')
    assert allergy == c.Allergy(substance="Latex", certainty="not_said")
    assert say(allergy, "fr").rest == ""
    with pytest.raises(msgspec.ValidationError):
        c.decode('{"section":"todo","title":"Crise"}')  # do, know or never: the family says which


@pytest.mark.parametrize(
    "raw",
    [
        '{"section":"weight","kg":0,"measured_on":"2026-11-02"}',
        '{"section":"weight","kg":27,"measured_on":"2026-02-30"}',
        '{"section":"contacts","name":"Anne","phone":"javascript:1"}',
        '{"section":"contacts","name":"Anne","phone":"06 00\\n00"}',
        '{"section":"allergies","substance":"x","surprise":1}',
        '{"section":"nowhere"}',
        '{"section":"directives","text":"' + "x" * 601 + '"}',
    ],
)
def test_what_cannot_be_is_refused(raw: str):
    with pytest.raises(msgspec.ValidationError):
        c.decode(raw)


def test_a_line_says_something():
    assert c.empty_field(c.cleaned(c.Allergy(substance=" \u200b "))) == "substance"
    assert c.empty_field(c.cleaned(c.Pain())) == "shows"
    assert c.empty_field(c.YesNo(no="tourne la tête")) is None
    assert c.empty_field(c.ToDo(title="Valve", tone="know")) is None  # the detail is optional


def test_the_values_are_said_as_they_were_written():
    treatment = c.Treatment(
        name="Baclofène", dose="5 mg", form="comprimé", schedule="8 h, 13 h", note="Pas d’arrêt brutal."
    )
    assert say(treatment, "fr").rest == "5 mg, comprimé, 8 h, 13 h, Pas d’arrêt brutal."
    pain = c.Pain(shows="se raidit.", unlike_usual="ne joue plus")
    assert say(pain, "fr").rest == "se raidit. Pas comme d’habitude\u202f: ne joue plus"
