import { expect, test } from "vitest";
import { createAuditSealer } from "./audit-sealer";

const OLD_KEY = "q7Vb2nXk9TzR4mWs8LcYp3HdJf6GaEu1";
const NEW_KEY = "Zt5Bv8Cx2Nq7Mw4Lk9Jh3Gf6Ds1Ap0Ro";

test("a digest is SHA-256, and a signature uses a key derived for this purpose", () => {
  const sealer = createAuditSealer([OLD_KEY]);
  expect(sealer.digest("abc")).toBe("ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
  // Computed independently, by RFC 5869 and RFC 2104.
  expect(sealer.sign("abc")).toBe("v1.pehYlIdj.1nQZKfYgAXf7zRVlfao4q3d-rr30dBnb1R20h4S9WyA");
});

test("each listed key verifies its signatures, for the same text only", () => {
  const signature = createAuditSealer([OLD_KEY]).sign("text");
  const rotating = createAuditSealer([NEW_KEY, OLD_KEY]);
  expect(rotating.check(signature, "text")).toBe("valid");
  expect(rotating.check(signature, "texts")).toBe("changed");
  expect(rotating.sign("text")).toBe(createAuditSealer([NEW_KEY]).sign("text"));
  expect(createAuditSealer([NEW_KEY]).check(signature, "text")).toBe("key_unknown");
});

test("a signature with any character changed is refused", () => {
  const sealer = createAuditSealer([NEW_KEY]);
  const signature = sealer.sign("text");
  for (let index = 0; index < signature.length; index += 1) {
    const changed = signature.slice(0, index) + (signature[index] === "A" ? "B" : "A") + signature.slice(index + 1);
    expect(sealer.check(changed, "text")).not.toBe("valid");
  }
});

test.each(["", "v1", "v1..", "v2.x.y", "not signed at all", `${"a.".repeat(10)}`])("%j isn't a signature", (text) => {
  expect(createAuditSealer([NEW_KEY]).check(text, "text")).not.toBe("valid");
});
