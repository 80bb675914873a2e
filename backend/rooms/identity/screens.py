"""The addresses of the screens that messages link to. The secret follows the `#`: it never reaches a server's log."""

from backend.kit import runtime

SIGN_IN = "/connexion"
SIGN_UP = "/inscription"
WELCOME = "/bienvenue"
ASK_RECOVERY = "/aide-connexion"
RECOVERY = "/recuperation"
STOP = "/stop"
VOUCHES = "/garants"
WAYS_IN = "/moi/acces"


def address(screen: str, token: str = "") -> str:
    """The whole address, from CS3_PUBLIC_URL and never from a request."""
    return f"{runtime.get().settings.public_url}{screen}{'#' if token else ''}{token}"
