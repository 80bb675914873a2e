from uuid import UUID

from litestar import Controller, Response, delete, get, patch, post, put
from litestar.di import Provide

from backend.kit import runtime
from backend.rooms.identity import answers, code_ways, passkey_ways, schemas
from backend.rooms.identity.guards import adds_way, enrolling, fresh, provide_person, signed_in
from backend.rooms.identity.sessions import Person


class PasskeysController(Controller):
    """One's passkeys."""

    path = "/api/me/passkeys"
    tags = ["identity"]
    dependencies = {"person": Provide(provide_person)}

    @get("/", operation_id="listPasskeys", guards=[enrolling])
    async def list(self, person: Person) -> list[schemas.Passkey]:
        return await passkey_ways.of(person)

    @post(
        "/options",
        operation_id="passkeyRegistrationOptions",
        guards=[adds_way],
        status_code=200,
    )
    async def options(self, person: Person) -> schemas.Challenge:
        return await passkey_ways.options(person, at=runtime.get().clock.now())

    @post("/", operation_id="addPasskey", guards=[adds_way], opt={"own_transactions": True})
    async def add(self, person: Person, data: schemas.PasskeyNew) -> Response[schemas.Passkey]:
        passkey, token = await passkey_ways.add(person, data, at=runtime.get().clock.now())
        return Response(passkey, status_code=201, cookies=answers.renewed(token))

    @patch("/{passkey_id:uuid}", operation_id="renamePasskey", guards=[signed_in])
    async def rename(self, person: Person, passkey_id: UUID, data: schemas.PasskeyNamed) -> schemas.Passkey:
        return await passkey_ways.rename(person, passkey_id, data.name)

    @delete("/{passkey_id:uuid}", operation_id="removePasskey", guards=[fresh])
    async def remove(self, person: Person, passkey_id: UUID) -> None:
        """409 `last_way_in` when nothing else would open."""
        await passkey_ways.remove(person, passkey_id, at=runtime.get().clock.now())


class CodeWaysController(Controller):
    """Password, one-time codes, recovery codes."""

    path = "/api/me"
    tags = ["identity"]
    dependencies = {"person": Provide(provide_person)}

    @put(
        "/password",
        operation_id="setPassword",
        guards=[adds_way],
        opt={"own_transactions": True},
        status_code=204,
    )
    async def set_password(self, person: Person, data: schemas.PasswordNew) -> Response[None]:
        """Ends the sessions that the old password opened."""
        token = await code_ways.set_password(person, data.password, at=runtime.get().clock.now())
        return Response(None, status_code=204, cookies=answers.renewed(token))

    @post("/totp", operation_id="beginTotp", guards=[adds_way], opt={"own_transactions": True})
    async def begin_totp(self, person: Person) -> schemas.TotpBegun:
        """A secret for an authenticator app; the one before serves until this one is confirmed."""
        return await code_ways.begin_totp(person, at=runtime.get().clock.now())

    @post(
        "/totp/confirm",
        operation_id="confirmTotp",
        guards=[adds_way],
        opt={"own_transactions": True},
        status_code=200,
    )
    async def confirm_totp(self, person: Person, data: schemas.CodeGiven) -> Response[schemas.RecoveryCodes]:
        """Ten recovery codes, shown this once."""
        codes, token = await code_ways.confirm_totp(person, data.code, at=runtime.get().clock.now())
        return Response(schemas.RecoveryCodes(recovery_codes=codes), cookies=answers.renewed(token))

    @delete("/totp", operation_id="removeTotp", guards=[fresh])
    async def remove_totp(self, person: Person) -> None:
        """Removes the password too; 409 `last_way_in` without a passkey."""
        await code_ways.remove_totp(person, at=runtime.get().clock.now())

    @post("/recovery-codes", operation_id="renewRecoveryCodes", guards=[fresh])
    async def renew_recovery_codes(self, person: Person) -> schemas.RecoveryCodes:
        """Ten new ones, shown this once; those before no longer serve."""
        codes = await code_ways.renew_recovery_codes(person, at=runtime.get().clock.now())
        return schemas.RecoveryCodes(recovery_codes=codes)
