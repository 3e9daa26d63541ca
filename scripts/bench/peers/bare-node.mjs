// The upper bound for this runtime: node:http with a precomputed reply like ours.
import { createServer } from "node:http";

const body = JSON.stringify({ password: "w7!Kq)2nRz@xP;4e", entropy_bits: 104.62, length: 16 });
const headers = {
  "content-type": "application/json; charset=utf-8",
  "cache-control": "no-store",
  "x-request-id": "kX2vQ9aLmT0z-1f",
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy":
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
  "content-length": String(Buffer.byteLength(body)),
};

createServer((_, outgoing) => {
  outgoing.writeHead(200, headers);
  outgoing.end(body);
}).listen(Number(process.env.PORT), "127.0.0.1");
