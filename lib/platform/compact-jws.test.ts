import { createHmac, createSecretKey } from "node:crypto";
import { describe, expect, test } from "vitest";
import { type HmacAlgorithm, readCompactJws } from "./compact-jws";

const secret = Buffer.alloc(64, "kJ8vQ2xNfR5tYw7Z");
const keys = new Map([["signing", createSecretKey(secret)]]);
const payload = { foo: "bar" };

const encode = (text: string): string => Buffer.from(text).toString("base64url");

// Project Wycheproof's categories for a JWS with a MAC, recreated because its own payloads aren't JSON objects.
describe.each([
  ["HS256", "sha256"],
  ["HS384", "sha384"],
  ["HS512", "sha512"],
] as const)("%s", (algorithm, hash) => {
  const read = (token: string) => readCompactJws(token, { algorithm, keys });
  const macOf = (signingInput: string): string => createHmac(hash, secret).update(signingInput).digest("base64url");
  const sign = (headerPart: string, payloadPart: string): string =>
    `${headerPart}.${payloadPart}.${macOf(`${headerPart}.${payloadPart}`)}`;

  const header = { alg: algorithm, kid: "signing" };
  const headerPart = encode(JSON.stringify(header));
  const payloadPart = encode(JSON.stringify(payload));
  const token = sign(headerPart, payloadPart);
  const mac = macOf(`${headerPart}.${payloadPart}`);

  test.each([
    ["as it is", token],
    [
      "with spaces in the JSON of its header",
      sign(encode(`{ "kid" : "signing", "alg" : "${algorithm}" }`), payloadPart),
    ],
    ["with a tab and a line's end there", sign(encode(`{"kid":"signing",\n\t"alg":"${algorithm}"}`), payloadPart)],
  ])("a valid token is accepted %s", (_, good) => {
    expect(read(good)).toEqual({ header, payload });
  });

  // One MAC in 64 starts with either character, which a lenient decoder confuses with another.
  test.each(["A", "_", "-"])(
    "a token whose MAC starts with %s is accepted, and refused with any other character there",
    (first) => {
      for (let number = 0; ; number += 1) {
        const numbered = sign(headerPart, encode(JSON.stringify({ number })));
        const [, , numberedMac = ""] = numbered.split(".");
        if (!numberedMac.startsWith(first)) continue;
        expect(read(numbered)?.payload).toEqual({ number });
        for (const other of ["?", " ", "=", "", "B"])
          expect(read(numbered.slice(0, -numberedMac.length) + other + numberedMac.slice(1))).toBeNull();
        break;
      }
    },
  );

  const otherAlgorithms = (["HS256", "HS384", "HS512"] satisfies HmacAlgorithm[]).filter(
    (other) => other !== algorithm,
  );

  test.each([
    ["nothing", ""],
    ["a payload alone", payloadPart],
    ["a payload between dots", `.${payloadPart}.`],
    ["no MAC", `${headerPart}.${payloadPart}.`],
    ["no MAC and no dot", `${headerPart}.${payloadPart}`],
    ["no payload", `${headerPart}..${mac}`],
    ["no payload, which was signed so", sign(headerPart, "")],
    ["no payload and no dot", `${headerPart}.${mac}`],
    ["no header", `.${payloadPart}.${mac}`],
    ["no header, which was signed so", sign("", payloadPart)],
    ["no header and no dot", `${payloadPart}.${mac}`],
    ["an empty fourth part", `${token}.`],
    ["a fourth part", `${token}.foo`],
    ["a changed header", `${encode(JSON.stringify({ ...header, kid: "Signing" }))}.${payloadPart}.${mac}`],
    ["a changed payload", `${headerPart}.${encode('{"foo":"baz"}')}.${mac}`],
    ["a changed MAC", `${headerPart}.${payloadPart}.${mac.startsWith("X") ? "Y" : "X"}${mac.slice(1)}`],
    ["half a MAC", token.slice(0, -mac.length / 2)],
    ["algorithm none and no MAC", `${encode('{"alg":"none","kid":"signing"}')}.${payloadPart}.`],
    ["algorithm none and a MAC", sign(encode('{"alg":"none","kid":"signing"}'), payloadPart)],
    ...otherAlgorithms.map((other): [string, string] => [
      `the name of ${other}`,
      sign(encode(JSON.stringify({ ...header, alg: other })), payloadPart),
    ]),
    ["JSON serialization", JSON.stringify({ payload: payloadPart, protected: headerPart, signature: mac })],
    [
      "JSON serialization of many",
      JSON.stringify({ payload: payloadPart, signatures: [{ protected: headerPart, signature: mac }] }),
    ],
    ...["    ", "####", "?", "=", "\n"].flatMap((stray): [string, string][] => [
      [`${JSON.stringify(stray)} signed after the header`, sign(headerPart + stray, payloadPart)],
      [`${JSON.stringify(stray)} signed before the payload`, sign(headerPart, stray + payloadPart)],
      [`${JSON.stringify(stray)} before the MAC`, `${headerPart}.${payloadPart}.${stray}${mac}`],
      [`${JSON.stringify(stray)} after the MAC`, token + stray],
      [
        `${JSON.stringify(stray)} put into the header`,
        `${headerPart.slice(0, -1)}${stray}${headerPart.slice(-1)}.${payloadPart}.${mac}`,
      ],
      [`${JSON.stringify(stray)} put after the payload`, `${headerPart}.${payloadPart}${stray}.${mac}`],
    ]),
    ["unused bits in a signed payload", sign(headerPart, encode('{"foo":"b"}').replace(/0$/, "1"))],
    ["a payload that is text", sign(headerPart, encode("foo"))],
  ])("a token with %s is refused", (_, bad) => {
    expect(read(bad)).toBeNull();
  });
});
