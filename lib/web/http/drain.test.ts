import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { Worker } from "node:worker_threads";
import { afterEach, expect, test } from "vitest";
import { createDrain } from "./drain";
import { recordExchanges } from "./exchanges";

const BURST = 100;
// Longer than a test may take.
const LIMIT_MS = 600_000;
const REQUEST = "GET / HTTP/1.1\r\nhost: localhost\r\n\r\n";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.closeAllConnections();
});

async function listen(
  answer: RequestListener = (_, outgoing) => void outgoing.end("answered"),
  graceMs?: number,
  headerMs?: number,
) {
  const server = createServer({ keepAliveTimeout: LIMIT_MS }, answer);
  servers.push(server);
  const drain = createDrain(server, recordExchanges(server), graceMs, headerMs);
  await once(server.listen(0, "127.0.0.1"), "listening");
  return { server, drain, port: (server.address() as AddressInfo).port };
}

function receive(socket: Socket): { text(): string; ended: Promise<string> } {
  let text = "";
  socket.on("data", (chunk) => (text += String(chunk)));
  return { text: () => text, ended: once(socket, "close").then(() => text) };
}

test("a stop closes a connection that has sent nothing, and doesn't wait for its limit", async () => {
  const { server, drain, port } = await listen();
  const silent = connect(port, "127.0.0.1");
  await once(server, "connection");
  const { ended } = receive(silent);
  await drain(LIMIT_MS);
  expect(await ended).toBe("");
});

test("a stop answers a request that arrives on a new or an idle connection after it has begun", async () => {
  const { server, drain, port } = await listen(undefined, LIMIT_MS, LIMIT_MS);
  const idle = connect(port, "127.0.0.1");
  const onIdle = receive(idle);
  idle.write(REQUEST);
  await expect.poll(onIdle.text).toContain("answered");
  const fresh = connect(port, "127.0.0.1");
  const onFresh = receive(fresh);
  await once(server, "connection");

  const stopped = drain(LIMIT_MS);
  await expect.poll(() => server.listening).toBe(false);
  idle.write(REQUEST);
  fresh.write(REQUEST);
  await stopped;
  expect((await onIdle.ended).match(/answered/g)).toHaveLength(2);
  expect(await onFresh.ended).toMatch(/connection: close[^]*answered/i);
});

test("a stop waits for a reply that is under way, and refuses new connections", async () => {
  let finish = (): void => undefined;
  const { server, drain, port } = await listen((_, outgoing) => {
    outgoing.write("first part, ");
    finish = () => outgoing.end("second part");
  });
  const running = connect(port, "127.0.0.1");
  const { text, ended } = receive(running);
  running.write(REQUEST);
  await expect.poll(text).toContain("first part");
  const stopped = drain(LIMIT_MS);
  await expect.poll(() => server.listening).toBe(false);
  const [refusal] = await once(connect(port, "127.0.0.1"), "error");
  expect(refusal).toMatchObject({ code: "ECONNREFUSED" });
  finish();
  await stopped;
  expect(await ended).toContain("second part");
});

test("a stop doesn't wait for the rest of a header, also after an earlier request", async () => {
  const { server, drain, port } = await listen(undefined, 0, 0);
  const partOfHeader = "GET / HTTP/1.1\r\nhost: loc";
  const [first, second] = [connect(port, "127.0.0.1"), connect(port, "127.0.0.1")];
  const [onFirst, onSecond] = [receive(first), receive(second)];
  first.write(partOfHeader);
  second.write(REQUEST + partOfHeader);
  await expect.poll(onSecond.text).toContain("answered");
  await expect.poll(() => new Promise((resolve) => server.getConnections((_, count) => resolve(count)))).toBe(2);
  await drain(LIMIT_MS);
  expect(await onFirst.ended).toBe("");
  expect((await onSecond.ended).match(/answered/g)).toHaveLength(1);
});

test("after its limit a stop closes a connection whose request never ends", async () => {
  const { server, drain, port } = await listen((incoming, outgoing) => {
    incoming.resume().on("end", () => outgoing.end("answered"));
  });
  const stuck = connect(port, "127.0.0.1");
  const { ended } = receive(stuck);
  stuck.write("POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 10\r\n\r\npart");
  await once(server, "request");
  await drain(700);
  expect(await ended).not.toContain("answered");
});

test("a stop answers connections that the operating system has completed and the server hasn't accepted yet", async () => {
  const { server, drain, port } = await listen();
  // As on a busy machine: accepting them all takes seconds.
  server.on("connection", () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 25));
  const sent = new Int32Array(new SharedArrayBuffer(4));
  const clients = new Worker(
    `const { workerData, parentPort } = require("node:worker_threads");
     const { connect } = require("node:net");
     const outcomes = [];
     for (let index = 0; index < workerData.burst; index += 1) {
       const socket = connect(workerData.port, "127.0.0.1");
       let text = "";
       socket.on("connect", () => socket.write(workerData.request, () => {
         Atomics.add(workerData.sent, 0, 1);
         Atomics.notify(workerData.sent, 0);
       }));
       socket.on("data", (chunk) => (text += chunk));
       socket.on("error", (error) => (text += error.code));
       socket.on("close", () => {
         outcomes.push(text.endsWith("answered") ? "answered" : text);
         if (outcomes.length === workerData.burst) parentPort.postMessage(outcomes);
       });
     }`,
    { eval: true, workerData: { port, burst: BURST, request: REQUEST, sent } },
  );
  // Blocks this event loop, so that nothing is accepted before the stop.
  for (let count = Atomics.load(sent, 0); count < BURST; count = Atomics.load(sent, 0)) Atomics.wait(sent, 0, count);
  const [[outcomes]] = await Promise.all([once(clients, "message"), drain(LIMIT_MS)]);
  expect(outcomes).toEqual(Array.from({ length: BURST }, () => "answered"));
  await clients.terminate();
});
