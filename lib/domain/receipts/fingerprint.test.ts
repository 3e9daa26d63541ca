import { describe, expect, test } from "vitest";
import { fingerprintOf } from "./fingerprint";

// Calculated with Python's hmac; docs/decisions/0013-receipts.md publishes them.
const zeros = "A".repeat(43);
const counting = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
const ones = `${"_".repeat(42)}8`;

describe("a fingerprint", () => {
  test.each([
    [zeros, "correct-horse-battery-staple-glass-owl", "GaLD-BcedZRFmNJrX49koTX5Mfxq5hLgtBqatJQGPMk"],
    [zeros, "w7!Kq)2nRz@x5$Lm%8Pd", "OMFqlJ0VkRH-LR07pL0B_yqH4j7JccusIbsTzN5T3tY"],
    [counting, "correct-horse-battery-staple-glass-owl", "NDnHZj27m81wTebPufL6-v3y4EsGnqqt51unaJQotZY"],
    [counting, "pässwörd 🔑", "R7pfYBOPj2Y-MVYDdjOGqNNYyRwyNqi1iEdfYtXHeao"],
    [counting, "", "V_rd0jn_lf6-9GowoEQiDqm2QllvF4vws4NCLuH450o"],
    [ones, "w7!Kq)2nRz@x5$Lm%8Pd", "_IfcHMyIv7-IJ6FyE5BIjDGiRB7EP2WZ-ITwQUvxO8k"],
  ])("with the key %s, of %s, is %s", async (key, password, fingerprint) => {
    expect(await fingerprintOf(key, password)).toBe(fingerprint);
  });

  test("depends on the exact password: spaces, case and composed characters count", async () => {
    const variants = ["owl-glass", " owl-glass", "owl-glass ", "Owl-glass", "öwl-glass", "öwl-glass".normalize("NFD")];
    expect(new Set(await Promise.all(variants.map((password) => fingerprintOf(counting, password)))).size).toBe(
      variants.length,
    );
  });
});
