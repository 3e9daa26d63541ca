import type { NodemailerError, SendMailOptions } from "nodemailer";
import type { SmtpSettings } from "@/lib/config";
import { automaticHeaders, messageIdOf, reasonOf, type Message, type MessageSender, type SendOutcome } from "./message";
import { openSocket } from "./open-socket";

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
  return async (message, signal) => {
    // nodemailer rewrites such an address and would send the mail to a different one.
    if (/[\s<>]/.test(message.to)) return { ok: false, failure: "temporary", reason: "The address can't be sent to." };
    try {
      await send({ settings, message, times: { ...TIMES, ...times }, trustedCertificates, signal });
      return { ok: true };
    } catch (error) {
      return failureOf(error, settings);
    }
  };
}

type Delivery = {
  settings: SmtpSettings;
  message: Message;
  times: SmtpTimes;
  trustedCertificates: string[] | undefined;
  signal: AbortSignal;
};

async function send({ settings, message, times, trustedCertificates, signal }: Delivery): Promise<void> {
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
      secure,
      requireTLS: settings.encryption === "starttls",
      ignoreTLS: settings.encryption === "none",
      tls,
      greetingTimeout: times.greetingMs,
      socketTimeout: times.silenceMs,
      getSocket: (_, done) => done(null, { connection: socket, secured: secure }),
      ...(settings.login !== null && {
        auth: { user: settings.login.username, pass: settings.login.password },
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

function failureOf(error: unknown, { host, port }: SmtpSettings): SendOutcome {
  const { code, command, responseCode, message } = detailsOf(error);
  const reason = reasonOf(`${host}:${port} ${command === "" ? "" : `after ${command}: `}${message}`);
  // RFC 5321 §4.2.1: 5xx is permanent. For the recipient or the content it concerns this mail; otherwise (log-in,
  // sender) it concerns our settings, which the operator can fix.
  const isAboutMail = command === "RCPT TO" || command === "DATA";
  if (isAboutMail && responseCode >= 500) return { ok: false, failure: "permanent", reason };
  if (isAboutMail && responseCode >= 400 && responseCode !== 421) return { ok: false, failure: "temporary", reason };
  // nodemailer refused this mail before it sent a command; the server and our settings aren't the cause.
  const isOurOwn = command === "API" && (code === "EMESSAGE" || code === "EENVELOPE");
  return { ok: false, failure: isOurOwn ? "temporary" : "unreachable", reason };
}

function detailsOf(error: unknown): { code: string; command: string; responseCode: number; message: string } {
  const details: Partial<NodemailerError> = error instanceof Error ? error : new Error(String(error));
  return {
    code: details.code ?? "",
    command: details.command ?? "",
    responseCode: details.responseCode ?? 0,
    message: details.message ?? "",
  };
}
