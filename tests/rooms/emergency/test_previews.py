import pytest

from backend.rooms.emergency.previews import is_machine, is_prefetch

CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0 Mobile Safari/537.36"


@pytest.mark.parametrize(
    "agent",
    [
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1 "
        "Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0",
        "WhatsApp/2.23.20.0",
        "TelegramBot (like TwitterBot)",
        "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
        "SkypeUriPreview Preview/0.5",
        "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    ],
)
def test_machines(agent: str):
    assert is_machine(agent)


@pytest.mark.parametrize(
    "agent",
    [
        f"Mozilla/5.0 (Linux; Android 14; Pixel 8) {CHROME}",
        f"Mozilla/5.0 (Linux; Android 9; CUBOT NOTE 20) {CHROME}",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 "
        "Mobile/15E148 Safari/604.1",
        f"Mozilla/5.0 (Linux; Android 14) {CHROME} [FBAN/FB4A;FBAV/480.0]",
        f"Mozilla/5.0 (Linux; Android 14) {CHROME} Instagram 340.0 Snapchat/13.0",
        "curl/8.5.0",
        "",
    ],
)
def test_people(agent: str):
    assert not is_machine(agent)


def test_prefetch():
    assert is_prefetch(purpose="", sec_purpose="prefetch;prerender")
    assert is_prefetch(purpose="prefetch", sec_purpose="")
    assert not is_prefetch(purpose="", sec_purpose="")
