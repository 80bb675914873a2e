/**
 * AES-GCM 256 with a key that cannot be taken out of the browser. The name of what is sealed is authenticated with it, so
 * that one record cannot be passed off as another.
 */
export interface SealedBytes {
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

const text = new TextEncoder();

export const makeKey = () => crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);

export async function sealWith(key: CryptoKey, name: string, bytes: BufferSource): Promise<SealedBytes> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: text.encode(name) }, key, bytes) };
}

/** Throws when the record was changed, belongs to another name, or was sealed with another key. */
export function unsealWith(key: CryptoKey, name: string, sealed: SealedBytes): Promise<ArrayBuffer> {
  return crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.iv, additionalData: text.encode(name) }, key, sealed.data);
}
