import { readFileSync } from "node:fs";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { firstScreenAtOnce } from "./first-screen";
import { manifest } from "./manifest";

const { version } = JSON.parse(readFileSync(new URL("./package.json", import.meta.url), "utf8"));
const backend = process.env.CS3_BACKEND ?? "http://localhost:8000";

export default defineConfig({
  define: { __VERSION__: JSON.stringify(version) },
  plugins: [
    svelte(),
    firstScreenAtOnce(),
    VitePWA({
      strategies: "injectManifest",
      srcDir: "src/sw",
      filename: "sw.ts",
      // The page registers the worker itself (shell/update.svelte.ts): an inline script would break the policy.
      injectRegister: false,
      manifest,
      injectManifest: {
        // A phone that has the application needs no page that fetches it.
        globIgnores: ["home.html"],
        globPatterns: ["**/*.{html,js,css,svg,woff2}", "icons/icon-192.png", "manifest.webmanifest"],
        rollupFormat: "iife",
      },
    }),
  ],
  build: {
    target: ["es2022", "safari16.4", "chrome109", "firefox115"],
    sourcemap: false,
    // No data: addresses in style sheets, so that img-src can stay narrow.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What every screen uses comes in one file, not in thirty: a phone on a bad network pays for each request.
          groups: [{ name: "base", test: /node_modules\/svelte|node_modules\/esm-env|node_modules\/clsx|src\/(api|i18n\/(index|plural|dates|coming)|ui\/(?!tokens|base\.css|Qr)|shell\/(?!TabBar|App)|rooms\/identity\/(SignIn\.|SignInForm|Mark|api|texts))/ }],
        },
      },
    },
  },
  server: { host: "localhost", proxy: { "/api": backend, "/r": backend, "/u": backend, "/health": backend, "/schema": backend } },
});
