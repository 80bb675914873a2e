/**
 * Runs `src/**` `*.test.ts` with node's own runner: bundled first, since Node 20 does not read TypeScript. A `.svelte.ts` is compiled as for a
 * server: its state are plain fields, and no effect runs.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { build } from "vite";

const root = fileURLToPath(new URL("../", import.meta.url));
const tests = readdirSync(join(root, "src"), { recursive: true }).filter((name) => name.endsWith(".test.ts"));
if (!tests.length) throw new Error("No tests were found.");
const out = mkdtempSync(join(tmpdir(), "cs3-pwa-"));
try {
  await build({
    root,
    configFile: false,
    logLevel: "error",
    plugins: [svelte({ configFile: false })],
    // What is built stands in a folder of its own, from where no package is found.
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: out,
      emptyOutDir: false,
      rolldownOptions: {
        input: Object.fromEntries(tests.map((name) => [name.replaceAll("/", "-").replace(".ts", ""), join(root, "src", name)])),
        output: { entryFileNames: "[name].mjs" },
      },
    },
  });
  const files = readdirSync(out).filter((name) => name.endsWith(".test.mjs")).map((name) => join(out, name));
  process.exitCode = spawnSync(process.execPath, ["--test", ...files], { stdio: "inherit" }).status ?? 1;
} finally {
  rmSync(out, { recursive: true });
}
