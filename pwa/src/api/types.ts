/** What the API says, as the screens use it. */

export type Locale = "fr" | "en";
export type MailState = "smtp" | "outbox";
/** A message that was asked for: on its way, or written to the server's folder. */
export type MailSent = "sent" | "outbox";
export type Profile = "representative" | "professional" | "carer";
export type Sex = "female" | "male" | "unknown";
export type Right = "read" | "add" | "manage";
export type Rights = Partial<Record<string, Right[]>>;

export interface Me {
  id: string;
  email: string;
  given_name: string;
  family_name: string;
  locale: Locale;
  ways: { passkeys: number; password: boolean; totp: boolean; recovery_codes_left: number };
  session: { id: string; strength: "enrolling" | "strong"; fresh_until: string | null };
  mail: MailState;
  demo: boolean;
  version: string;
}

export interface Passkey {
  id: string;
  name: string;
  created_at: string;
  last_used_at: string | null;
}

export interface DeviceSession {
  id: string;
  label: string;
  created_at: string;
  last_seen_at: string;
  current: boolean;
}

export interface Vouch {
  id: string;
  person: { given_name: string; family_name: string };
  carnet: { id: string; given_name: string };
  asked_at: string;
  state: "waiting" | "vouched" | "stopped" | "ready";
  ready_at: string | null;
}

export interface RecoveryState {
  can: ("otp" | "recovery_code" | "vouch")[];
  vouching: null | { state: Vouch["state"]; ready_at: string | null };
}

export interface Carnet {
  id: string;
  given_name: string;
  family_name: string;
  birth_date: string;
  sex: Sex;
  diagnoses: string;
  portrait: null | { version: string };
  version: number;
  me: { habilitation_id: string; profile: Profile; relation: string; rights: Rights; until: string | null };
  last_visit: string | null;
}

export interface NewCarnet {
  given_name: string;
  family_name: string;
  birth_date: string;
  sex: Sex;
  diagnoses: string;
  relation: string;
}

export interface PersonName {
  id: string;
  name: string;
}

export interface Trace {
  id: string;
  at: string;
  person: { id: string | null; name: string; profile: string } | null;
  action: string;
  category: string;
  item_id: string | null;
  sentence: string;
}

export interface News {
  trace_id: string;
  at: string;
  person: { id: string | null; name: string; profile: string };
  category: string;
  action: string;
  item_id: string | null;
  sentence: string;
}

export interface Home {
  since: string | null;
  news: News[];
  seen_today: number;
  next: unknown[];
}

export interface Member {
  habilitation_id: string;
  person: PersonName;
  profile: Profile;
  profession: string;
  structure: string;
  relation: string;
  since: string;
  until: string | null;
  rights: Rights;
  last_seen_at: string | null;
  me: boolean;
}

export interface Invitation {
  id: string;
  email: string;
  name: string;
  profile: Profile;
  profession: string;
  relation: string;
  invited_by: string;
  created_at: string;
  expires_at: string;
}

export interface Circle {
  members: Member[];
  invitations: Invitation[];
}

export interface NewInvitation {
  email: string;
  name: string;
  profile: Profile;
  profession?: string;
  structure?: string;
  relation?: string;
  until?: string;
  message?: string;
}

export interface OpenedInvitation {
  carnet_given_name: string;
  invited_by: string;
  profile: Profile;
  profession: string;
  email_hint: string;
  expires_at: string;
  message: string;
}

/** A passkey ceremony begun by the server: WebAuthn options in their JSON form, and the challenge's id to hand back. */
export interface Ceremony<Options> {
  options: Options;
  challenge_id: string;
}

export interface MadeInvitation {
  invitation: Invitation;
  /** Shown this once. */
  url: string;
  mail: MailState;
}

export interface TracePage {
  traces: Trace[];
  next: string | null;
}
