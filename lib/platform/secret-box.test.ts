import { expect, test } from "vitest";
import { createSecretBox } from "./secret-box";

const OLD_KEY = "q7Vb2nXk9TzR4mWs8LcYp3HdJf6GaEu1";
const NEW_KEY = "Zt5Bv8Cx2Nq7Mw4Lk9Jh3Gf6Ds1Ap0Ro";

test("a sealed value opens for its own record only", () => {
  const box = createSecretBox([NEW_KEY]);
  const sealed = box.seal("JBSWY3DPEHPK3PXP ü", "user-1");
  expect(box.open(sealed, "user-1")).toBe("JBSWY3DPEHPK3PXP ü");
  expect(box.open(sealed, "user-2")).toBeNull();
  expect(sealed).not.toContain("JBSWY3DPEHPK3PXP");
});

test("the same value is sealed differently each time", () => {
  const box = createSecretBox([NEW_KEY]);
  expect(box.seal("same", "a")).not.toBe(box.seal("same", "a"));
});

test("a value with any changed byte is refused", () => {
  const box = createSecretBox([NEW_KEY]);
  const sealed = box.seal("secret", "a");
  const [version, id, text = ""] = sealed.split(".");
  const bytes = Buffer.from(text, "base64url");
  for (let index = 0; index < bytes.length; index += 1) {
    const changed = Buffer.from(bytes);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(box.open(`${version}.${id}.${changed.toString("base64url")}`, "a")).toBeNull();
  }
});

test.each(["", "v1", "v1..", "v2.x.y", "not sealed at all", "v1.abcdefgh.AAAA", `${"a.".repeat(10)}`])(
  "%j opens to nothing",
  (text) => {
    expect(createSecretBox([NEW_KEY]).open(text, "a")).toBeNull();
  },
);

test("a value of an older key opens and is reported as outdated; one of a removed key doesn't open", () => {
  const sealed = createSecretBox([OLD_KEY]).seal("secret", "a");
  const rotating = createSecretBox([NEW_KEY, OLD_KEY]);
  expect(rotating.open(sealed, "a")).toBe("secret");
  expect(rotating.isOutdated(sealed)).toBe(true);
  expect(rotating.isOutdated(rotating.seal("secret", "a"))).toBe(false);
  expect(createSecretBox([NEW_KEY]).open(sealed, "a")).toBeNull();
});
