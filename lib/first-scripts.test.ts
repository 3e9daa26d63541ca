import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { beforeAll, describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "..");

/** What the generator page loads before the first password, besides Next and React. */
describe("the generator page's own first scripts", () => {
  let modules: string[];
  let bytes: number;
  let text: string;

  beforeAll(async () => {
    const entries = clientEntriesOf(["app/layout.tsx", "app/page.tsx", "app/error.tsx"]);
    const { metafile, outputFiles } = await build({
      stdin: {
        contents: entries.map((entry, index) => `export * as entry${index} from "./${entry}";`).join("\n"),
        resolveDir: root,
      },
      outdir: join(root, "out"),
      bundle: true,
      splitting: true,
      format: "esm",
      minify: true,
      metafile: true,
      write: false,
      jsx: "automatic",
      external: ["react", "react-dom", "react/jsx-runtime", "next/*"],
      define: { "process.env.NODE_ENV": '"production"' },
    });
    const first = firstOutputsOf(metafile.outputs);
    modules = first.flatMap((name) => Object.keys(metafile.outputs[name]?.inputs ?? {}));
    const files = outputFiles.filter(({ path }) => first.some((name) => basename(name) === basename(path)));
    bytes = files.reduce((sum, { contents }) => sum + gzipSync(contents).length, 0);
    text = files.map((file) => file.text).join("\n");
  }, 60_000);

  test("stay small", () => {
    expect(bytes).toBeGreaterThan(15_000);
    expect(bytes).toBeLessThan(29_300);
  });

  test("leave out dialogs, other modes, error pages, forms, and packages", () => {
    const late =
      /-dialog|-mode\.tsx|-part\.tsx|failure-page|form-problems|keep-for-offline|history-entries|api-commands|lib\/routes|node_modules/;
    const allowed = ["password-mode.tsx", "lazy-part.tsx", "late-failure-page.tsx"];
    expect(modules.filter((name) => late.test(name) && !allowed.includes(basename(name)))).toEqual([]);
    expect(modules.map((name) => basename(name))).toContain("password-generator.tsx");
  });

  test("don't make the browser set up its formats of numbers and dates, which takes longer than to render the page", () => {
    expect(text).not.toMatch(/\btoLocale(?:Date|Time)?String\b|\bIntl\./);
    expect(text).toContain("a trillion");
  });
});

/** The client components that these server files import, also through other server components. */
function clientEntriesOf(files: string[]): string[] {
  const seen = new Set<string>();
  const clients = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    const text = readFileSync(join(root, file), "utf8");
    if (/^["']use client["']/m.test(text)) clients.add(file);
    else if (!/^["']use server["']/m.test(text))
      for (const [, specifier = ""] of text.matchAll(/^(?:import|export) (?!type\b)[^;]*?from "([^"]+)";/gm)) {
        const imported = fileOf(specifier, file);
        if (imported !== null) visit(imported);
      }
  };
  files.forEach(visit);
  return [...clients];
}

function fileOf(specifier: string, importer: string): string | null {
  const path = specifier.startsWith("@/") ? specifier.slice(2) : join(dirname(importer), specifier);
  if (!specifier.startsWith("@/") && !specifier.startsWith(".")) return null;
  if (!/^(app|components)\//.test(path)) return null;
  return (
    [path, `${path}.tsx`, `${path}.ts`].find((name) => /\.tsx?$/.test(name) && existsSync(join(root, name))) ?? null
  );
}

/** The main output and what it imports at once. */
function firstOutputsOf(outputs: Record<string, { entryPoint?: string; imports: { path: string; kind: string }[] }>) {
  const main = Object.keys(outputs).find((name) => basename(name) === "stdin.js");
  const first = new Set(main === undefined ? [] : [main]);
  for (const name of first)
    for (const { path, kind } of outputs[name]?.imports ?? [])
      if (kind === "import-statement" && path in outputs) first.add(path);
  return [...first];
}
