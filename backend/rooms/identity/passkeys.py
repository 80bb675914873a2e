"""Passkeys, met through py_webauthn: only this file knows it.

The relying party's id and origin come from CS3_PUBLIC_URL, never from a request. A resident key is required, so that
a person signs in without typing a name; the authenticator must verify the person (finger, face, PIN), so that a
passkey alone is two factors. Attestation is not asked: it would name the model of the phone.

py_webauthn is loaded by whoever first signs in with one, and by no start: with its certificates it takes a sixth of a second.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

TIMEOUT_MS = 5 * 60 * 1000


class PasskeyRefused(Exception):
    """The answer does not come from the expected key, challenge, address or person. The cause is never shown."""


@dataclass(frozen=True, kw_only=True)
class RelyingParty:
    """`id` is a host name without port; `origin` is scheme, host and port as the browser states them."""

    id: str
    origin: str
    name: str = "CS3"


@dataclass(frozen=True, kw_only=True)
class NewPasskey:
    """What is kept of a registration: the COSE public key as received, and the authenticator's counter (may stay 0)."""

    credential_id: bytes
    public_key: bytes
    sign_count: int
    backed_up: bool


def registration_options(
    *,
    party: RelyingParty,
    challenge: bytes,
    user_handle: bytes,
    user_name: str,
    display_name: str,
    known: Iterable[bytes],
) -> dict[str, Any]:
    """PublicKeyCredentialCreationOptionsJSON. `known` are credential ids that this person's devices must not repeat."""
    from webauthn import generate_registration_options
    from webauthn.helpers.options_to_json_dict import options_to_json_dict
    from webauthn.helpers.structs import (
        AttestationConveyancePreference,
        AuthenticatorSelectionCriteria,
        PublicKeyCredentialDescriptor,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    options = generate_registration_options(
        rp_id=party.id,
        rp_name=party.name,
        user_id=user_handle,
        user_name=user_name,
        user_display_name=display_name,
        challenge=challenge,
        timeout=TIMEOUT_MS,
        attestation=AttestationConveyancePreference.NONE,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=key) for key in known],
    )
    return options_to_json_dict(options)


def verify_registration(
    *, party: RelyingParty, challenge: bytes, credential: Mapping[str, Any]
) -> NewPasskey:
    """Checks `navigator.credentials.create()`'s answer. Raises PasskeyRefused."""
    from webauthn import verify_registration_response

    try:
        verified = verify_registration_response(
            credential=dict(credential),
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
            require_user_verification=True,
        )
    except Exception as cause:  # malformed input raises errors of every kind inside the library
        raise PasskeyRefused from cause
    return NewPasskey(
        credential_id=verified.credential_id,
        public_key=verified.credential_public_key,
        sign_count=verified.sign_count,
        backed_up=verified.credential_backed_up,
    )


def sign_in_options(
    *, party: RelyingParty, challenge: bytes, allowed: Iterable[bytes] = ()
) -> dict[str, Any]:
    """PublicKeyCredentialRequestOptionsJSON. Without `allowed` any passkey of this address may answer."""
    from webauthn import generate_authentication_options
    from webauthn.helpers.options_to_json_dict import options_to_json_dict
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor, UserVerificationRequirement

    options = generate_authentication_options(
        rp_id=party.id,
        challenge=challenge,
        timeout=TIMEOUT_MS,
        allow_credentials=[PublicKeyCredentialDescriptor(id=key) for key in allowed],
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json_dict(options)


def claimed_credential(credential: Mapping[str, Any]) -> tuple[bytes, bytes | None]:
    """The credential id and user handle that an answer claims, nothing verified yet. Raises PasskeyRefused."""
    from webauthn.helpers import base64url_to_bytes

    try:
        credential_id = base64url_to_bytes(_text(credential["rawId"]))
        response = credential["response"]
        handle = response.get("userHandle")
        user_handle = base64url_to_bytes(_text(handle)) if handle else None
    except Exception as cause:
        raise PasskeyRefused from cause
    if not credential_id or len(credential_id) > 1023:  # the specification's own bound
        raise PasskeyRefused
    return credential_id, user_handle


def verify_sign_in(
    *,
    party: RelyingParty,
    challenge: bytes,
    credential: Mapping[str, Any],
    public_key: bytes,
    sign_count: int,
) -> int:
    """Checks `navigator.credentials.get()`'s answer; the new counter.

    A counter that stays 0 is valid (synchronised passkeys); one that was above 0 and does not grow shows a copied
    key and is refused. Raises PasskeyRefused.
    """
    from webauthn import verify_authentication_response

    try:
        verified = verify_authentication_response(
            credential=dict(credential),
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
            credential_public_key=public_key,
            credential_current_sign_count=sign_count,
            require_user_verification=True,
        )
    except Exception as cause:
        raise PasskeyRefused from cause
    return verified.new_sign_count


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
