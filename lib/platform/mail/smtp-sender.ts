import type { SendMailOptions } from "nodemailer";
import type { SmtpSettings } from "@/lib/config";
import { automaticHeaders, messageIdOf, type Message, type MessageSender } from "./message";
import { openSocket } from "./open-socket";
import { explainSmtpFailure } from "./smtp-failure";
import { createLogIn, LogInRefusals, type Method } from "./smtp-log-in";

export type SmtpTimes = { connectMs: number; greetingMs: number; silenceMs: number };

// A server that takes longer is considered down; ten attempts are made in all.
const TIMES: SmtpTimes = { connectMs: 10_000, greetingMs: 10_000, silenceMs: 20_000 };

type SmtpOptions = { trustedCertificates?: string[] | undefined; times?: Partial<SmtpTimes> | undefined };

/**
 * Sends each mail over its own connection. nodemailer speaks SMTP, but the socket is opened here: an abort can then
 * destroy it in any state, and the host name is resolved as the system does (`/etc/hosts` included).
 */
export function createSmtpSender(
  settings: SmtpSettings,
  { trustedCertificates, times }: SmtpOptions = {},
): MessageSender {
  let accepted: Method | null = null;
  return async (message, signal) => {
    // nodemailer rewrites such an address and would send the mail to a different one.
    if (/[\s<>]/.test(message.to)) return { ok: false, failure: "temporary", reason: "The address can't be sent to." };
    const refusals = new LogInRefusals(accepted);
    for (;;) {
      const refusedBefore = refusals.count;
      try {
        await send({ settings, message, times: { ...TIMES, ...times }, trustedCertificates, signal, refusals });
        accepted = refusals.accepted;
        return { ok: true };
      } catch (error) {
        // The server closed the connection after it refused a way to log in; the next one needs a new connection.
        if (isClosed(error) && refusals.count > refusedBefore && refusals.hasNext && !signal.aborted) continue;
        return explainSmtpFailure(error, { ...settings, logIn: refusals.reason, aborted: signal.aborted });
      }
    }
  };
}

type Delivery = {
  settings: SmtpSettings;
  message: Message;
  times: SmtpTimes;
  trustedCertificates: string[] | undefined;
  signal: AbortSignal;
  refusals: LogInRefusals;
};

async function send({ settings, message, times, trustedCertificates, signal, refusals }: Delivery): Promise<void> {
  // `ca` replaces the system's certificate authorities, so only tests set it.
  const tls = { minVersion: "TLSv1.2", ...(trustedCertificates !== undefined && { ca: trustedCertificates }) } as const;
  const secure = settings.encryption === "tls";
  const [{ createTransport }, socket] = await Promise.all([
    import("nodemailer"),
    openSocket({
      host: settings.host,
      port: settings.port,
      tls: secure ? tls : null,
      timeoutMs: times.connectMs,
      signal,
    }),
  ]);
  // nodemailer stops listening when it closes the connection; a later socket error must not end the process.
  socket.on("error", () => undefined);
  const destroySocket = (): void => void socket.destroy();
  signal.addEventListener("abort", destroySocket);
  try {
    const transport = createTransport({
      host: settings.host,
      port: settings.port,
      name: settings.greeting,
      secure,
      requireTLS: settings.encryption === "starttls",
      ignoreTLS: settings.encryption === "none",
      tls,
      greetingTimeout: times.greetingMs,
      socketTimeout: times.silenceMs,
      getSocket: (_, done) => done(null, { connection: socket, secured: secure }),
      ...(settings.login !== null && {
        auth: { user: settings.login.username, pass: settings.login.password },
        customAuth: createLogIn(settings.login, refusals),
        // With a username set, never send unauthenticated, even when the server doesn't offer AUTH.
        forceAuth: true,
      }),
    });
    await transport.sendMail({ ...mailOf(message), signal });
  } catch (error) {
    destroySocket();
    throw error;
  } finally {
    signal.removeEventListener("abort", destroySocket);
  }
}

function mailOf(message: Message): SendMailOptions {
  return {
    messageId: messageIdOf(message),
    from: message.from,
    // As an object, so that nodemailer doesn't parse the address as a list.
    to: { name: "", address: message.to },
    subject: message.subject,
    text: message.text,
    html: message.html,
    headers: automaticHeaders,
    // A mail never names a file or URL to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function isClosed(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ECONNECTION" || error.code === "ESOCKET");
}
