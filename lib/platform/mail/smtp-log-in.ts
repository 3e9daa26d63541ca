import { createHmac } from "node:crypto";
import type { SMTPConnectionOptions } from "nodemailer";

type LogInHandlers = NonNullable<SMTPConnectionOptions["customAuth"]>;
type Conversation = Parameters<LogInHandlers[string]>[0];

/** In order of preference. */
const methods = ["PLAIN", "LOGIN", "CRAM-MD5"] as const;
export type Method = (typeof methods)[number];

type Login = { username: string; password: string };

/** What the server refused, by method; kept for one mail, over several connections. */
export class LogInRefusals {
  readonly #replies = new Map<Method, string>();
  #hasNext = false;

  /** The method that the server accepted for another mail is tried first, so that it refuses one only once. */
  constructor(public accepted: Method | null = null) {}

  get count(): number {
    return this.#replies.size;
  }

  /** Another method may be accepted. */
  get hasNext(): boolean {
    return this.#hasNext;
  }

  has(method: Method): boolean {
    return this.#replies.has(method);
  }

  add(method: Method, reply: string, hasNext: boolean): void {
    this.#replies.set(method, reply);
    this.#hasNext = hasNext;
  }

  /** What was refused isn't why the mail fails, if it does. */
  clear(): void {
    this.#replies.clear();
  }

  /** The reply that says most: a wrong password, not a method that isn't there. */
  get reason(): string | null {
    const replies = [...this.#replies].map(([method, reply]) => `after AUTH ${method}: ${reply}`);
    return replies.find((reply) => reply.includes(": 535")) ?? replies[0] ?? null;
  }
}

/**
 * Logs in by each method that the server offers, until one is accepted: servers offer methods that they then refuse.
 * A server that closes the connection after a refusal is asked for the next method over a new one.
 */
export function createLogIn(login: Login, refusals: LogInRefusals): LogInHandlers {
  const logIn = async (conversation: Conversation): Promise<void> => {
    // Some servers offer nothing and accept a log-in all the same.
    const offered = conversation.authMethods.length === 0 ? ["PLAIN", "LOGIN"] : conversation.authMethods;
    const known = methods.filter((method) => offered.includes(method) && !refusals.has(method));
    const left = known.toSorted((a, b) => Number(b === refusals.accepted) - Number(a === refusals.accepted));
    for (const [index, method] of left.entries()) {
      const response = await exchanges[method](login, conversation);
      const status = statusOf(response);
      if (status < 500) refusals.clear();
      if (status >= 200 && status < 300) {
        refusals.accepted = method;
        return;
      }
      // A temporary failure: the same method may work later.
      if (status < 500) throw new Error("The log-in failed");
      // RFC 4954 section 6: the server has checked the password and knows it to be wrong.
      const isFinal = /^535[ -]5\.7\.8\b/.test(response);
      refusals.add(method, response, !isFinal && index < left.length - 1);
      if (isFinal) break;
    }
    throw new Error("The log-in was refused");
  };
  return Object.fromEntries(methods.map((method) => [method, logIn]));
}

/** Each returns the server's last reply. */
const exchanges: Record<Method, (login: Login, conversation: Conversation) => Promise<string>> = {
  async PLAIN({ username, password }, conversation) {
    const proof = inBase64(`\0${username}\0${password}`);
    const reply = await say(conversation, `AUTH PLAIN ${proof}`);
    // A server that ignores the initial response asks for it.
    return statusOf(reply) === 334 ? say(conversation, proof) : reply;
  },
  async LOGIN({ username, password }, conversation) {
    let reply = await say(conversation, "AUTH LOGIN");
    if (statusOf(reply) === 334) reply = await say(conversation, inBase64(username));
    return statusOf(reply) === 334 ? say(conversation, inBase64(password)) : reply;
  },
  async "CRAM-MD5"({ username, password }, conversation) {
    const reply = await say(conversation, "AUTH CRAM-MD5");
    if (statusOf(reply) !== 334) return reply;
    const challenge = Buffer.from(reply.slice("334 ".length).trim(), "base64");
    const digest = createHmac("md5", password).update(challenge).digest("hex");
    return say(conversation, inBase64(`${username} ${digest}`));
  },
};

async function say({ sendCommand }: Conversation, command: string): Promise<string> {
  return (await sendCommand(command)).response;
}

/** nodemailer's own status is 0 for a reply of several lines. */
function statusOf(reply: string): number {
  return Number(/^\d{3}/.exec(reply)?.[0] ?? 0);
}

function inBase64(text: string): string {
  return Buffer.from(text, "utf8").toString("base64");
}
