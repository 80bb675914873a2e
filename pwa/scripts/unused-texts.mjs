/**
 * `node scripts/unused-texts.mjs` fails and lists the texts of the catalogues that no screen shows.
 *
 * A text is shown where its name is read (`t.name`), or where what holds it is read by a name that is computed (`t.kinds[kind]`) or handed
 * over whole (`t.kinds` as a value). What is read of a room's texts is looked for in the files that know that room's texts.
 */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = fileURLToPath(new URL("../src/", import.meta.url));
const names = readdirSync(root, { recursive: true }).map(String);
const catalogues = names.filter((name) => /[/.]fr\.ts$/.test(name));
const code = new Map(
  names
    .filter((name) => /\.(svelte|ts)$/.test(name) && !/[/.](fr|en|test)\.ts$|\.d\.ts$/.test(name))
    .map((name) => [name, readFileSync(root + name, "utf8")]),
);

/** The files that may read them: of the shell's, all; of a room's, its own, those that import its texts, and components that are handed them. */
function readers(folder) {
  const all = [...code];
  if (folder === "i18n") return all.map(([, source]) => source);
  const imports = new RegExp(`["'/]${folder.split("/").at(-1)}/texts"`);
  const own = all.filter(([name, source]) => name.startsWith(`${folder}/`) || imports.test(source)).map(([, source]) => source);
  // Of a component that is handed them, what is read of its own `t`.
  const handed = all.filter(([name, source]) => /^(ui|shell)\//.test(name) && /\bt: \{/.test(source)).map(([, source]) => source);
  return [...own, ...handed];
}

/** Every text with the names that lead to it; a value that is no object is a text, and so is one that is named elsewhere. */
function texts(node, path = []) {
  const inner = ts.isAsExpression(node) || ts.isSatisfiesExpression(node) ? node.expression : node;
  if (!ts.isObjectLiteralExpression(inner)) return [path];
  return inner.properties.flatMap((one) => {
    const name = one.name && (ts.isIdentifier(one.name) || ts.isStringLiteral(one.name)) ? one.name.text : null;
    if (name === null) return [];
    return ts.isPropertyAssignment(one) ? texts(one.initializer, [...path, name]) : [[...path, name]];
  });
}

const escaped = (name) => name.replace(/[^\w]/g, "\\$&");

/** Whether a text is read by its name, or what holds it is read whole. words: all that may say its name. */
function isRead(source, path, words) {
  const [last, ...above] = path.toReversed();
  const name = escaped(last);
  const named = new RegExp(`\\.${name}\\b|\\[["']${name}["']\\]|\\{[^{}]*\\b${name}\\b[^{}]*\\}\\s*=\\s*[\\w.]*\\bt\\b`);
  // t[capture.state]: the names are said elsewhere, as words.
  const chosen = above.length === 0 && /\bt\[[^"']/.test(source) && new RegExp(`["']${name}["']`).test(words);
  return named.test(source) || chosen || above.some((one) => isReadWhole(source, one));
}

/** Whether an object of the texts is asked by a computed name, or handed over: it is not followed by a name. Under a name of its own, that one is. */
function isReadWhole(source, name) {
  if (new RegExp(`\\{[^{}]*\\b${escaped(name)}\\b[^{}]*\\}\\s*=\\s*[\\w.]*\\bt\\b`).test(source)) return true;
  const texts = ["t", "shell", ...Array.from(source.matchAll(/\b(\w+) = (?:\w+\.)?t\b/g), ([, alias]) => alias)].join("|");
  for (const found of source.matchAll(new RegExp(`(?<![\\w'’])(?:${texts})(?:\\??\\.\\w+)*?\\.${escaped(name)}\\b(?!\\??\\.|["'\\w])`, "g"))) {
    const rest = source.slice(found.index + found[0].length);
    const line = source.slice(source.lastIndexOf("\n", found.index) + 1, found.index);
    const alias = /^[)}]*(;|\n)/.test(rest) && /\b(\w+)\s*=\s*[^=]*$/.exec(line)?.[1];
    if (!alias || new RegExp(`(?<![.\\w'’])${alias}(?![\\w.]|\\s*=[^>]|\\?\\.)`).test(source.replace(line, ""))) return true;
  }
  return false;
}

let unused = 0;
for (const file of catalogues) {
  const folder = file.slice(0, file.lastIndexOf("/"));
  const sources = readers(folder);
  const words = folder === "i18n" ? "" : sources.join("\n");
  const tree = ts.createSourceFile(file, readFileSync(root + file, "utf8"), ts.ScriptTarget.Latest, true);
  const fr = tree.statements.filter(ts.isVariableStatement).flatMap((one) => one.declarationList.declarations).find((one) => one.name.getText() === "fr");
  for (const path of texts(fr.initializer)) {
    if (sources.some((source) => isRead(source, path, words))) continue;
    console.error(`src/${file}: ${path.join(".")}`);
    unused += 1;
  }
}
if (unused) {
  console.error(`${unused} texts that no screen shows.`);
  process.exitCode = 1;
}
