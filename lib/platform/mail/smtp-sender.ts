import type { SMTPError } from "nodemailer/lib/smtp-connection/index.js";
import type SMTPConnection from "nodemailer/lib/smtp-connection/index.js";
import type { SmtpSettings } from "@/lib/config";
import { automaticHeaders, messageIdOf, reasonOf, type Message, type MessageSender, type SendOutcome } from "./message";
import { openSocket } from "./open-socket";

export type SmtpTimes = { connectMs: number; greetingMs: number; silenceMs: number };

// A server that takes longer is down; ten attempts are made in all.
const TIMES: SmtpTimes = { connectMs: 10_000, greetingMs: 10_000, silenceMs: 20_000 };

type SmtpOptions = { trustedCertificates?: string[] | undefined; times?: Partial<SmtpTimes> | undefined };

/**
 * Sends each mail over a connection of its own. nodemailer speaks the protocol; the socket is ours, because only then a
 * conversation can be ended whatever state it is in.
 */
export function createSmtpSender(
  settings: SmtpSettings,
  { trustedCertificates, times }: SmtpOptions = {},
): MessageSender {
  return async (message, signal) => {
    try {
      await converse({ settings, message, times: { ...TIMES, ...times }, trustedCertificates, signal });
      return { ok: true };
    } catch (error) {
      return failureOf(error, settings);
    }
  };
}

type Conversation = {
  settings: SmtpSettings;
  message: Message;
  times: SmtpTimes;
  trustedCertificates: string[] | undefined;
  signal: AbortSignal;
};

async function converse({ settings, message, times, trustedCertificates, signal }: Conversation): Promise<void> {
  // `ca` replaces the system's list, so it is set by tests alone.
  const tls = { minVersion: "TLSv1.2", ...(trustedCertificates !== undefined && { ca: trustedCertificates }) } as const;
  const [{ default: Connection }, raw] = await Promise.all([
    import("nodemailer/lib/smtp-connection/index.js"),
    compose(message),
  ]);
  const socket = await openSocket({
    host: settings.host,
    port: settings.port,
    tls: settings.encryption === "tls" ? tls : null,
    timeoutMs: times.connectMs,
    signal,
  });
  const connection = new Connection({
    connection: socket,
    host: settings.host,
    port: settings.port,
    secure: settings.encryption === "tls",
    secured: settings.encryption === "tls",
    requireTLS: settings.encryption === "starttls",
    ignoreTLS: settings.encryption === "none",
    tls,
    greetingTimeout: times.greetingMs,
    socketTimeout: times.silenceMs,
  });
  // What breaks is told by the connection; a socket that nobody listens to any more must not end the process.
  socket.on("error", () => undefined);
  const cutOff = (): void => void socket.destroy();
  signal.addEventListener("abort", cutOff);
  try {
    if (signal.aborted) throw new Error("Cut off.");
    await untilClosed(connection, dialogue(connection, settings, message, raw));
    connection.quit();
    // A server that never says goodbye keeps nothing open.
    const farewell = setTimeout(cutOff, times.connectMs).unref();
    socket.once("close", () => clearTimeout(farewell));
  } catch (error) {
    cutOff();
    throw error;
  } finally {
    signal.removeEventListener("abort", cutOff);
  }
}

async function dialogue(
  connection: SMTPConnection,
  { login }: SmtpSettings,
  { from, to }: Message,
  raw: Buffer,
): Promise<void> {
  await called((done) => connection.connect(done));
  if (login !== null)
    await called((done) => connection.login({ credentials: { user: login.username, pass: login.password } }, done));
  await called((done) => connection.send({ from: from.address, to: [to] }, raw, done));
}

function called(call: (done: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => call((error) => (error ? reject(error) : resolve())));
}

/** The connection tells of its own end apart from the commands, which then are never answered. */
function untilClosed<Result>(connection: SMTPConnection, work: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    connection.on("error", reject);
    connection.on("end", () => reject(new Error("The connection was closed.")));
    work.then(resolve, reject);
  });
}

async function compose(message: Message): Promise<Buffer> {
  const { default: MailComposer } = await import("nodemailer/lib/mail-composer/index.js");
  const composer = new MailComposer({
    messageId: messageIdOf(message),
    from: message.from,
    // As an object, so that nothing is read into the address.
    to: { name: "", address: message.to },
    subject: message.subject,
    text: message.text,
    html: message.html,
    headers: automaticHeaders,
    // Nothing in a mail names a file or an address that should be fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

function failureOf(error: unknown, { host, port }: SmtpSettings): SendOutcome {
  const { code, command, responseCode, message } = detailsOf(error);
  const reason = reasonOf(`${host}:${port} ${command === "" ? "" : `after ${command}: `}${message}`);
  // RFC 5321 §4.2.1: 5 is final. Said of the recipient or the contents it is about this mail; said of anything else
  // (log-in, sender) it is about our settings, which somebody may mend.
  const isAboutMail = command === "RCPT TO" || command === "DATA";
  if (isAboutMail && responseCode >= 500) return { ok: false, failure: "permanent", reason };
  if (isAboutMail && responseCode >= 400 && responseCode !== 421) return { ok: false, failure: "temporary", reason };
  // Refused before anything was said: there is something odd about this mail, not about the way.
  const isOurOwn = command === "API" && (code === "EMESSAGE" || code === "EENVELOPE");
  return { ok: false, failure: isOurOwn ? "temporary" : "unreachable", reason };
}

function detailsOf(error: unknown): { code: string; command: string; responseCode: number; message: string } {
  const details: Partial<SMTPError> = error instanceof Error ? error : new Error(String(error));
  return {
    code: details.code ?? "",
    command: details.command ?? "",
    responseCode: details.responseCode ?? 0,
    message: details.message ?? "",
  };
}
