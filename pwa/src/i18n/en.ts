/** The shell's and the components' texts in English. */
import type { Texts } from "./fr";
import { plural } from "./plural";

const en: Texts = {
  app: "CS3",
  appLong: "CS3, care notebook",
  actions: {
    back: "Back",
    cancel: "Cancel",
    close: "Close",
    continue: "Continue",
    save: "Save",
    saved: "Saved",
    retry: "Try again",
    undo: "Undo",
    undoThis: "Undo that",
    copy: "Copy",
    copied: "Copied",
    share: "Send",
    print: "Print",
    download: "Download",
    later: "Later",
    change: "Edit",
    remove: "Remove",
    skip: "Skip to content",
  },
  tabs: {
    label: "Main",
    home: "Home",
    images: "Pictures",
    add: "Add",
    circle: "Circle",
    me: "Me",
    urgent: "Urgent",
  },
  dates: {
    today: "today",
    yesterday: "yesterday",
    tomorrow: "tomorrow",
    at: (day, time) => `on ${day} at ${time}`,
    years: (n) => `${n} ${plural(n, "year", "years")} old`,
    months: (n) => `${n} ${plural(n, "month", "months")} old`,
  },
  fields: {
    optional: "optional",
    required: "Please fill this in.",
    codeHint: "Six digits, from your code application.",
    show: "Show",
    hide: "Hide",
    kept: "What you typed is kept.",
  },
  loading: "Loading…",
  noCookies: "This browser refuses cookies: CS3 cannot know who you are. Allow them for this site, then reload the page.",
  offline: {
    line: "Offline",
    lineCopy: "Offline: the copy kept on this phone",
    title: "No connection",
    read: "This phone has no copy of this page. It will open as soon as the connection is back.",
    write: "Nothing was sent. What you typed stays here: try again when the connection is back.",
  },
  errors: {
    title: "That did not work",
    unknown: "The server could not answer. Try again in a moment.",
    gone: "This page does not exist, or you no longer have access to it.",
    goneTitle: "Nothing here",
    screen: "This page could not be loaded.",
    wait: (seconds) =>
      seconds < 90
        ? `Wait ${seconds} ${plural(seconds, "second", "seconds")} before trying again.`
        : `Wait ${Math.ceil(seconds / 60)} minutes before trying again.`,
    requestId: (id) => `Number to give if you ask for help: ${id}`,
    goHome: "Back to the home screen",
  },
  update: {
    text: "A new version is ready.",
    yes: "Install it",
    hint: "The page restarts, nothing is lost.",
  },
  install: {
    title: "Put CS3 on the home screen",
    why: "One tap opens it, even without a network.",
    yes: "Install",
    iphone: "In Safari: tap Share, then “Add to Home Screen”.",
  },
  switcher: {
    title: "Switch notebook",
    open: "Open a new notebook",
    seen: (n) => `${n} ${plural(n, "person", "people")} looked today`,
    seenNone: "nobody looked today",
  },
  proof: {
    title: "Is it really you?",
    why: "For this, CS3 checks that the phone is in your hands.",
    passkey: "Confirm with my passkey",
    code: "Six-digit code",
    useCode: "Confirm with a code",
    confirm: "Confirm",
    passkeyFailed: "The passkey was not read. Try again, or use a code.",
  },
  session: {
    lost: "Your session has ended",
    lostWhy: "Sign in again: what you were typing is still there.",
    wiped: "This phone’s session has ended. Its copy of the notebook was erased.",
    carnetGone: "You no longer have access to this notebook. Its copy on this phone was erased.",
    another: "This is another account: the page starts again from the home screen.",
  },
  version: (version) => `Version ${version}`,
};

export default en;
