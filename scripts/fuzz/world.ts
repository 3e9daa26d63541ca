import { randomInt } from "node:crypto";
import { codeAt } from "@/lib/testing/authenticator";
import { startBreachService } from "@/lib/testing/breach-service";
import { newestMail, tokenIn } from "@/lib/testing/mailbox";
import { createTestRuntime } from "@/lib/testing/test-runtime";
import { listen } from "@/lib/testing/test-server";

export const actors = ["anonymous", "user", "moderator", "administrator"] as const;
export type Actor = (typeof actors)[number];

export type Person = { id: string; email: string; username: string; password: string; access: string; refresh: string };

export type Ask = {
  method: string;
  path: string;
  query?: string;
  /** A whole body; `form` sends it as a form. */
  body?: unknown;
  form?: boolean;
  raw?: string;
  headers?: Record<string, string>;
  token?: string;
};

export type Answer = { status: number; body: Record<string, unknown>; text: string };

const PASSWORD = "violet-anchor-73-meadow";

/** A server on a loopback address over an empty database, and one session for each actor. */
export async function createWorld() {
  const breaches = await startBreachService({ suffix: "1E4C9B93F3F0682250B6CF8331B7EE68FD8", count: 3 });
  const { runtime, dispose } = await createTestRuntime({
    SIGNUP: "verify",
    TRUSTED_PROXIES: "127.0.0.1",
    BREACH_CHECK: "warn",
    BREACH_CHECK_URL: breaches.url,
  });
  // Replies are checked against the document from outside, so a wrong reply must not become a 500 here.
  runtime.validatesReplies = false;
  const server = await listen(runtime);
  const sessions = new Map<Actor, Person>();
  let people = 0;
  let requests = 0;

  async function send({
    method,
    path,
    query = "",
    body,
    form = false,
    raw,
    headers = {},
    token,
  }: Ask): Promise<Answer> {
    requests += 1;
    // Each request comes from its own network, because rate limits would end the run.
    const address = `10.${(requests >> 16) & 255}.${(requests >> 8) & 255}.${requests & 255}`;
    const content =
      raw ??
      (body === undefined
        ? undefined
        : form
          ? new URLSearchParams(body as Record<string, string>).toString()
          : JSON.stringify(body));
    const reply = await fetch(`${server.origin}${path}${query === "" ? "" : `?${query}`}`, {
      method,
      ...(content !== undefined && method !== "GET" && { body: content }),
      headers: {
        "x-forwarded-for": address,
        ...(content !== undefined && {
          "content-type": form ? "application/x-www-form-urlencoded" : "application/json",
        }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...headers,
      },
    });
    const text = await reply.text();
    return { status: reply.status, body: parse(text), text };
  }

  async function succeed(ask: Ask): Promise<Record<string, unknown>> {
    const { status, body, text } = await send(ask);
    if (status >= 300) throw new Error(`${ask.method} ${ask.path} answered ${status}: ${text.slice(0, 300)}`);
    return body;
  }

  const post = (path: string, body: unknown, token?: string): Promise<Record<string, unknown>> =>
    succeed({ method: "POST", path, body, ...(token !== undefined && { token }) });

  const mailedToken = async (to: string, template: string, name: "link" | "undoLink" | "notMeUrl" = "link") =>
    tokenIn((await newestMail(runtime, to, template))[name]);

  async function logIn(person: Omit<Person, "access" | "refresh">): Promise<Person> {
    const tokens = await post("/api/v1/users/login", { email: person.email, password: person.password });
    return { ...person, access: String(tokens["access_token"]), refresh: String(tokens["refresh_token"]) };
  }

  /** Signs up, verifies the address and logs in. */
  async function person(role: "user" | "moderator" | "admin" = "user"): Promise<Person> {
    people += 1;
    const username = `fuzz${people}-${randomInt(1_000_000)}`;
    const email = `${username}@example.org`;
    await post("/api/v1/users/register", { email, username, password: PASSWORD });
    const { id } = await post("/api/v1/users/verify-email", { token: await mailedToken(email, "email-verification") });
    if (role !== "user")
      await runtime.database.write((tx) => tx.user.update({ where: { id: String(id) }, data: { role } }));
    return logIn({ id: String(id), email, username, password: PASSWORD });
  }

  /** Turns two-factor authentication on, which rotates the session. */
  async function enrol(owner: Person): Promise<{ secret: string; recoveryCodes: string[]; authenticatorId: string }> {
    const { secret } = await post("/api/v1/two-factor/authenticators", {}, owner.access);
    const otp = await codeAt(String(secret), new Date());
    const confirmed = await post("/api/v1/two-factor/authenticators/confirm", { otp, name: "Phone" }, owner.access);
    owner.access = String(confirmed["access_token"]);
    owner.refresh = String(confirmed["refresh_token"]);
    return {
      secret: String(secret),
      recoveryCodes: confirmed["recovery_codes"] as string[],
      authenticatorId: String(confirmed["id"]),
    };
  }

  const roleOf = { user: "user", moderator: "moderator", administrator: "admin" } as const;

  /** The session of an actor; a new one when the fuzzing ended or weakened the last. */
  async function session(actor: Exclude<Actor, "anonymous">): Promise<Person> {
    const kept = sessions.get(actor);
    if (kept !== undefined) {
      const row = await runtime.database.reader.user.findUnique({ where: { id: kept.id } });
      const me = await send({ method: "GET", path: "/api/v1/users/me", token: kept.access });
      const isWhole = row?.role === roleOf[actor] && row.twoFactorSince === null && !row.mustChangePassword;
      if (me.status === 200 && isWhole && row.frozenUntil === null) return kept;
    }
    const renewed = await person(roleOf[actor]);
    sessions.set(actor, renewed);
    return renewed;
  }

  return {
    runtime,
    send,
    succeed,
    post,
    mailedToken,
    person,
    enrol,
    session,
    close: async () => {
      await server.close();
      await dispose();
      await breaches.close();
    },
  };
}

export type World = Awaited<ReturnType<typeof createWorld>>;

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
