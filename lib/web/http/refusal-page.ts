import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { supportHref } from "@/lib/domain/accounts/ask-administrator";
import { serviceNameOf } from "@/lib/domain/system/service-name";
import type { AppError } from "@/lib/errors";
import { routes } from "@/lib/routes";
import { problemReply, problems } from "@/lib/web/api/map-error";
import type { WholeReply } from "@/lib/web/api/request-and-reply";

// The colours of app/globals.css; a page outside of Next can't load that file, whose name changes with each build.
const style = `:root{color-scheme:light dark;--surface:light-dark(#faf9f6,#131315);--text:light-dark(#1a1916,#eceae6);--muted:light-dark(#5c5850,#a5a29b);--accent:light-dark(#2348c7,#93aaff)}
body{margin:0;padding:4rem 1rem;background:var(--surface);color:var(--text);font:1rem/1.5 system-ui,sans-serif}
main{max-width:26rem;margin:0 auto}h1{font-size:1.5rem;line-height:1.25;margin:0 0 1rem}p{color:var(--muted);margin:0 0 1rem}a{color:var(--accent)}`;

const styleHash = createHash("sha256").update(style).digest("base64");

const contentSecurityPolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** What the page says of the server. */
export type RefusalSite = { appName: string | null; supportContact: string | null };

/** The reply to a request for a page that Next doesn't get: a page for a browser, a problem for programs and scripts. */
export function refusalReply(
  error: AppError,
  requestId: string,
  headers: IncomingHttpHeaders,
  site: RefusalSite,
): WholeReply {
  const problem = problemReply(error, requestId, "path");
  if (!opensPage(headers)) return problem;
  return {
    ...problem,
    headers: {
      ...problem.headers,
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": contentSecurityPolicy,
    },
    body: document(pageFor(error), requestId, site),
  };
}

/** Whether a browser opens a page with this request, by a link or a form; scripts don't accept HTML, except Next's. */
export function opensPage(headers: IncomingHttpHeaders): boolean {
  return (
    /\btext\/html\b/.test(headers.accept ?? "") && headers["next-action"] === undefined && headers.rsc === undefined
  );
}

type Page = { title: string; message: string; fault: string };

/** What happened, whose fault it is, and what to do. */
function pageFor({ code, message }: AppError): Page {
  const { status } = problems[code];
  if (status === 503) {
    return {
      title: "The server can’t answer at the moment",
      message,
      fault: "This is the server’s fault, not yours. Nothing was saved. Reload this page to try again.",
    };
  }
  if (status >= 500) {
    return {
      title: "Something went wrong on the server",
      message,
      fault: "This is the server’s fault, not yours. Try again in a moment.",
    };
  }
  if (code === "conflict") return { title: "This page is out of date", message, fault: "Nothing was saved." };
  return {
    title: "The server refused this request",
    message,
    fault: "Nothing was saved. Go back, reload the page and try again.",
  };
}

function document(
  { title, message, fault }: Page,
  requestId: string,
  { appName, supportContact }: RefusalSite,
): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${escapeHtml(serviceNameOf({ appName }))}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${escapeHtml(message)}</p>
<p>${fault}</p>
<p>If this happens again, give your administrator this request ID: <code>${escapeHtml(requestId)}</code>${contactHtml(supportContact)}</p>
<p><a href="${routes.home()}">Go to the password generator</a></p>
</main>
</body>
</html>
`;
}

function contactHtml(contact: string | null): string {
  if (contact === null) return "";
  const href = supportHref(contact);
  const text = escapeHtml(contact);
  return `. Contact: ${href === null ? text : `<a href="${escapeHtml(href)}">${text}</a>`}`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
