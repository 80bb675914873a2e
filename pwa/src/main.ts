/** Starts CS3: the language, who is signed in, the screen of the address. The rest is loaded when it is wanted. */
import { mount } from "svelte";
import "./ui/tokens.css";
import "./ui/base.css";
import { guardWith } from "./api/client";
import { loadLocale, preferredLocale } from "./i18n";
import App from "./shell/App.svelte";
import { carnets } from "./shell/carnets.svelte";
import { askEarly } from "./shell/early";
import { homeAt } from "./shell/home";
import { gate } from "./shell/guide";
import { network } from "./shell/network.svelte";
import { afterPaint } from "./shell/paint";
import { wakeOutbox } from "./shell/pending";
import { proof, signInAgain } from "./shell/questions.svelte";
import { router } from "./shell/router.svelte";
import { routes } from "./shell/routes";
import { session } from "./shell/session.svelte";
import { update } from "./shell/update.svelte";

/** ms: whatever has come of the first screen by then, the rest begins. */
const ENOUGH = 5000;

guardWith({
  proofNeeded: proof.put,
  // Only the phone's copy says that somebody is here: asking the server who tells that the session is over.
  sessionLost: async () => {
    if (session.state !== "in") return false;
    if (!session.unconfirmed) return signInAgain.put();
    await session.confirm();
    return false;
  },
  contact: (online) => network.said(online),
});

update.listen();
router.start(routes, gate);
const language = loadLocale(preferredLocale());
const home = session.expected ? homeAt(location.pathname, carnets.currentId) : null;
router.prepare(session.expected ? home && `/c/${home}` : "/connexion");
const started = session.start(language);
// Whoever was signed in will want their carnets: asked for beside "who is here", not after it; and so is their home screen.
if (session.expected) void carnets.load();
const first = home ? askEarly(home) : started;
await language;
const app = document.getElementById("app");
if (!app) throw new Error("The page has no place for the application.");
app.replaceChildren();
mount(App, { target: app });
// A tap on a notification while CS3 is open: the page goes there itself, and keeps what is being typed.
navigator.serviceWorker?.addEventListener("message", ({ data }: MessageEvent<{ type?: string; path?: string } | null>) => {
  if (data?.type === "go" && data.path?.startsWith("/")) router.go(data.path);
});
const whenIdle = window.requestIdleCallback ?? setTimeout;
// The first screen first, with what it reads: a slow network would feel what waits to leave, and the service worker, which fetches the whole application.
const enough = new Promise((resolve) => setTimeout(resolve, ENOUGH));
void Promise.race([Promise.allSettled([started, first]), enough]).then(() => afterPaint(() => {
  whenIdle(() => void wakeOutbox());
  whenIdle(() => void update.start());
}));
