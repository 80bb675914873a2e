/** The identity room's operations. */
import { get, patch, post, put, remove } from "../../api/client";
import type { Ceremony, DeviceSession, Locale, MailSent, Me, Passkey, RecoveryState, Vouch } from "../../api/types";
import { makePasskey, usePasskey } from "../../api/webauthn";

type RequestCeremony = Ceremony<PublicKeyCredentialRequestOptionsJSON>;
type CreationCeremony = Ceremony<PublicKeyCredentialCreationOptionsJSON>;
const plain = { plain: true };

export const signUp = (email: string, locale: Locale) => post<{ mail: MailSent }>("/api/auth/signup", { email, locale }, plain);
export const completeSignUp = (body: { token: string; given_name: string; family_name: string; locale: Locale }) =>
  post<Me>("/api/auth/signup/complete", body, plain);

export const signInPassword = (email: string, password: string) => post<{ next: "otp" }>("/api/auth/password", { email, password }, plain);
export const signInOtp = (code: string) => post<Me>("/api/auth/otp", { code }, plain);
export const signInRecoveryCode = (code: string) => post<Me>("/api/auth/recovery-code", { code }, plain);

/** The whole ceremony. `autofill` waits in the e-mail field's suggestions until aborted. */
export async function signInPasskey(how: { autofill?: boolean; signal?: AbortSignal } = {}): Promise<Me> {
  const { options, challenge_id } = await post<RequestCeremony>("/api/auth/passkey/options", undefined, { ...plain, signal: how.signal });
  const credential = await usePasskey(options, how);
  return post<Me>("/api/auth/passkey", { challenge_id, credential }, plain);
}

export const proveOtp = (code: string) => post<{ fresh_until: string }>("/api/auth/proof/otp", { code }, plain);
export async function provePasskey(): Promise<void> {
  const { options, challenge_id } = await post<RequestCeremony>("/api/auth/proof/passkey/options", undefined, plain);
  await post("/api/auth/proof/passkey", { challenge_id, credential: await usePasskey(options) }, plain);
}

export const changeMe = (changes: Partial<Pick<Me, "given_name" | "family_name" | "locale">>) => patch<Me>("/api/me", changes);
export const forgetUndelivered = () => remove("/api/me/undelivered");

export const listPasskeys = () => get<Passkey[]>("/api/me/passkeys");
export const renamePasskey = (id: string, name: string) => patch<Passkey>(`/api/me/passkeys/${id}`, { name });
export const removePasskey = (id: string) => remove(`/api/me/passkeys/${id}`);
export async function addPasskey(name: string): Promise<Passkey> {
  const { options, challenge_id } = await post<CreationCeremony>("/api/me/passkeys/options");
  return post<Passkey>("/api/me/passkeys", { challenge_id, credential: await makePasskey(options), name });
}

export const setPassword = (password: string) => put("/api/me/password", { password });
export const beginTotp = () => post<{ secret: string; uri: string; qr_svg: string }>("/api/me/totp");
export const confirmTotp = (code: string) => post<{ recovery_codes: string[] }>("/api/me/totp/confirm", { code });
export const removeTotp = () => remove("/api/me/totp");
export const renewRecoveryCodes = () => post<{ recovery_codes: string[] }>("/api/me/recovery-codes");

export const listSessions = () => get<DeviceSession[]>("/api/me/sessions");
export const endSession = (id: string) => remove(`/api/me/sessions/${id}`);
export const endOtherSessions = () => remove("/api/me/sessions");

export const beginRecovery = (email: string) => post<{ mail: MailSent }>("/api/auth/recovery", { email }, plain);
export const openRecovery = (token: string) => post<RecoveryState>("/api/auth/recovery/open", { token }, plain);
export const completeRecovery = (body: { token: string; otp?: string; recovery_code?: string }) => post<Me>("/api/auth/recovery/complete", body, plain);
export const askVouch = (token: string) => post<{ ready_at: string | null }>("/api/auth/recovery/vouch", { token }, plain);
export const stopRecovery = (token: string) => post("/api/auth/recovery/stop", { token }, plain);

export const listVouches = () => get<Vouch[]>("/api/me/vouches");
export const decideVouch = (id: string, decision: "vouch" | "stop") => post(`/api/me/vouches/${id}`, { decision });
