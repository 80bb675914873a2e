from piccolo.columns import JSONB, UUID, Array, Boolean, Bytea, Date, Integer, Text, Timestamptz
from piccolo.table import Table

from backend.kit.database import DB


class Habilitation(Table, tablename="habilitation", db=DB):
    """One person's right on one notebook, from a moment until another."""

    id = UUID(primary_key=True, default=None)
    carnet_id = UUID(default=None)
    person_id = UUID(default=None)
    profile = Text()
    profession = Text()
    structure = Text()
    relation = Text()
    granted_by = UUID(null=True, default=None)
    since = Timestamptz(default=None)
    until = Date(null=True, default=None)
    withdrawn_at = Timestamptz(null=True, default=None)
    withdrawn_by = UUID(null=True, default=None)
    last_visit_at = Timestamptz(null=True, default=None)
    here_at = Timestamptz(null=True, default=None)
    model = Text()
    rights = JSONB(null=True, default=None)
    reason = Text()
    period = Text()
    version = Integer(default=1)
    doubted_at = Timestamptz(null=True, default=None)


class Invitation(Table, tablename="invitation", db=DB):
    """A link sent to one e-mail address: single use, seven days. Only a digest of its token is kept."""

    id = UUID(primary_key=True, default=None)
    carnet_id = UUID(default=None)
    digest = Bytea(default=b"")
    email = Text()
    name = Text()
    profile = Text()
    profession = Text()
    structure = Text()
    relation = Text()
    until = Date(null=True, default=None)
    message = Text()
    invited_by = UUID(default=None)
    created_at = Timestamptz(default=None)
    expires_at = Timestamptz(default=None)
    accepted_at = Timestamptz(null=True, default=None)
    refused_at = Timestamptz(null=True, default=None)
    cancelled_at = Timestamptz(null=True, default=None)
    model = Text()
    rights = JSONB(null=True, default=None)
    reason = Text()
    period = Text()
    accepted_by = UUID(null=True, default=None)


class Consent(Table, tablename="consent", db=DB):
    """What somebody agreed to, and the text they saw. Never changed, but bound to its habilitation and withdrawn."""

    id = UUID(primary_key=True, default=None)
    carnet_id = UUID(default=None)
    habilitation_id = UUID(null=True, default=None)
    invitation_id = UUID(null=True, default=None)
    act = Text()
    person_id = UUID(default=None)
    person_name = Text()
    device = Text()
    about_name = Text()
    at = Timestamptz(default=None)
    text = Text()
    version = Text()
    language = Text()
    sha256 = Bytea(null=True, default=None)
    profile = Text()
    model = Text()
    rights = JSONB(null=True, default=None)
    period = Text()
    until = Date(null=True, default=None)
    reason = Text()
    withdrawn_at = Timestamptz(null=True, default=None)
    withdrawn_by = UUID(null=True, default=None)
    withdrawn_name = Text()
    paper = Text()
    signed_on = Date(null=True, default=None)
    signed_by = Text()
    document_id = UUID(null=True, default=None)


class Closing(Table, tablename="closing", db=DB):
    """A notebook that its family closed. The line outlives it."""

    id = UUID(primary_key=True, default=None)
    carnet_id = UUID(default=None)
    closed_at = Timestamptz(default=None)
    closed_by = UUID(default=None)
    closed_name = Text()
    ends_at = Timestamptz(default=None)
    reopened_at = Timestamptz(null=True, default=None)
    reopened_by = UUID(null=True, default=None)
    reopened_name = Text()
    due_seen_at = Timestamptz(null=True, default=None)
    erasing_at = Timestamptz(null=True, default=None)
    key_destroyed_at = Timestamptz(null=True, default=None)
    gone_at = Timestamptz(null=True, default=None)
    erased_at = Timestamptz(null=True, default=None)


class ContestedAct(Table, tablename="contested_act", db=DB):
    """What one representative asks, and the others agree to or refuse."""

    id = UUID(primary_key=True, default=None)
    carnet_id = UUID(default=None)
    act = Text()
    habilitation_id = UUID(null=True, default=None)
    asked_by = UUID(default=None)
    asked_name = Text()
    asked_at = Timestamptz(default=None)
    ends_at = Timestamptz(default=None)
    agreed_by = Array(base_column=UUID())
    ended_at = Timestamptz(null=True, default=None)
    ended_how = Text(null=True, default=None)
    ended_by = UUID(null=True, default=None)


class AuthorityFact(Table, tablename="authority_fact", db=DB):
    """A fact about who may decide, as a representative recorded it."""

    id = UUID(primary_key=True, default=None)
    carnet_id = UUID(default=None)
    kind = Text()
    person_id = UUID(default=None)
    since = Date(default=None)
    until = Date(null=True, default=None)
    proof = Text()
    document_id = UUID(null=True, default=None)
    recorded_by = UUID(default=None)
    recorded_at = Timestamptz(default=None)
    contested_by = Array(base_column=UUID())
    spares = Array(base_column=UUID())


class RepresentativeDetails(Table, tablename="representative_details", db=DB):
    """How one representative is reached, and to whom they show it. With the notebook, their primary key is the person."""

    carnet_id = UUID(primary_key=True, default=None)
    person_id = UUID(default=None)
    address = Text()
    address_seen = Array(base_column=Text())
    phone = Text()
    phone_seen = Array(base_column=Text())
    note = Text()
    note_seen = Array(base_column=Text())
    version = Integer(default=1)


class Mask(Table, tablename="mask", db=DB):
    """An item hidden from somebody, from a moment until another. Its rule is in mask_rules.py."""

    id = UUID(primary_key=True, default=None)
    carnet_id = UUID(default=None)
    kind = Text()
    item_id = UUID(default=None)
    author_id = UUID(default=None)
    scope = Text()
    person_id = UUID(null=True, default=None)
    named = Array(base_column=UUID())
    family = Boolean()
    reason = Text()
    made_at = Timestamptz(default=None)
    made_by = UUID(default=None)
    made_name = Text()
    lifted_at = Timestamptz(null=True, default=None)
    lifted_by = UUID(null=True, default=None)
    lifted_name = Text()
    ground = Text()


class Structure(Table, tablename="structure", db=DB):
    """A CAMSP, a SESSAD, a ward, a school… as its referent names it."""

    id = UUID(primary_key=True, default=None)
    kind = Text()
    name = Text()
    referent_id = UUID(default=None)
    founded_by = UUID(default=None)
    founded_at = Timestamptz(default=None)
    ended_at = Timestamptz(null=True, default=None)
    confirmed_at = Timestamptz(default=None)
    deputy_id = UUID(null=True, default=None)
    warned_at = Timestamptz(null=True, default=None)
    asleep_told_at = Timestamptz(null=True, default=None)


class TeamMember(Table, tablename="team_member", db=DB):
    """One person's place in the team of a structure, from a moment until another; with the text they agreed to."""

    id = UUID(primary_key=True, default=None)
    structure_id = UUID(default=None)
    person_id = UUID(default=None)
    model = Text()
    profession = Text()
    since = Timestamptz(default=None)
    ended_at = Timestamptz(null=True, default=None)
    ended_by = UUID(null=True, default=None)
    consent_version = Text()
    consent_language = Text()
    consent_sha256 = Bytea(null=True, default=None)
    consent_device = Text()


class TeamInvitation(Table, tablename="team_invitation", db=DB):
    """A link into a team, for one address or the person facing its referent. Only a digest of its token is kept."""

    id = UUID(primary_key=True, default=None)
    structure_id = UUID(default=None)
    digest = Bytea(default=b"")
    email = Text()
    name = Text()
    model = Text()
    profession = Text()
    invited_by = UUID(default=None)
    created_at = Timestamptz(default=None)
    expires_at = Timestamptz(default=None)
    accepted_at = Timestamptz(null=True, default=None)
    accepted_by = UUID(null=True, default=None)
    refused_at = Timestamptz(null=True, default=None)
    cancelled_at = Timestamptz(null=True, default=None)


class TeamLink(Table, tablename="team_link", db=DB):
    """What a family opens its notebook to a team with. Only a digest of its token is kept."""

    id = UUID(primary_key=True, default=None)
    structure_id = UUID(default=None)
    digest = Bytea(default=b"")
    made_by = UUID(default=None)
    made_at = Timestamptz(default=None)
    expires_at = Timestamptz(default=None)


class TeamOpening(Table, tablename="team_opening", db=DB):
    """A notebook opened to some professions of a team, from a moment until another."""

    id = UUID(primary_key=True, default=None)
    carnet_id = UUID(default=None)
    structure_id = UUID(default=None)
    rights = JSONB(default=None)
    kept_out = Array(base_column=UUID())
    version = Integer(default=1)
    reason = Text()
    period = Text()
    until = Date(null=True, default=None)
    granted_by = UUID(default=None)
    since = Timestamptz(default=None)
    withdrawn_at = Timestamptz(null=True, default=None)
    withdrawn_by = UUID(null=True, default=None)


class TeamVisit(Table, tablename="team_visit", db=DB):
    """Of who enters a notebook by a team: when they were there, for which structure they act. With the notebook, their primary key is the person."""

    carnet_id = UUID(primary_key=True, default=None)
    person_id = UUID(default=None)
    last_visit_at = Timestamptz(null=True, default=None)
    here_at = Timestamptz(null=True, default=None)
    acting_for = UUID(null=True, default=None)


class Asking(Table, tablename="asking", db=DB):
    """Somebody asks for an access: of an address, or of who aims at their code. Only a digest of its token is kept."""

    id = UUID(primary_key=True, default=None)
    asker_id = UUID(default=None)
    to_email = Text()
    digest = Bytea(null=True, default=None)
    to_person = UUID(null=True, default=None)
    model = Text()
    profession = Text()
    structure_id = UUID(null=True, default=None)
    structure = Text()
    child = Text()
    reason = Text()
    asked_at = Timestamptz(default=None)
    expires_at = Timestamptz(default=None)
    refused_at = Timestamptz(null=True, default=None)
    invitation_id = UUID(null=True, default=None)


class AskerKeptOut(Table, tablename="asker_kept_out", db=DB):
    """Whom somebody is asked by no more. With the person, their primary key is the asker."""

    person_id = UUID(primary_key=True, default=None)
    asker_id = UUID(default=None)
    since = Timestamptz(default=None)
