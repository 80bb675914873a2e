/**
 * What the first screen costs on the wire: every script and style sheet that the entrance needs before it can be used,
 * gzipped. Prints the table and fails above the limits (75 KB of JavaScript, 12 KB of CSS; KB = 1 024 bytes).
 */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const LIMIT = { js: 75 * 1024, css: 12 * 1024 };
const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));

/** First routes: the screens, with the texts and parts that they load at once. */
const FIRST = {
  "signed out": ["index.html", "src/i18n/fr.ts", "src/rooms/identity/SignIn.svelte", "src/rooms/identity/fr.ts"],
  "signed in, home": ["index.html", "src/i18n/fr.ts", "src/rooms/carnet/Start.svelte", "src/rooms/carnet/Home.svelte", "src/rooms/carnet/fr.ts", "src/shell/TabBar.svelte"],
};

function needed(entries) {
  const chunks = new Set();
  const files = { js: new Set(), css: new Set() };
  (function visit(keys) {
    for (const key of keys) {
      if (chunks.has(key)) continue;
      chunks.add(key);
      const chunk = manifest[key];
      if (!chunk) throw new Error(`${key} is not in the build's manifest`);
      if (chunk.file.endsWith(".js")) files.js.add(chunk.file);
      for (const sheet of chunk.css ?? []) files.css.add(sheet);
      visit(chunk.imports ?? []);
    }
  })(entries);
  return files;
}

const weigh = (names) => [...names].reduce((sum, name) => sum + gzipSync(readFileSync(new URL(name, dist)), { level: 9 }).length, 0);
const kb = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;

let over = false;
for (const [route, entries] of Object.entries(FIRST)) {
  const files = needed(entries);
  for (const kind of ["js", "css"]) {
    const bytes = weigh(files[kind]);
    const ok = bytes <= LIMIT[kind];
    over ||= !ok;
    console.log(`${route.padEnd(18)} ${kind.padEnd(4)} ${kb(bytes).padStart(9)} of ${kb(LIMIT[kind])} in ${files[kind].size} files  ${ok ? "ok" : "TOO MUCH"}`);
  }
}
process.exit(over ? 1 : 0);
