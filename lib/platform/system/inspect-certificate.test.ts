import { once } from "node:events";
import { createServer as createTcpServer, type AddressInfo, type Server } from "node:net";
import { createServer } from "node:tls";
import { afterEach, expect, test } from "vitest";
import { createAuthority, selfSignedCertificate, type TestCertificate } from "@/lib/testing/certificates";
import { inspectCertificate } from "./inspect-certificate";

const authority = createAuthority();
const DAY_MS = 24 * 60 * 60 * 1000;

let server: Server | undefined;
afterEach(() => server?.close());

async function listening(created: Server): Promise<number> {
  server = created.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

const serve = ({ certificate, key }: TestCertificate): Promise<number> =>
  // The client leaves after the handshake.
  listening(createServer({ cert: certificate, key }, (socket) => socket.on("error", () => undefined)));

const inspect = (origin: string) =>
  inspectCertificate(origin, { authorities: [authority.certificate], limitMs: 20_000 });

test("reads when a certificate of a trusted authority ends", async () => {
  const validTo = new Date(Math.floor(Date.now() / 1000) * 1000 + 5 * DAY_MS);
  const port = await serve(authority.issue({ validTo }));
  for (const host of [`localhost:${port}`, `127.0.0.1:${port}`])
    expect(await inspect(`https://${host}`)).toEqual({ host, state: "read", validTo, distrust: null });
});

test("reads a certificate that has expired, is for another name or is self-signed, and says so", async () => {
  const expired = await serve(authority.issue({ validTo: new Date(Date.now() - DAY_MS) }));
  expect(await inspect(`https://localhost:${expired}`)).toMatchObject({ state: "read", distrust: "CERT_HAS_EXPIRED" });
  server?.close();
  const other = await serve(authority.issue({ names: ["passwords.example.com"] }));
  expect(await inspect(`https://localhost:${other}`)).toMatchObject({ distrust: "ERR_TLS_CERT_ALTNAME_INVALID" });
  server?.close();
  const selfSigned = await serve(selfSignedCertificate());
  expect(await inspect(`https://localhost:${selfSigned}`)).toMatchObject({ distrust: "DEPTH_ZERO_SELF_SIGNED_CERT" });
});

test("says why a certificate can't be read: nothing listens, no TLS, or no answer in time", async () => {
  const port = await listening(createTcpServer((socket) => socket.on("error", () => undefined)));
  const origin = `https://localhost:${port}`;
  expect(await inspectCertificate(origin, { limitMs: 100 })).toEqual({
    host: `localhost:${port}`,
    state: "unread",
    reason: "no answer within 0.1 seconds",
  });
  server?.close();
  const plain = await listening(createTcpServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")));
  expect(await inspect(`https://localhost:${plain}`)).toMatchObject({ state: "unread" });
  server?.close();
  expect(await inspect(`https://127.0.0.1:${plain}`)).toMatchObject({ state: "unread", reason: "ECONNREFUSED" });
});
