/** Passkeys in the browser: WebAuthn's JSON forms to and from the browser's own objects (older phones cannot convert). */

function bytes(text: string): ArrayBuffer {
  const binary = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  const out = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i += 1) out[i] = binary.charCodeAt(i);
  return out.buffer;
}

function text(buffer: ArrayBuffer | null): string | undefined {
  if (!buffer) return undefined;
  let binary = "";
  for (const byte of new Uint8Array(buffer)) binary += String.fromCharCode(byte);
  return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

const descriptors = (list: PublicKeyCredentialDescriptorJSON[] | undefined) =>
  list?.map((one) => ({ ...one, id: bytes(one.id), type: "public-key" as const, transports: one.transports as AuthenticatorTransport[] | undefined }));

export const passkeysSupported = (): boolean => typeof PublicKeyCredential !== "undefined";

export async function autofillSupported(): Promise<boolean> {
  return passkeysSupported() && (await PublicKeyCredential.isConditionalMediationAvailable?.()) === true;
}

/** Uses a passkey. `autofill` waits silently in the e-mail field's suggestions until `signal` stops it. */
export async function usePasskey(
  options: PublicKeyCredentialRequestOptionsJSON,
  { autofill = false, signal }: { autofill?: boolean; signal?: AbortSignal } = {},
): Promise<unknown> {
  const { extensions: _, ...rest } = options;
  const publicKey = {
    ...rest,
    challenge: bytes(options.challenge),
    allowCredentials: descriptors(options.allowCredentials),
    userVerification: options.userVerification as UserVerificationRequirement | undefined,
    hints: undefined,
  } as PublicKeyCredentialRequestOptions;
  const found = (await navigator.credentials.get({ publicKey, signal, ...(autofill && { mediation: "conditional" as const }) })) as PublicKeyCredential | null;
  if (!found) throw new DOMException("no credential", "NotAllowedError");
  const answer = found.response as AuthenticatorAssertionResponse;
  return {
    ...envelope(found),
    response: {
      clientDataJSON: text(answer.clientDataJSON),
      authenticatorData: text(answer.authenticatorData),
      signature: text(answer.signature),
      userHandle: text(answer.userHandle),
    },
  };
}

export async function makePasskey(options: PublicKeyCredentialCreationOptionsJSON): Promise<unknown> {
  const { extensions: _, ...rest } = options;
  const publicKey = {
    ...rest,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: descriptors(options.excludeCredentials),
    hints: undefined,
  } as unknown as PublicKeyCredentialCreationOptions;
  const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential | null;
  if (!made) throw new DOMException("no credential", "NotAllowedError");
  const answer = made.response as AuthenticatorAttestationResponse;
  return {
    ...envelope(made),
    response: {
      clientDataJSON: text(answer.clientDataJSON),
      attestationObject: text(answer.attestationObject),
      transports: answer.getTransports?.() ?? [],
    },
  };
}

function envelope(made: PublicKeyCredential) {
  return {
    id: made.id,
    rawId: text(made.rawId),
    type: made.type,
    authenticatorAttachment: made.authenticatorAttachment ?? undefined,
    clientExtensionResults: made.getClientExtensionResults(),
  };
}
