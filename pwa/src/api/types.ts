/** What the API says, under the names that the screens use. Generated from the backend's OpenAPI document: `./just types`. */
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Me = Schemas["Me"];
export type Locale = Me["locale"];
export type Passkey = Schemas["Passkey"];
export type DeviceSession = Schemas["Session"];
export type Vouch = Schemas["Vouch"];
export type RecoveryState = Schemas["RecoveryOpened"];
/** A message that was asked for: on its way, or written to the server's folder. */
export type MailSent = Schemas["MailOnItsWay"]["mail"];

/** A carnet in the list of mine; the whole one, with the diagnoses, is read apart, and the reading traced. */
export type Carnet = Schemas["CarnetCard"];
export type WholeCarnet = Schemas["CarnetView"];
export type NewCarnet = Required<Schemas["NewCarnet"]>;
export type Sex = Carnet["sex"];
export type Right = "read" | "add" | "manage";
/** For each category of the notebook, what one may do with it: `Right`s. */
export type Rights = Record<string, string[]>;
export type Home = Schemas["Home"];
export type News = Schemas["News"];
export type Coming = Schemas["Coming"];

export type Circle = Schemas["Circle"];
export type Member = Schemas["Member"];
export type Profile = Member["profile"];
export type Invitation = Schemas["InvitationView"];
export type InvitationState = Schemas["InvitationState"];
export type NewInvitation = Schemas["NewInvitation"];
export type MadeInvitation = Schemas["MadeInvitation"];
export type OpenedInvitation = Schemas["InvitationPreview"];
export type AccessModel = Schemas["ModelView"];
export type ConsentText = Schemas["ConsentText"];
export type ConsentShown = Schemas["ConsentShown"];
export type HabilitationChange = Schemas["HabilitationChange"];

export type SignedPaper = Schemas["SignedPaper"];
export type NewSignedPaper = Schemas["NewSignedPaper"];

export type TeamCard = Schemas["TeamCard"];
export type Team = Schemas["TeamView"];
export type TeamMember = Schemas["TeamMemberView"];
export type NewTeam = Schemas["NewTeam"];
export type NewTeamInvitation = Schemas["NewTeamInvitation"];
export type MadeTeamInvitation = Schemas["MadeTeamInvitation"];
export type OpenedTeamInvitation = Schemas["TeamInvitationPreview"];
export type TeamLink = Schemas["TeamLinkView"];
export type TeamPreview = Schemas["TeamPreview"];
export type NewOpening = Schemas["NewOpening"];
export type OpeningChange = Schemas["OpeningChange"];
export type TeamInCircle = Schemas["TeamInCircle"];

export type Asking = Schemas["AskingView"];
export type NewAsking = Schemas["NewAsking"];
export type MadeAsking = Schemas["MadeAsking"];
export type ReceivedAsking = Schemas["ReceivedAsking"];
export type KeptOutAsker = Schemas["KeptOutAsker"];

export type Import = Schemas["ImportView"];
export type Provenance = Schemas["Provenance"];
export type EarlierTraces = Schemas["EarlierTraces"];

/** A passkey ceremony begun by the server: WebAuthn options in their JSON form, and the challenge's id to hand back. */
export interface Ceremony<Options> {
  options: Options;
  challenge_id: string;
}
/** The seal of the traces: what a phone of the circle is told, the newest signed root. */
export type SealView = Schemas["SealState"];
export type SealState = Schemas["State"];
export type SealRoot = Schemas["Root"];
