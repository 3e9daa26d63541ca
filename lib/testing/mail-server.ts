import { createServer, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from "smtp-server";

export type ReceivedMail = { from: string; to: string[]; encrypted: boolean; user: string | null; source: string };

type Refusal = { at: "from" | "recipient" | "data"; code: number; text?: string };

export type MailServerOptions = SMTPServerOptions & {
  credentials?: { user: string; password: string };
  /** What the server refuses, read again for each mail. */
  refuse?: () => Refusal | null;
};

export type MailServer = { port: number; mails: ReceivedMail[]; close(): Promise<void> };

/** A mail server on loopback that speaks real SMTP and stores all mail. */
export async function startMailServer({
  credentials,
  refuse = () => null,
  ...options
}: MailServerOptions = {}): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  const refusal = (at: Refusal["at"]): Error | null => {
    const refused = refuse();
    if (refused?.at !== at) return null;
    return Object.assign(new Error(refused.text ?? "no"), { responseCode: refused.code });
  };
  const server = new SMTPServer({
    authOptional: credentials === undefined,
    disabledCommands: [
      ...(credentials === undefined ? ["AUTH"] : []),
      ...(options.key === undefined ? ["STARTTLS"] : []),
    ],
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 100,
    onAuth: ({ username, password }, _, done) =>
      username === credentials?.user && password === credentials?.password
        ? done(null, { user: username })
        : done(Object.assign(new Error("Invalid login"), { responseCode: 535 })),
    onMailFrom: (_, __, done) => done(refusal("from")),
    onRcptTo: (_, __, done) => done(refusal("recipient")),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const error = refusal("data");
        if (error !== null) return done(error);
        mails.push(received(session, Buffer.concat(chunks).toString("utf8")));
        done();
      });
    },
    ...options,
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  return { port, mails, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

function received({ envelope, secure, user }: SMTPServerSession, source: string): ReceivedMail {
  const from = envelope.mailFrom === false ? "" : envelope.mailFrom.address;
  return { from, to: envelope.rcptTo.map(({ address }) => address), encrypted: secure, user: user ?? null, source };
}

/**
 * Behaviour for `startRawServer`: an SMTP server that answers each command as `answer` says, and otherwise accepts it.
 * `null` closes the connection.
 */
export function speakSmtp(offers: string[], answer: (line: string) => string | null | undefined) {
  return (socket: Socket): void => {
    let rest = "";
    let isData = false;
    socket.write("220 mail.example.net\r\n");
    socket.on("data", (chunk) => {
      const lines = (rest + chunk.toString("latin1")).split("\r\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (isData && line !== ".") continue;
        const wasData = isData;
        isData = false;
        const reply = answer(wasData ? "." : line);
        if (reply === null) return void socket.end();
        if (reply !== undefined) socket.write(`${reply}\r\n`);
        else if (/^EHLO/i.test(line)) socket.write(["mail.example.net", ...offers].map(asReplyLine).join(""));
        else if (/^DATA/i.test(line)) socket.write("354 go on\r\n");
        else socket.write("250 2.0.0 ok\r\n");
        isData = !wasData && reply === undefined && /^DATA/i.test(line);
      }
    });
  };
}

function asReplyLine(text: string, index: number, all: string[]): string {
  return `250${index === all.length - 1 ? " " : "-"}${text}\r\n`;
}

export type RawServer = { port: number; received: () => string; connections: () => number; close(): Promise<void> };

/** A server that breaks the protocol: `behave` gets each connection, and the clients' lines are stored. */
export async function startRawServer(behave: (socket: Socket) => void): Promise<RawServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  let said = "";
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on("data", (chunk) => (said += chunk.toString("latin1")));
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
    behave(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    received: () => said,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
