import { refusesRecipient } from "@/lib/domain/mail/recipient-refusal";
import { reasonOf, type SendOutcome } from "./message";

type Attempt = {
  host: string;
  port: number;
  /** What the server said to the log-in, when it refused that. */
  logIn: string | null;
  aborted: boolean;
};

type Failure = { code: string; command: string; response: string; message: string };

/**
 * What a failed attempt means for the mail, with the server's reply or the network's failure as its reason. An error
 * with any other cause is a fault of this program: it is thrown on, to be logged, and never shown as a reason.
 */
export function explainSmtpFailure(error: unknown, { host, port, logIn, aborted }: Attempt): SendOutcome {
  if (aborted)
    return { ok: false, failure: "unreachable", reason: `${host}:${port} took too long, so the attempt was ended.` };
  const failure = failureOf(error);
  if (failure === null) throw error;
  const { code, command, response, message } = failure;
  const where = command === "" ? "" : `after ${command}: `;
  const reason = reasonOf(`${host}:${port} ${logIn ?? `${where}${message}`}`);
  const status = Number(/^\d{3}/.exec(response)?.[0] ?? 0);
  // RFC 5321 section 3.8: the server is going down, which isn't about this mail.
  const isAboutMail = (command === "RCPT TO" || command === "DATA") && status >= 400 && status !== 421;
  if (isAboutMail) return { ok: false, failure: refusesRecipient(response) ? "permanent" : "temporary", reason };
  // nodemailer refused this mail before it sent a command; the server and our settings aren't the cause.
  const isOurOwn = response === "" && (code === "EMESSAGE" || code === "EENVELOPE");
  return { ok: false, failure: isOurOwn ? "temporary" : "unreachable", reason };
}

// nodemailer's codes for what the server or the network did, and for a mail that it can't send.
const smtpCodes = /^E(?:CONNECTION|TIMEDOUT|SOCKET|DNS|TLS|PROTOCOL|ENVELOPE|MESSAGE|AUTH|NOAUTH|ABORT)$/;
// The operating system's, the name server's and TLS's.
const networkCodes =
  /^(?:E(?:CONN[A-Z]+|ADDR[A-Z]+|HOST[A-Z]+|NET[A-Z]+|TIMEDOUT|PIPE|PROTO|ACCES|PERM|NOTFOUND|AI_[A-Z]+)|ERR_(?:TLS|SSL|STREAM)_\w+|\w*CERT\w*|UNABLE_TO_\w+|\w*_CRL_\w*|HOSTNAME_MISMATCH|INVALID_(?:CA|PURPOSE)|PATH_LENGTH_EXCEEDED)$/;

/** Null for an error of this program or a library. */
function failureOf(error: unknown): Failure | null {
  if (!(error instanceof Error) || isProgramFault(error)) return null;
  const text = (name: string): string => {
    const value: unknown = Reflect.get(error, name);
    return typeof value === "string" ? value : "";
  };
  const [code, originalCode] = [text("code"), text("originalCode")];
  if (!smtpCodes.test(code) && !networkCodes.test(code)) return null;
  if (originalCode !== "" && !smtpCodes.test(originalCode) && !networkCodes.test(originalCode)) return null;
  const message = messageOf(error);
  return { code, command: commandOf(text("command")), response: text("response"), message };
}

function isProgramFault(error: Error): boolean {
  return [TypeError, RangeError, ReferenceError, SyntaxError, EvalError, URIError].some(
    (kind) => error instanceof kind,
  );
}

/** `API` and `CONN` aren't commands, but nodemailer's names for its own call and for the connection. */
function commandOf(command: string): string {
  return command === "API" || command === "CONN" ? "" : command;
}

function messageOf(error: Error): string {
  // With several addresses for one name, Node reports each one's failure.
  if (error instanceof AggregateError)
    return error.errors.map((each) => (each instanceof Error ? each.message : String(each))).join("; ");
  return withoutOpensslPath(error.message);
}

/** OpenSSL's errors name the library's source files; only the middle is for people. */
function withoutOpensslPath(message: string): string {
  return message.replace(/(?:[0-9A-F]{6,}:)?error:[0-9A-F]+:[^:]*:[^:]*:([^:\n]+)(?::[^\n]*)?/gi, "$1").trim();
}
