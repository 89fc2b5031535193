// Builds the voter's page: one HTML file with one style, one script and an empty place for the booth's data.
//
//     node src/booth-client/build.js OUT.html
//
// The same sources and locked packages give the same bytes. The server fills `<script type="application/json"
// id="booth"></script>` and computes the hashes of style and script from the file.

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const source = (...path) => readFileSync(join(here, ...path), "utf8");

const bundle = await build({
  absWorkingDir: join(here, "..", ".."),
  entryPoints: [join(here, "page", "main.js")],
  bundle: true,
  charset: "utf8",
  format: "iife",
  legalComments: "none",
  target: ["chrome110", "firefox110", "safari16"],
  write: false,
});
const script = bundle.outputFiles[0].text;
const tokens = colours(source("..", "hustings_site", "pages", "static", "pages", "site.css"));
const style = tokens + withoutDark(tokens) + source("page", "page.css");
for (const [name, text] of Object.entries({ script, style })) {
  if (/<\/(script|style)|<!--/i.test(text)) throw new Error(`the ${name} holds what ends or hides it in HTML`);
}

// The page says itself what it may load, for the saved copy, which no server speaks for.
const policy = [
  "default-src 'none'",
  `script-src ${hash(script)}`,
  `style-src ${hash(style)}`,
  "img-src data:",
  "connect-src http: https:",
  "base-uri 'none'",
  "form-action http: https:",
].join("; ");

const parts = {
  policy: `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
  style: `<style>${style}</style>`,
  script: `<script>${script}</script>`,
};
const page = source("page", "page.html").replace(/<!-- (policy|style|script) -->/g, (_, part) => parts[part]);

const out = process.argv[2];
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, page);

/** The first block of the site's style: its colours, sizes, spaces and faces. */
function colours(css) {
  const found = /^:root \{[^}]*\}\n/m.exec(css);
  if (!found) throw new Error("pages/site.css has no :root block");
  return found[0];
}

/** The same in light alone, for browsers of before 2024, which know no light-dark(). */
function withoutDark(tokens) {
  const light = tokens
    .replace(/light-dark\(([^,]+), [^)]+\)/g, "$1")
    .replace("color-scheme: light dark", "color-scheme: light");
  return `@supports not (color: light-dark(red, blue)) {\n${light}}\n`;
}

function hash(text) {
  return `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;
}
