"""Text typed by people, kept as typed but for what cannot be seen."""

import unicodedata


def tidy(text: str) -> str:
    """NFC, line breaks as \\n, without control or bidirectional characters (emoji joiners stay), nor blanks around."""
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(
        letter
        for letter in plain
        if letter in "\n\t\u200d\u200c" or unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Cn"}
    ).strip()
