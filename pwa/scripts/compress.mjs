/** Beside each text file of the build, its Brotli and gzip forms: the server sends them as they are. */
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const dist = new URL("../dist/", import.meta.url);
/** Below this (bytes) the headers weigh more than what is saved. */
const SMALL = 512;

for (const name of readdirSync(dist, { recursive: true })) {
  const file = new URL(name, dist);
  if (!/\.(js|css|html|svg|json|webmanifest)$/.test(name) || statSync(file).size < SMALL) continue;
  const bytes = readFileSync(file);
  writeFileSync(new URL(`${name}.br`, dist), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
  writeFileSync(new URL(`${name}.gz`, dist), gzipSync(bytes, { level: 9 }));
}
