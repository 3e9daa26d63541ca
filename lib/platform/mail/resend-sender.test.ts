import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import type { Message } from "./message";
import { createResendSender } from "./resend-sender";

const message: Message = {
  id: "0199a5c0-0000-7000-8000-000000000001",
  from: { name: 'Latchkey, "of" Ada', address: "latchkey@mail.example.org" },
  to: "ada@example.org",
  subject: "Reset your Latchkey password",
  html: "<p>Hello</p>",
  text: "Hello",
};

type Request = { url: string | undefined; headers: IncomingHttpHeaders; body: unknown };

/** Resend's HTTP API on loopback, for one mail. */
async function startResend(answer: (response: ServerResponse, count: number) => void) {
  const requests: Request[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk) => (text += chunk));
    request.on("end", () => {
      requests.push({ url: request.url, headers: request.headers, body: JSON.parse(text) });
      answer(response, requests.length);
    });
    response.on("error", () => undefined);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void (server.close(), server.closeAllConnections()));
  const { port } = server.address() as AddressInfo;
  return {
    requests,
    send: createResendSender({
      transport: "resend",
      from: message.from,
      apiKey: "re_secret",
      baseUrl: `http://127.0.0.1:${port}`,
    }),
  };
}

const never = (): AbortSignal => new AbortController().signal;
const json = (status: number, body: object) => (response: ServerResponse) =>
  void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
const refused = (statusCode: number, name: string) => json(statusCode, { statusCode, name, message: `about ${name}` });

test("a mail is sent with both parts, the key and an idempotency key", async () => {
  const { requests, send } = await startResend(json(200, { id: "49a3999c" }));
  expect(await send(message, never())).toEqual({ ok: true });
  expect(requests).toHaveLength(1);
  expect(requests[0]).toMatchObject({
    url: "/emails",
    headers: { authorization: "Bearer re_secret", "idempotency-key": message.id },
    body: {
      from: '"Latchkey, \\"of\\" Ada" <latchkey@mail.example.org>',
      to: ["ada@example.org"],
      subject: message.subject,
      html: message.html,
      text: message.text,
      headers: { "Auto-Submitted": "auto-generated", "Message-ID": `<${message.id}@mail.example.org>` },
    },
  });
});

test.each<[number, string, string]>([
  [422, "validation_error", "temporary"],
  [422, "invalid_parameter", "temporary"],
  [422, "invalid_from_address", "unreachable"],
  [400, "validation_error", "temporary"],
  [401, "missing_api_key", "unreachable"],
  [403, "invalid_api_key", "unreachable"],
  [403, "validation_error", "unreachable"],
  [409, "concurrent_idempotent_requests", "temporary"],
  [429, "rate_limit_exceeded", "unreachable"],
  [429, "daily_quota_exceeded", "unreachable"],
  [500, "internal_server_error", "unreachable"],
])("a reply of %i %s is %s, and its reason is recorded", async (statusCode, name, failure) => {
  const { send } = await startResend(refused(statusCode, name));
  expect(await send(message, never())).toEqual({
    ok: false,
    failure,
    reason: `Resend answered ${statusCode} ${name}: about ${name}`,
  });
});

test("only a refusal of the recipient ends a mail", async () => {
  const text = "Invalid `to` field. The email address needs to follow the `email@example.com` format.";
  const { send } = await startResend(json(422, { statusCode: 422, name: "validation_error", message: text }));
  expect(await send(message, never())).toMatchObject({ ok: false, failure: "permanent" });
});

test("a mail that was sent under its id before the template changed counts as sent", async () => {
  const { send } = await startResend(refused(409, "invalid_idempotent_request"));
  expect(await send(message, never())).toEqual({ ok: true });
});

test.each<[string, (response: ServerResponse) => void]>([
  ["answers with a page", (response) => void response.writeHead(502).end("<html>Bad gateway</html>")],
  ["answers with nothing", (response) => void response.writeHead(503).end()],
  ["answers 200 with a page", (response) => void response.writeHead(200).end("<html>Log in to the network</html>")],
  ["breaks off", (response) => void response.destroy()],
])("a service that %s is retried", async (_, answer) => {
  const { send } = await startResend(answer);
  expect(await send(message, never())).toMatchObject({ ok: false, failure: "unreachable" });
});

test("a service that hangs is aborted", async () => {
  const { send } = await startResend(() => undefined);
  const started = performance.now();
  expect(await send(message, AbortSignal.timeout(200))).toMatchObject({ ok: false, failure: "unreachable" });
  expect(performance.now() - started).toBeLessThan(5_000);
});

test("an unreachable service is retried", async () => {
  const send = createResendSender({
    transport: "resend",
    from: message.from,
    apiKey: "re_secret",
    baseUrl: "http://127.0.0.1:9",
  });
  const outcome = await send(message, never());
  expect(outcome).toMatchObject({ ok: false, failure: "unreachable" });
  expect(JSON.stringify(outcome)).not.toContain("re_secret");
});
