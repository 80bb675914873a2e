"""Teams: one's own; and, inside a notebook, those to which it is open."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Controller, Request, delete, get, patch, post, put
from litestar.di import Provide
from litestar.handlers.base import BaseRouteHandler
from litestar.types import ControllerRouterHandler

from backend.kit import runtime
from backend.kit.errors import NotFound
from backend.kit.problems import language_of
from backend.rooms.access import team_inviting, team_opening, team_referent, teams
from backend.rooms.access.categories import Category
from backend.rooms.access.guards import Connection, manages, provide_visit, reads
from backend.rooms.access.service import Visit
from backend.rooms.access.team_schemas import (
    ActFor,
    Deputy,
    HandOver,
    MadeOpening,
    MadeTeamInvitation,
    NewOpening,
    NewTeam,
    NewTeamInvitation,
    OpeningChange,
    TeamAcceptance,
    TeamCard,
    TeamInvitationPreview,
    TeamLinkView,
    TeamPreview,
    TeamToken,
    TeamView,
)
from backend.rooms.identity import service as identity
from backend.rooms.identity.guards import provide_person, signed_in
from backend.rooms.identity.service import Person


def _now() -> datetime:
    return runtime.get().clock.now()


async def in_team(connection: Connection, _: BaseRouteHandler) -> None:
    """To anybody else there is no such team (404)."""
    person = await identity.identify(connection)
    await teams.enter(person, connection.path_params["structure_id"], at=_now())


async def leads_team(connection: Connection, _: BaseRouteHandler) -> None:
    """Its referent, who proved it within five minutes (403 `fresh_proof_needed`); to anybody else there is no such team (404)."""
    person = await identity.identify(connection)
    await teams.lead(person, connection.path_params["structure_id"], at=_now())
    identity.require_fresh_proof(person)


async def deputy_of_team(connection: Connection, _: BaseRouteHandler) -> None:
    """Its deputy, who proved it within five minutes (403 `fresh_proof_needed`); to anybody else there is no such team (404)."""
    person = await identity.identify(connection)
    place = await teams.enter(person, connection.path_params["structure_id"], at=_now())
    if not place.is_deputy:
        raise NotFound
    identity.require_fresh_proof(person)


class TeamsController(Controller):
    path = "/api/teams"
    tags = ["teams"]
    guards = [signed_in]
    dependencies = {"person": Provide(provide_person)}

    @get("/", operation_id="listTeams")
    async def list_teams(self, person: Person) -> list[TeamCard]:
        """The teams that one is in."""
        return await teams.mine(person, at=_now())

    @post("/", operation_id="foundTeam")
    async def found_team(self, person: Person, data: NewTeam) -> TeamView:
        """Whoever founds it is its referent. Its name is what they say."""
        return await teams.found(person, data, at=_now())

    @post("/link", operation_id="openTeamLink", status_code=200)
    async def open_team_link(self, person: Person, data: TeamToken) -> TeamPreview:
        """Who is in the team whose link this is: to open one's notebook to it."""
        return await team_opening.preview(person, data.token, at=_now())

    @get("/{structure_id:uuid}", operation_id="readTeam")
    async def read_team(self, person: Person, structure_id: UUID) -> TeamView:
        """For who is in it."""
        return await teams.read(await teams.enter(person, structure_id, at=_now()))

    @post("/{structure_id:uuid}/link", operation_id="makeTeamLink", guards=[in_team])
    async def make_team_link(self, person: Person, structure_id: UUID) -> TeamLinkView:
        """What a family opens its notebook to this team with, for seven days."""
        return await teams.link(person, structure_id, at=_now())

    @post("/{structure_id:uuid}/invitations", operation_id="inviteToTeam", guards=[leads_team])
    async def invite_to_team(
        self, person: Person, structure_id: UUID, data: NewTeamInvitation
    ) -> MadeTeamInvitation:
        """By the referent, with a fresh proof: whoever joins enters the notebooks that are open to their profession."""
        return await team_inviting.invite(person, structure_id, data, at=_now())

    @delete(
        "/{structure_id:uuid}/invitations/{invitation_id:uuid}",
        operation_id="cancelTeamInvitation",
        status_code=204,
    )
    async def cancel_team_invitation(self, person: Person, structure_id: UUID, invitation_id: UUID) -> None:
        """The link stops working at once."""
        await team_inviting.cancel(person, structure_id, invitation_id, at=_now())

    @delete("/{structure_id:uuid}/members/{member_id:uuid}", operation_id="endTeamMember", status_code=204)
    async def end_team_member(self, person: Person, structure_id: UUID, member_id: UUID) -> None:
        """The referent or their deputy ends somebody's place; anybody leaves. It counts from the next request."""
        await teams.end(person, structure_id, member_id, at=_now())

    @put("/{structure_id:uuid}/referent", operation_id="handOverTeam", guards=[leads_team])
    async def hand_over_team(self, person: Person, structure_id: UUID, data: HandOver) -> TeamView:
        """Another of the team says from now on who is in it. With a fresh proof."""
        return await team_referent.hand_over(person, structure_id, data.member_id, at=_now())

    @put("/{structure_id:uuid}/deputy", operation_id="nameTeamDeputy", guards=[leads_team])
    async def name_team_deputy(self, person: Person, structure_id: UUID, data: Deputy) -> TeamView:
        """Who may end places too, and take the team over when nothing is heard of its referent for 30 days. With a fresh proof."""
        return await team_referent.name_deputy(person, structure_id, data.member_id, at=_now())

    @put("/{structure_id:uuid}/confirmation", operation_id="confirmTeam", guards=[leads_team])
    async def confirm_team(self, person: Person, structure_id: UUID) -> TeamView:
        """Its people are as listed: nobody enters by a team for which its referent has not answered for 90 days. With a fresh proof."""
        return await team_referent.confirm(person, structure_id, at=_now())

    @post(
        "/{structure_id:uuid}/takeover", operation_id="takeTeamOver", guards=[deputy_of_team], status_code=200
    )
    async def take_team_over(self, person: Person, structure_id: UUID) -> TeamView:
        """By its deputy, when nothing was heard of its referent for 30 days. With a fresh proof."""
        return await team_referent.take_over(person, structure_id, at=_now())


class TeamInvitationController(Controller):
    path = "/api/team-invitations"
    tags = ["teams"]

    @post("/open", operation_id="openTeamInvitation", status_code=200)
    async def open_team_invitation(
        self, data: TeamToken, request: Request[Any, Any, Any]
    ) -> TeamInvitationPreview:
        """What the holder of the link sees before signing in."""
        return await team_inviting.preview(data.token, at=_now(), language=language_of(request))

    @post(
        "/accept",
        operation_id="acceptTeamInvitation",
        guards=[signed_in],
        dependencies={"person": Provide(provide_person)},
        status_code=200,
    )
    async def accept_team_invitation(self, person: Person, data: TeamAcceptance) -> TeamView:
        """Joins the team. The account's address must be the invited one, when one was."""
        at = _now()
        structure_id = await team_inviting.accept(person, data, at=at)
        return await teams.read(await teams.enter(person, structure_id, at=at))

    @post(
        "/refuse",
        operation_id="refuseTeamInvitation",
        guards=[signed_in],
        dependencies={"person": Provide(provide_person)},
        status_code=204,
    )
    async def refuse_team_invitation(self, person: Person, data: TeamToken) -> None:
        """Says no; the link stops working."""
        await team_inviting.refuse(person, data.token, at=_now())


class OpenedTeamsController(Controller):
    path = "/api/carnets/{carnet_id:uuid}"
    tags = ["teams"]
    dependencies = {"visit": Provide(provide_visit, sync_to_thread=False)}

    @post("/teams", operation_id="openToTeam", guards=[manages(Category.CIRCLE, fresh_proof=True)])
    async def open_to_team(self, visit: Visit, carnet_id: UUID, data: NewOpening) -> MadeOpening:
        """Opens the notebook to some professions of the team whose link this is."""
        return await team_opening.give(visit, data)

    @patch(
        "/teams/{opening_id:uuid}",
        operation_id="changeTeamOpening",
        guards=[manages(Category.CIRCLE)],
        status_code=204,
    )
    async def change_team_opening(
        self, visit: Visit, carnet_id: UUID, opening_id: UUID, data: OpeningChange
    ) -> None:
        """Changes the professions, who is kept out, until when, why. Opening more wants a fresh proof."""
        await team_opening.change(visit, opening_id, data)

    @delete(
        "/teams/{opening_id:uuid}",
        operation_id="withdrawTeamOpening",
        guards=[manages(Category.CIRCLE)],
        status_code=204,
    )
    async def withdraw_team_opening(self, visit: Visit, carnet_id: UUID, opening_id: UUID) -> None:
        """Everyone of the team is out at their next request."""
        await team_opening.withdraw(visit, opening_id)

    @put("/acting", operation_id="actForStructure", guards=[reads(Category.IDENTITY)], status_code=204)
    async def act_for_structure(self, visit: Visit, carnet_id: UUID, data: ActFor) -> None:
        """For which of one's structures one acts in this notebook, when it is open to several."""
        await team_opening.act_for(visit, data.structure_id)


ROUTES: list[ControllerRouterHandler] = [TeamsController, TeamInvitationController, OpenedTeamsController]
