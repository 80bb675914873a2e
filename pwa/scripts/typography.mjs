/**
 * French typography in the catalogues: a narrow no-break space before ; : ! ? » and after «, and in "14 h 30".
 * `node scripts/typography.mjs` fails and lists what is wrong; `--fix` puts it right in the files.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const THIN = "\u202f";
const fix = process.argv.includes("--fix");
const root = fileURLToPath(new URL("../", import.meta.url));

function files() {
  return readdirSync(`${root}src`, { recursive: true })
    .map((name) => `src/${name}`)
    .filter((name) => /[/.]fr\.ts$/.test(name));
}

function corrected(text) {
  return text
    .replace(/[  ]([:;!?»])/g, `${THIN}$1`)
    .replace(/«[  ]/g, `«${THIN}`)
    .replace(/(\d)[  ]h(?=[  \u202f]\d|\b)/g, `$1${THIN}h`)
    .replace(/(\d\u202fh)[  ](\d)/g, `$1${THIN}$2`)
    .replace(/(\d)[  ](%|Mo|Go|ko|min|s|kg|cm|mm)\b/g, `$1${THIN}$2`)
    .replace(/'/g, "’");
}

let wrong = 0;
for (const file of files()) {
  const path = root + file;
  const source = readFileSync(path, "utf8");
  const tree = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
  const edits = [];
  (function visit(node) {
    const isText = ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node);
    if (isText && !ts.isImportDeclaration(node.parent)) {
      const start = node.getStart();
      const raw = source.slice(start + 1, node.end - 1);
      const right = corrected(raw);
      if (right !== raw) edits.push({ start: start + 1, end: node.end - 1, raw, right });
    }
    ts.forEachChild(node, visit);
  })(tree);
  if (!edits.length) continue;
  wrong += edits.length;
  if (fix) {
    let out = source;
    for (const { start, end, right } of edits.reverse()) out = out.slice(0, start) + right + out.slice(end);
    writeFileSync(path, out);
  } else for (const { raw } of edits) console.error(`${file}: ordinary space or straight apostrophe in “${raw}”`);
}
if (wrong && !fix) process.exit(1);
