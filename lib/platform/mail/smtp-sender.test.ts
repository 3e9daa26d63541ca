import { createHmac } from "node:crypto";
import { afterEach, describe, expect, test } from "vitest";
import type { SmtpSettings } from "@/lib/config";
import { selfSignedCertificate, yearsFromNow } from "@/lib/testing/certificates";
import { speakSmtp, startMailServer, startRawServer, type MailServerOptions } from "@/lib/testing/mail-server";
import type { Message } from "./message";
import { createSmtpSender } from "./smtp-sender";

const { certificate, key } = selfSignedCertificate();
const tls = { cert: certificate, key };
const credentials = { user: "latchkey", password: "pass word" };
const login = { username: credentials.user, password: credentials.password };

const message: Message = {
  id: "0199a5c0-0000-7000-8000-000000000001",
  from: { name: "Latchkey, of Ada", address: "latchkey@mail.example.org" },
  to: "ada@example.org",
  subject: "Reset your Latchkey password – now",
  html: "<p>Hello Ada, here is your link: https://passwords.example.org/reset-password/open?token=abc ü</p>",
  text: "Hello Ada\n.\nhttps://passwords.example.org/reset-password/open?token=abc\n",
};

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function mailServer(options: MailServerOptions = {}) {
  const server = await startMailServer(options);
  closing.push(server.close);
  return server;
}

async function rawServer(behave: Parameters<typeof startRawServer>[0]) {
  const server = await startRawServer(behave);
  closing.push(server.close);
  return server;
}

function settings(port: number, more: Partial<SmtpSettings> = {}): SmtpSettings {
  const address = { host: "127.0.0.1", port, encryption: "none" } as const;
  return { transport: "smtp", from: message.from, ...address, login: null, greeting: "a.example", ...more };
}

const refusing = (at: "from" | "recipient" | "data", code: number, text: string) => ({ at, code, text });
const never = (): AbortSignal => new AbortController().signal;
const inBase64 = (text: string): string => Buffer.from(text).toString("base64");
const trusting = { trustedCertificates: [certificate] };

describe("a mail by SMTP", () => {
  test("is delivered with its own id, both parts, and headers that suppress automatic replies", async () => {
    const server = await mailServer();
    expect(await createSmtpSender(settings(server.port))(message, never())).toEqual({ ok: true });
    const [mail] = server.mails;
    expect(mail).toMatchObject({ from: "latchkey@mail.example.org", to: ["ada@example.org"], encrypted: false });
    expect(mail?.source).toContain(`Message-ID: <${message.id}@mail.example.org>`);
    expect(mail?.source).toContain('From: "Latchkey, of Ada" <latchkey@mail.example.org>');
    expect(mail?.source).toContain("To: ada@example.org");
    expect(mail?.source).toContain("Auto-Submitted: auto-generated");
    expect(mail?.source).toContain("multipart/alternative");
    expect(mail?.source.match(/Content-Type: text\/(plain|html)/g)).toEqual([
      "Content-Type: text/plain",
      "Content-Type: text/html",
    ]);
    const subject = /^Subject: (.*(?:\r\n .*)*)/m.exec(mail?.source ?? "")?.[1] ?? "";
    expect(subject).toMatch(/^=\?UTF-8\?/);
  });

  test("has the same Message-ID at every attempt, and a different one from other mails", async () => {
    const server = await mailServer();
    const send = createSmtpSender(settings(server.port));
    await send(message, never());
    await send(message, never());
    const ids = server.mails.map(({ source }) => /^Message-ID: (.*)$/m.exec(source)?.[1]);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  test("is encrypted with STARTTLS before the log-in", async () => {
    const server = await mailServer({ ...tls, credentials });
    expect(
      await createSmtpSender(settings(server.port, { encryption: "starttls", login }), trusting)(message, never()),
    ).toEqual({ ok: true });
    expect(server.mails).toMatchObject([{ encrypted: true, user: "latchkey" }]);
  });

  test("is encrypted from the first byte", async () => {
    const server = await mailServer({ ...tls, secure: true, credentials });
    expect(
      await createSmtpSender(settings(server.port, { encryption: "tls", login }), trusting)(message, never()),
    ).toEqual({ ok: true });
    expect(server.mails).toMatchObject([{ encrypted: true, user: "latchkey" }]);
  });

  test.each(["starttls", "tls"] as const)(
    "is not sent to a server whose certificate isn't trusted (%s)",
    async (encryption) => {
      const server = await mailServer({ ...tls, secure: encryption === "tls", credentials });
      const outcome = await createSmtpSender(settings(server.port, { encryption, login }))(message, never());
      expect(outcome).toMatchObject({
        ok: false,
        failure: "unreachable",
        reason: expect.stringContaining("self-signed certificate"),
      });
      expect(server.mails).toEqual([]);
    },
  );

  test.each([
    ["another's", { names: ["mail.example.net"] }],
    ["expired", { validFrom: yearsFromNow(-2), validTo: yearsFromNow(-1) }],
  ])("is not sent to a server whose certificate is %s", async (_, options) => {
    const wrong = selfSignedCertificate(options);
    const server = await mailServer({ cert: wrong.certificate, key: wrong.key });
    const outcome = await createSmtpSender(settings(server.port, { encryption: "starttls" }), {
      trustedCertificates: [wrong.certificate],
    })(message, never());
    expect(outcome).toMatchObject({ ok: false, failure: "unreachable" });
    expect(server.mails).toEqual([]);
  });

  test("is not sent when STARTTLS is stripped from the replies, and nothing is sent unencrypted", async () => {
    const server = await rawServer((socket) => {
      socket.write("220 mail\r\n");
      socket.on("data", (chunk) => {
        const line = chunk.toString();
        if (/^EHLO/i.test(line)) socket.write("250-mail\r\n250 AUTH PLAIN LOGIN\r\n");
        else if (/^STARTTLS/i.test(line)) socket.write("502 no\r\n");
        else socket.write("250 go on\r\n");
      });
    });
    const outcome = await createSmtpSender(settings(server.port, { encryption: "starttls", login }))(message, never());
    expect(outcome).toMatchObject({ ok: false, failure: "unreachable" });
    expect(server.received()).not.toMatch(/AUTH|MAIL FROM|RCPT|DATA|Reset|token/i);
  });

  test("ignores replies that were injected before the encryption started", async () => {
    const server = await rawServer((socket) => {
      socket.write("220 mail\r\n");
      socket.on("data", (chunk) => {
        const line = chunk.toString();
        if (/^EHLO/i.test(line)) socket.write("250-mail\r\n250 STARTTLS\r\n");
        else if (/^STARTTLS/i.test(line))
          socket.write(
            "220 go\r\n250-mail\r\n250 AUTH PLAIN\r\n235 welcome\r\n250 ok\r\n250 ok\r\n354 go\r\n250 sent\r\n",
          );
      });
    });
    const outcome = await createSmtpSender(settings(server.port, { encryption: "starttls", login }), {
      times: { silenceMs: 300, greetingMs: 300 },
    })(message, never());
    expect(outcome.ok).toBe(false);
    expect(server.received()).not.toMatch(/MAIL FROM|RCPT|token/i);
  });

  test.each<[string, MailServerOptions["refuse"], string]>([
    ["a recipient is unknown for good (550)", () => refusing("recipient", 550, "5.1.1 no"), "permanent"],
    ["a recipient turns out unknown after the data", () => refusing("data", 550, "5.1.1 no"), "permanent"],
    ["relaying is refused", () => refusing("recipient", 550, "5.7.1 Unable to relay"), "temporary"],
    ["relaying is refused without a class", () => refusing("recipient", 550, "relay not permitted"), "temporary"],
    ["a mailbox is full", () => refusing("recipient", 552, "5.2.2 Over quota"), "temporary"],
    ["the greeting is refused late", () => refusing("recipient", 504, "5.5.2 Helo command rejected"), "temporary"],
    ["the contents are refused (554)", () => refusing("data", 554, "5.7.1 looks like spam"), "temporary"],
    ["the size is refused", () => refusing("data", 552, "5.3.4 too big"), "temporary"],
    ["our sender is unknown, which is an address too", () => refusing("from", 550, "5.1.8 no domain"), "unreachable"],
    ["a mailbox is busy (450)", () => ({ at: "recipient", code: 450 }), "temporary"],
    ["the server is short of space (452)", () => ({ at: "data", code: 452 }), "temporary"],
    ["the server is going down (421)", () => ({ at: "recipient", code: 421 }), "unreachable"],
    ["our sender is refused (553), which concerns our settings", () => ({ at: "from", code: 553 }), "unreachable"],
  ])("when %s", async (_, refuse, failure) => {
    const server = await mailServer({ refuse });
    const outcome = await createSmtpSender(settings(server.port))(message, never());
    expect(outcome).toMatchObject({ ok: false, failure });
    expect(server.mails).toEqual([]);
  });

  test.each(["ada@example.org>\r\nRCPT TO:<eve@example.org", "ada@example.org\r\nDATA", "<ada@example.org>"])(
    "an address like %j sends no command to the server",
    async (to) => {
      const server = await rawServer((socket) => {
        socket.write("220 mail\r\n");
        socket.on("data", () => void socket.write("250 ok\r\n"));
      });
      expect(await createSmtpSender(settings(server.port))({ ...message, to }, never())).toMatchObject({
        ok: false,
        failure: "temporary",
      });
      expect(server.received()).not.toMatch(/RCPT|DATA|eve/);
    },
  );

  test("a failed log-in concerns our settings, and its reason doesn't contain the password", async () => {
    const server = await mailServer({ ...tls, credentials });
    const wrong = { username: "latchkey", password: "hunter2hunter2" };
    const outcome = await createSmtpSender(settings(server.port, { encryption: "starttls", login: wrong }), trusting)(
      message,
      never(),
    );
    expect(outcome).toMatchObject({ ok: false, failure: "unreachable", reason: expect.stringContaining("535") });
    expect(JSON.stringify(outcome)).not.toMatch(/hunter2|aHVudGVy/);
  });

  test("greets the server by the given name, before and after STARTTLS", async () => {
    const greetings: string[] = [];
    const server = await mailServer({
      ...tls,
      onConnect: (session, done) => (greetings.push(session.hostNameAppearsAs || ""), done()),
      onMailFrom: (_, session, done) => (greetings.push(session.hostNameAppearsAs || ""), done()),
    });
    const named = settings(server.port, { encryption: "starttls", greeting: "passwords.example.org" });
    expect(await createSmtpSender(named, trusting)(message, never())).toEqual({ ok: true });
    expect(greetings.at(-1)).toBe("passwords.example.org");

    // As Google's relay does for a client without a name.
    const strict = await rawServer(
      speakSmtp([], (line) =>
        /^EHLO (?!passwords\.example\.org$)/.test(line) ? "421 4.7.0 Try again later" : undefined,
      ),
    );
    expect(
      await createSmtpSender(settings(strict.port, { greeting: "passwords.example.org" }))(message, never()),
    ).toEqual({ ok: true });
  });

  test.each([
    ["504 5.7.4 Unrecognized authentication type"],
    ["503 5.5.1 Bad sequence"],
    ["535 5.7.3 Authentication unsuccessful"],
    ["534-5.7.9 Mechanism\r\n534 5.7.9 too weak"],
    ["538 5.7.11 Encryption required for this mechanism"],
  ])("the next way to log in is tried when the server answers PLAIN with %j", async (refusal) => {
    const server = await rawServer(
      speakSmtp(["AUTH PLAIN LOGIN"], (line) => {
        if (line.startsWith("AUTH PLAIN")) return refusal;
        if (line === "AUTH LOGIN") return "334 VXNlcm5hbWU6";
        if (line === inBase64(credentials.user)) return "334 UGFzc3dvcmQ6";
        return line === inBase64(credentials.password) ? "235 welcome" : undefined;
      }),
    );
    expect(await createSmtpSender(settings(server.port, { login }))(message, never())).toEqual({ ok: true });
    expect(server.connections()).toBe(1);
  });

  test("CRAM-MD5 is the last way, and the server's challenge is answered", async () => {
    const challenge = "<1896.697170952@postoffice.example.net>";
    const digest = createHmac("md5", credentials.password).update(challenge).digest("hex");
    const server = await rawServer(
      speakSmtp(["AUTH CRAM-MD5 LOGIN PLAIN"], (line) => {
        if (/^AUTH (PLAIN|LOGIN)/.test(line)) return "504 no";
        if (line === "AUTH CRAM-MD5") return `334 ${inBase64(challenge)}`;
        return line === inBase64(`${credentials.user} ${digest}`) ? "235 welcome" : undefined;
      }),
    );
    expect(await createSmtpSender(settings(server.port, { login }))(message, never())).toEqual({ ok: true });
    expect(server.received()).toMatch(/AUTH PLAIN[^]*AUTH LOGIN[^]*AUTH CRAM-MD5/);
  });

  test("a server that closes the connection after it refused PLAIN is asked for LOGIN over a new one", async () => {
    let isRefused = false;
    const server = await rawServer(
      speakSmtp(["AUTH PLAIN LOGIN"], (line) => {
        if (isRefused && line === "AUTH LOGIN" && server.connections() === 1) return null;
        if (line.startsWith("AUTH PLAIN")) return (isRefused = true) ? "504 no" : undefined;
        if (line === "AUTH LOGIN") return "334 VXNlcm5hbWU6";
        if (line === inBase64(credentials.user)) return "334 UGFzc3dvcmQ6";
        return line === inBase64(credentials.password) ? "235 welcome" : undefined;
      }),
    );
    expect(await createSmtpSender(settings(server.port, { login }))(message, never())).toEqual({ ok: true });
    expect(server.connections()).toBe(2);
    expect(server.received().match(/AUTH PLAIN/g)).toHaveLength(1);
  });

  test("a password that the server knows to be wrong is tried once, and a temporary failure isn't followed by another way", async () => {
    for (const refusal of ["535 5.7.8 wrong password", "454 4.7.0 try later"]) {
      const server = await rawServer(
        speakSmtp(["AUTH PLAIN LOGIN CRAM-MD5"], (line) => (line.startsWith("AUTH") ? refusal : undefined)),
      );
      const outcome = await createSmtpSender(settings(server.port, { login }))(message, never());
      expect(outcome).toMatchObject({ ok: false, failure: "unreachable", reason: expect.stringContaining(refusal) });
      expect(server.received().match(/AUTH /g)).toHaveLength(1);
    }
  });

  test("the way that was accepted is the first one for the next mail, and a later failure has its own reason", async () => {
    let recipients = 0;
    const server = await rawServer(
      speakSmtp(["AUTH PLAIN LOGIN"], (line) => {
        if (line.startsWith("AUTH PLAIN")) return "504 no";
        if (line === "AUTH LOGIN") return "334 VXNlcm5hbWU6";
        if (line === inBase64(credentials.user)) return "334 UGFzc3dvcmQ6";
        if (line === inBase64(credentials.password)) return "235 welcome";
        return line.startsWith("RCPT") && (recipients += 1) === 3 ? "450 4.2.1 busy" : undefined;
      }),
    );
    const send = createSmtpSender(settings(server.port, { login }));
    expect([await send(message, never()), await send(message, never())]).toEqual([{ ok: true }, { ok: true }]);
    expect(server.received().match(/AUTH PLAIN/g)).toHaveLength(1);
    expect(await send(message, never())).toMatchObject({
      failure: "temporary",
      reason: expect.stringContaining("busy"),
    });
    const first = createSmtpSender(settings(server.port, { login }));
    recipients = 2;
    expect(await first(message, never())).toMatchObject({
      failure: "temporary",
      reason: expect.stringContaining("busy"),
    });
  });

  test("a server that closes the connection after it refused all ways is quoted", async () => {
    const server = await rawServer((socket) => {
      socket.on("error", () => undefined);
      speakSmtp(["AUTH PLAIN"], (line) => {
        if (!line.startsWith("AUTH")) return undefined;
        setImmediate(() => socket.end());
        return "535 5.7.3 Authentication unsuccessful";
      })(socket);
    });
    const outcome = await createSmtpSender(settings(server.port, { login }))(message, never());
    expect(outcome).toMatchObject({ failure: "unreachable", reason: expect.stringContaining("535 5.7.3") });
  });

  test("when every way to log in is refused, the reason is the refused password", async () => {
    const server = await rawServer(
      speakSmtp(["AUTH PLAIN LOGIN"], (line) => {
        if (line.startsWith("AUTH PLAIN")) return "504 not here";
        return line.startsWith("AUTH LOGIN") ? "535 Incorrect authentication data" : undefined;
      }),
    );
    const outcome = await createSmtpSender(settings(server.port, { login }))(message, never());
    expect(outcome).toMatchObject({ ok: false, failure: "unreachable" });
    expect(outcome).toMatchObject({ reason: expect.stringContaining("after AUTH LOGIN: 535 Incorrect") });
    expect(server.received()).not.toMatch(/MAIL FROM/);
  });

  test("a port that speaks TLS another way is named without OpenSSL's source files", async () => {
    const server = await rawServer((socket) => void socket.write("220 mail\r\n"));
    const outcome = await createSmtpSender(settings(server.port, { encryption: "tls" }))(message, never());
    expect(outcome).toMatchObject({
      ok: false,
      failure: "unreachable",
      reason: expect.stringMatching(/: ?\d+ .*version/),
    });
    expect(JSON.stringify(outcome)).not.toMatch(/\.c:|routines|0A0/);
  });

  test("an internal error is thrown to be logged, and isn't a reason", async () => {
    const server = await mailServer();
    const broken = { ...message, from: undefined as never };
    await expect(createSmtpSender(settings(server.port))(broken, never())).rejects.toThrow(TypeError);
  });

  test("a closed port is reported at once", async () => {
    const server = await startRawServer(() => undefined);
    await server.close();
    const outcome = await createSmtpSender(settings(server.port))(message, never());
    expect(outcome).toMatchObject({
      ok: false,
      failure: "unreachable",
      reason: expect.stringContaining("ECONNREFUSED"),
    });
  });

  test("an unknown host name is reported as such", async () => {
    const outcome = await createSmtpSender(settings(25, { host: "mail.invalid" }), { times: { connectMs: 5_000 } })(
      message,
      never(),
    );
    expect(outcome).toMatchObject({ ok: false, failure: "unreachable" });
  });

  test.each<[string, Parameters<typeof startRawServer>[0]]>([
    ["never greets", () => undefined],
    ["greets and falls silent", (socket) => void socket.write("220 mail\r\n")],
    ["closes at once", (socket) => void socket.end()],
    ["closes after the greeting", (socket) => void socket.end("220 mail\r\n")],
    ["resets the connection", (socket) => void socket.resetAndDestroy()],
    ["speaks HTTP", (socket) => void socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")],
    ["refuses us in its greeting", (socket) => void socket.end("554 go away\r\n")],
  ])("a server that %s costs one short attempt", async (_, behave) => {
    const server = await rawServer(behave);
    const started = performance.now();
    const outcome = await createSmtpSender(settings(server.port), { times: { greetingMs: 300, silenceMs: 300 } })(
      message,
      never(),
    );
    expect(outcome).toMatchObject({ ok: false, failure: "unreachable" });
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test.each<[string, SmtpSettings["encryption"], Parameters<typeof startRawServer>[0]]>([
    ["hangs", "none", () => undefined],
    ["hangs before its TLS", "tls", () => undefined],
    [
      "drips a byte at a time for ever",
      "none",
      (socket) => {
        const drip = setInterval(() => socket.write("2"), 20);
        socket.on("close", () => clearInterval(drip));
      },
    ],
  ])("a connection that %s is closed at once when the attempt is aborted", async (_, encryption, behave) => {
    let closed = 0;
    const server = await rawServer((socket) => {
      socket.on("close", () => (closed += 1));
      behave(socket);
    });
    const started = performance.now();
    const outcome = await createSmtpSender(settings(server.port, { encryption }))(message, AbortSignal.timeout(200));
    expect(outcome).toMatchObject({ ok: false, failure: "unreachable" });
    expect(performance.now() - started).toBeLessThan(5_000);
    await expect.poll(() => closed).toBe(1);
  });
});
