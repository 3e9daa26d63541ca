import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import type * as renderer from "@/emails/render-mail";
import { sampleMails, sampleSite } from "@/emails/testing/sample-mails";
import { bundleServer } from "./bundle-server.mjs";

const root = path.resolve(import.meta.dirname, "../..");
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(root, "node_modules", ".bundle-test-"));
  await bundleServer(root, path.join(folder, "server.mjs"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("modules that only mail needs aren't loaded at start", () => {
  const imported = [
    ...readFileSync(path.join(folder, "server.mjs"), "utf8").matchAll(/^import\b.*?["']([^"']+)["'];?$/gm),
  ].map(([, from = ""]) => from);
  expect(imported).toContain("pino");
  expect(imported.filter((from) => /nodemailer|resend|react|email|mail/.test(from))).toEqual([]);
});

test("the bundle renders the same mails as the source", async () => {
  const { renderMail } = (await import(
    /* @vite-ignore */ pathToFileURL(path.join(folder, "mail-renderer.mjs")).href
  )) as typeof renderer;
  const source = await import("@/emails/render-mail");
  for (const { mail } of sampleMails) {
    expect(await renderMail(mail.template, mail.props, sampleSite)).toEqual(
      await source.renderMail(mail.template, mail.props, sampleSite),
    );
  }
});
