// `npm run mail:preview [FOLDER]`: writes every mail with sample contents as HTML and text.
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { renderMail } from "@/emails/render-mail";
import { sampleMails, sampleSite } from "@/emails/testing/sample-mails";

const folder = process.argv[2] ?? mkdtempSync(path.join(tmpdir(), "latchkey-mails-"));
mkdirSync(folder, { recursive: true });

const rows: string[] = [];
for (const { name, mail } of sampleMails) {
  const { subject, html, text } = await renderMail(mail.template, mail.props, sampleSite);
  writeFileSync(path.join(folder, `${name}.html`), html);
  writeFileSync(path.join(folder, `${name}.txt`), `Subject: ${subject}\n\n${text}\n`);
  rows.push(`<li><a href="${name}.html">${name}</a> (<a href="${name}.txt">text</a>): ${subject}</li>`);
}
writeFileSync(
  path.join(folder, "index.html"),
  `<!doctype html><meta charset="utf-8"><title>Mails</title><ul>${rows.join("")}</ul>`,
);
console.log(`${rows.length} mails: ${path.join(folder, "index.html")}`);
