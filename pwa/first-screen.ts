/**
 * What a first screen needs comes at once: its styles inside the page, its scripts and texts asked for by the page itself rather
 * than one after the other by scripts. The server allows these styles by their hash, and sends whoever is signed in `home.html`.
 */
import type { Plugin, Rolldown } from "vite";

const ENTRANCE = ["/src/i18n/fr.ts", "/src/rooms/identity/SignIn.svelte", "/src/rooms/identity/fr.ts"];
const HOME = ["/src/i18n/fr.ts", "/src/rooms/carnet/Start.svelte", "/src/rooms/carnet/Home.svelte", "/src/rooms/carnet/fr.ts", "/src/shell/TabBar.svelte"];

type Bundle = Rolldown.OutputBundle;
type Chunk = Rolldown.OutputChunk;

export function firstScreenAtOnce(): Plugin {
  return {
    name: "first-screen-at-once",
    apply: "build",
    enforce: "post",
    generateBundle(_options, bundle) {
      const page = bundle["index.html"];
      if (page?.type !== "asset") throw new Error("The build has no page.");
      const bare = String(page.source).replace(/<link rel="stylesheet"[^>]*href="\/([^"]+)"[^>]*>/g, (link, file: string) => within(bundle, file) ?? link);
      page.source = withFirst(bare, bundle, ENTRANCE);
      this.emitFile({ type: "asset", fileName: "home.html", source: withFirst(bare, bundle, HOME) });
    },
  };
}

function withFirst(page: string, bundle: Bundle, screen: string[]): string {
  const chunks = needed(bundle, screen);
  const sheets = new Set(chunks.flatMap((chunk) => [...(chunk.viteMetadata?.importedCss ?? [])]));
  const scripts = chunks.map((chunk) => `<link rel="modulepreload" crossorigin href="/${chunk.fileName}">`);
  return page.replace("</head>", () => `${[...scripts, ...[...sheets].map((file) => within(bundle, file) ?? "")].join("")}</head>`);
}

function needed(bundle: Bundle, screen: string[]): Chunk[] {
  const chunks = Object.values(bundle).filter((one) => one.type === "chunk");
  const first = chunks.filter((chunk) => screen.some((file) => chunk.facadeModuleId?.endsWith(file)));
  if (first.length !== screen.length) throw new Error(`Not every part of the first screen is a file of its own: ${screen.join(", ")}`);
  for (const chunk of first) {
    for (const name of chunk.imports) {
      const part = bundle[name];
      if (part?.type === "chunk" && !part.isEntry && part.name !== "base" && !first.includes(part)) first.push(part);
    }
  }
  return first;
}

/** The sheet itself. Its link stays, never fetched: the loader of later screens sees that they need not bring it. */
function within(bundle: Bundle, file: string): string | null {
  const sheet = bundle[file];
  if (sheet?.type !== "asset") return null;
  return `<style>${String(sheet.source).trim()}</style><link rel="stylesheet" href="/${file}" disabled>`;
}
