"""The first screen of somebody signed in: what it asks for, and what it does not spend a slow phone's time on."""

from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import Route

from tests.e2e.phone import Phone

COUNT_INTL = """window.made = []; for (const name of ["DateTimeFormat", "PluralRules"]) {
    const Real = Intl[name];
    Intl[name] = new Proxy(Real, { construct: (...given) => (made.push(name), Reflect.construct(...given)) }); }"""


def test_the_home_screen_makes_no_intl(phone: Callable[..., Phone]) -> None:
    anne = phone("anne")
    anne.page.add_init_script(COUNT_INTL)
    anne.go(anne.carnet)
    anne.page.locator("main li time, main li small").first.wait_for()
    anne.page.get_by_role("link", name="Agenda").first.wait_for()
    assert anne.page.evaluate("made") == []
    assert anne.page.evaluate("(new Intl.PluralRules('fr'), made.length)") == 1


def test_each_thing_is_asked_for_once_and_nothing_of_the_entrance(phone: Callable[..., Phone]) -> None:
    anne = phone("anne")
    carnet = anne.carnet
    # The one that was open last, whatever others were made by now.
    anne.go(carnet)
    for start in ("/", carnet):
        # What the page of before still asks for, a moment later, is not this start's.
        anne.page.goto("about:blank")
        asked: list[str] = []
        anne.page.on("request", lambda request, asked=asked: asked.append(urlsplit(request.url).path))
        anne.go(start)
        anne.page.locator("main li").first.wait_for()
        assert anne.at == anne.carnet
        assert asked.count("/api/carnets") == 1, asked
        home = f"/api{anne.carnet.replace('/c/', '/carnets/')}/home"
        assert asked.count(home) == 1, asked
        # What comes after belongs to this start, and not to the next.
        anne.page.wait_for_load_state("networkidle")
        assert not [one for one in asked if "SignIn" in one]
        ours = sorted(one for one in asked if one.startswith(("/api/", "/assets/")))
        assert ours == sorted(set(ours))


def test_the_page_itself_asks_for_what_the_home_screen_draws(phone: Callable[..., Phone]) -> None:
    """No round trip more: nothing that the screen draws waits until a script has found out that it is needed."""
    anne = phone("anne")
    page = anne.context.request.get(anne.carnet).text()
    for file in ("Home-", "TabBar-", "base-"):
        assert f'<link rel="modulepreload" crossorigin href="/assets/{file}' in page, file
    styles: list[str] = []
    anne.page.on(
        "request",
        lambda request: styles.append(request.url) if request.resource_type == "stylesheet" else None,
    )
    anne.go(anne.carnet)
    anne.page.locator("main li").first.wait_for()
    # What other rooms have to say may come after.
    assert not [
        one for one in styles if any(f"/{name}-" in one for name in ("base", "index", "Home", "TabBar"))
    ]
    assert anne.page.evaluate("getComputedStyle(document.querySelector('nav.tabs')).position") == "fixed"


def test_what_is_below_is_there_at_once_when_one_comes_back_to_it(phone: Callable[..., Phone]) -> None:
    anne = phone("anne")
    anne.page.set_viewport_size({"width": 390, "height": 500})
    anne.go(anne.carnet)
    anne.page.locator(".tiles").wait_for()
    anne.page.evaluate("scrollTo(0, 150)")
    anne.tap("Carnet")
    anne.until("location.pathname.endsWith('/sommaire') && !document.querySelector('.tiles')")
    anne.page.go_back()
    anne.until("document.querySelector('.tiles') && scrollY > 0")


def let_go(held: list[Route]) -> None:
    while held:
        held.pop().continue_()


def test_a_card_that_comes_late_moves_nothing_that_is_there(phone: Callable[..., Phone]) -> None:
    anne = phone("anne")
    held: list[Route] = []
    anne.page.route("**/api/askings/received", lambda route: held.append(route))
    anne.go(anne.carnet)
    card = anne.page.locator('main a[href="/demandes"]')
    tiles = anne.page.locator(".tiles")
    tiles.wait_for()
    assert not card.count()
    stood = tiles.bounding_box()
    let_go(held)
    card.wait_for()
    assert tiles.bounding_box() == stood
    # Read in time, it stands above the others the next time, and what is below comes after it.
    anne.page.unroute("**/api/askings/received")
    above = "document.querySelector('main a[href=\"/demandes\"]').compareDocumentPosition(document.querySelector('main h2'))"
    # The home screen is patient for a moment only, which a machine with all its cores taken may miss.
    for _ in range(5):
        anne.tap("Agenda")
        anne.settled()
        anne.tap("Accueil")
        tiles.wait_for()
        if anne.page.evaluate(above) & 4:  # Node.DOCUMENT_POSITION_FOLLOWING
            break
    else:
        raise AssertionError("the card stands below, each time")


def test_the_circle_does_not_wait_for_a_card(phone: Callable[..., Phone]) -> None:
    anne = phone("anne")
    held: list[Route] = []
    anne.page.route("**/api/askings/received", lambda route: held.append(route))
    anne.go(f"{anne.carnet}/cercle")
    card = anne.page.locator('main a[href="/demandes"]')
    line = anne.page.locator("main .people li").first
    line.wait_for(timeout=5000)
    assert not card.count()
    stood = line.bounding_box()
    let_go(held)
    card.wait_for()
    assert line.bounding_box() == stood


def test_a_dead_line_does_not_keep_from_going_on(phone: Callable[..., Phone]) -> None:
    """Nothing is kept on this phone, and what is new does not come: where to go stands, and stays when it does."""
    anne = phone("anne")
    held: list[Route] = []
    anne.page.route("**/home", lambda route: held.append(route))
    anne.page.goto(anne.carnet)
    tiles = anne.page.locator(".tiles")
    tiles.wait_for(timeout=10_000)
    stood = tiles.bounding_box()
    assert stood
    let_go(held)
    anne.page.locator("main li time, main li small").first.wait_for()
    stands = tiles.bounding_box()
    assert stands
    assert abs(stands["y"] - stood["y"]) < 8  # the bar says how many looked today, a hair higher
