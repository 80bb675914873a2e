"""A phone keeps the sheet to be read without a network: the trace says so, and does not say that somebody read it."""


async def _said(query):
    return [row["tag"] for row in await query("SELECT tag FROM trace WHERE tag LIKE 'emergency:%'")]


async def test_a_kept_copy_is_the_same_sheet_and_is_traced_as_kept_once(family, query):
    await family.add({"section": "allergies", "substance": "Latex"})
    read = await family.read(family.father)
    before = await _said(query)
    for _ in range(2):
        kept = await family.granny.client.get(f"{family.sheet}?keep=true")
        assert kept.status_code == 200
    assert [s["section"] for s in kept.json()["sections"]] == [s["section"] for s in read["sections"]]
    after = await _said(query)
    assert sorted(after) == sorted([*before, "emergency:sheet:keep"])
    seen = (await family.mother.client.get(f"/api/carnets/{family.carnet_id}/traces")).text
    assert "garde la fiche urgente sur son téléphone" in seen


async def test_keeping_opens_to_nobody_more(family):
    assert (await family.doctor.get(f"{family.sheet}?keep=true")).status_code == 401
    assert (await family.stranger.client.get(f"{family.sheet}?keep=true")).status_code == 404


async def test_a_code_kept_with_the_sheet_is_not_said_to_be_shown(family, query):
    made = await family.link()
    before = await _said(query)
    code = f"{family.sheet}/links/{made['link']['id']}/code?keep=true"
    assert (await family.father.client.get(code)).json() == made["code"]
    assert (await family.granny.client.get(code)).status_code == 404
    assert sorted(await _said(query)) == sorted([*before, "emergency:sheet:keep"])
