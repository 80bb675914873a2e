/**
 * What someone who has never been here needs comes at once: the styles of the first screen inside the page, its scripts and
 * texts asked for by the page itself rather than one after the other by scripts. The server allows these styles by their hash.
 */
import type { Plugin, Rolldown } from "vite";

const FIRST_SCREEN = ["/src/i18n/fr.ts", "/src/rooms/identity/SignIn.svelte", "/src/rooms/identity/fr.ts"];

type Bundle = Rolldown.OutputBundle;

export function firstScreenAtOnce(): Plugin {
  return {
    name: "first-screen-at-once",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle = {} }) {
        const first = needed(bundle);
        return {
          html: html.replace(/<link rel="stylesheet"[^>]*href="\/([^"]+)"[^>]*>/g, (link, file: string) => within(bundle, file) ?? link),
          tags: first.map((file) => ({ tag: "link", attrs: { rel: "modulepreload", crossorigin: true, href: `/${file}` }, injectTo: "head" as const })),
        };
      },
    },
  };
}

function needed(bundle: Bundle): string[] {
  const chunks = Object.values(bundle).filter((one) => one.type === "chunk");
  const first = chunks.filter((chunk) => FIRST_SCREEN.some((file) => chunk.facadeModuleId?.endsWith(file)));
  for (const chunk of first) {
    for (const name of chunk.imports) {
      const part = bundle[name];
      if (part?.type === "chunk" && !part.isEntry && part.name !== "base" && !first.includes(part)) first.push(part);
    }
  }
  return first.map((chunk) => chunk.fileName);
}

/** The sheet itself. Its link stays, never fetched: the loader of later screens sees that they need not bring it. */
function within(bundle: Bundle, file: string): string | null {
  const sheet = bundle[file];
  if (sheet?.type !== "asset") return null;
  return `<style>${String(sheet.source).trim()}</style><link rel="stylesheet" href="/${file}" disabled>`;
}
