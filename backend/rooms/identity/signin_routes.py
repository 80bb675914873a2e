from typing import Any

from litestar import Controller, Request, Response, post
from litestar.di import Provide

from backend.kit import runtime
from backend.kit.requests import client_address
from backend.rooms.identity import answers, proof, schemas, sessions, signin, signup
from backend.rooms.identity.guards import provide_person, signed_in
from backend.rooms.identity.sessions import Person


class SignInController(Controller):
    """Coming in. Nothing here tells whether an address has an account."""

    path = "/api/auth"
    tags = ["identity"]
    # Passwords are hashed and attempts counted here: no connection is held meanwhile.
    opt = {"own_transactions": True}

    @post("/signup", operation_id="signUp", status_code=202)
    async def sign_up(self, request: Request[Any, Any, Any], data: schemas.SignUp) -> schemas.MailOnItsWay:
        """Sends a link to the address; the answer is the same for every address."""
        mail = await signup.begin(
            email=data.email,
            locale=data.locale,
            address=client_address(request.scope),
            at=runtime.get().clock.now(),
        )
        return schemas.MailOnItsWay(mail=mail)

    @post("/signup/complete", operation_id="completeSignUp", status_code=201)
    async def complete_sign_up(
        self, request: Request[Any, Any, Any], data: schemas.CompleteSignUp
    ) -> Response[schemas.Me]:
        """Opens the account that the link stands for; the session may only set up ways in."""
        token = await signup.complete(
            data,
            device=sessions.device_of(request),
            replaces=answers.session_token(request),
            address=client_address(request.scope),
            at=runtime.get().clock.now(),
        )
        return await answers.signed_in(token, status=201)

    @post("/password", operation_id="signInPassword", status_code=200)
    async def password(
        self, request: Request[Any, Any, Any], data: schemas.PasswordGiven
    ) -> Response[schemas.Next]:
        """A right password opens nothing: a code must follow within five minutes."""
        token = await signin.with_password(
            email=data.email,
            password=data.password,
            address=client_address(request.scope),
            at=runtime.get().clock.now(),
        )
        return Response(schemas.Next(), cookies=[sessions.pending_cookie(token)])

    @post("/otp", operation_id="signInOtp", status_code=200)
    async def otp(self, request: Request[Any, Any, Any], data: schemas.CodeGiven) -> Response[schemas.Me]:
        token = await signin.with_otp(
            pending=answers.pending_token(request),
            code=data.code,
            device=sessions.device_of(request),
            replaces=answers.session_token(request),
            address=client_address(request.scope),
            at=runtime.get().clock.now(),
        )
        return await answers.signed_in(token)

    @post("/recovery-code", operation_id="signInRecoveryCode", status_code=200)
    async def recovery_code(
        self, request: Request[Any, Any, Any], data: schemas.CodeGiven
    ) -> Response[schemas.Me]:
        token = await signin.with_recovery_code(
            pending=answers.pending_token(request),
            code=data.code,
            device=sessions.device_of(request),
            replaces=answers.session_token(request),
            address=client_address(request.scope),
            at=runtime.get().clock.now(),
        )
        return await answers.signed_in(token)

    @post("/passkey/options", operation_id="passkeyOptions", status_code=200)
    async def passkey_options(self, request: Request[Any, Any, Any]) -> schemas.Challenge:
        """For any passkey of this address: no name is asked first."""
        return await signin.passkey_options(
            address=client_address(request.scope), at=runtime.get().clock.now()
        )

    @post("/passkey", operation_id="signInPasskey", status_code=200)
    async def passkey(
        self, request: Request[Any, Any, Any], data: schemas.PasskeyGiven
    ) -> Response[schemas.Me]:
        token = await signin.with_passkey(
            challenge_id=data.challenge_id,
            credential=data.credential,
            device=sessions.device_of(request),
            replaces=answers.session_token(request),
            address=client_address(request.scope),
            at=runtime.get().clock.now(),
        )
        return await answers.signed_in(token)

    @post("/signout", operation_id="signOut", status_code=204)
    async def sign_out(self, request: Request[Any, Any, Any]) -> Response[None]:
        """Ends this session; also says yes when there was none."""
        await sessions.sign_out(answers.session_token(request))
        return Response(
            None, status_code=204, cookies=[sessions.no_session_cookie(), sessions.no_pending_cookie()]
        )


class ProofController(Controller):
    """A fresh proof, before giving access, changing ways in, exporting, deleting."""

    path = "/api/auth/proof"
    tags = ["identity"]
    opt = {"own_transactions": True}
    guards = [signed_in]
    dependencies = {"person": Provide(provide_person)}

    @post("/otp", operation_id="proveOtp", status_code=200)
    async def otp(
        self, request: Request[Any, Any, Any], person: Person, data: schemas.CodeGiven
    ) -> schemas.Proof:
        return await proof.by_otp(
            person, data.code, address=client_address(request.scope), at=runtime.get().clock.now()
        )

    @post("/passkey/options", operation_id="provePasskeyOptions", status_code=200)
    async def passkey_options(self, request: Request[Any, Any, Any], person: Person) -> schemas.Challenge:
        return await proof.passkey_options(
            person, address=client_address(request.scope), at=runtime.get().clock.now()
        )

    @post("/passkey", operation_id="provePasskey", status_code=200)
    async def passkey(
        self, request: Request[Any, Any, Any], person: Person, data: schemas.PasskeyGiven
    ) -> schemas.Proof:
        return await proof.by_passkey(
            person,
            challenge_id=data.challenge_id,
            credential=data.credential,
            address=client_address(request.scope),
            at=runtime.get().clock.now(),
        )
