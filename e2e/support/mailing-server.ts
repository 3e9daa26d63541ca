import { expect } from "@playwright/test";
import { startMailServer } from "@/lib/testing/mail-server";
import { freePort } from "@/scripts/lib/free-port.mjs";
import { startLatchkey } from "./latchkey-process";

export type MailingServer = {
  origin: string;
  /** The newest email to an address with a link to `path`. Waits for it. */
  mailTo(address: string, path: string): Promise<{ link: string; code: string; notMe: string }>;
  /** The decoded sources of the emails to an address. */
  mailsTo(address: string): string[];
  dispose(): Promise<void>;
};

/** The built server with its own mail server, so that tests read the emails users would get. */
export async function startMailingServer(settings: Record<string, string> = {}): Promise<MailingServer> {
  const mailServer = await startMailServer();
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const mail = {
    MAIL_SERVER: "127.0.0.1",
    MAIL_PORT: String(mailServer.port),
    MAIL_USE_TLS: "false",
    MAIL_FROM: "latchkey@example.org",
  };
  const latchkey = await startLatchkey({ port, settings: { FRONTEND_URL: origin, ...mail, ...settings } });
  await latchkey.ready();

  const mailsTo = (address: string): string[] =>
    mailServer.mails.filter(({ to }) => to.includes(address)).map(({ source }) => asText(source));
  const newest = (address: string, path: string): string | undefined =>
    mailsTo(address).findLast((text) => linkIn(text, path) !== "");
  const linkIn = (text: string, path: string): string =>
    new RegExp(`${origin}${path}/open\\?token=[A-Za-z0-9_-]{43}`).exec(text)?.[0] ?? "";
  return {
    origin,
    mailsTo,
    mailTo: async (address, path) => {
      await expect
        .poll(() => newest(address, path), { message: `a mail to ${address} with a link to ${path}` })
        .toBeDefined();
      const text = newest(address, path) ?? "";
      return {
        link: linkIn(text, path),
        code: /(?<!\d)\d{4} \d{4}(?!\d)/.exec(text)?.[0] ?? "",
        notMe: linkIn(text, "/not-me"),
      };
    },
    dispose: async () => {
      await latchkey.dispose();
      await mailServer.close();
    },
  };
}

/** Decodes the quoted-printable parts that matter here (RFC 2045 section 6.7). */
function asText(source: string): string {
  return source.replace(/=\r?\n/g, "").replace(/=3D/gi, "=");
}
