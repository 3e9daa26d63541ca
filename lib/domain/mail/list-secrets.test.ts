import { describe, expect, test } from "vitest";
import { listSecrets } from "./list-secrets";

describe("the links and codes of a mail", () => {
  test("come with the end of their validity, what the recipient needs first", () => {
    const props = { asked: { at: "2026-11-27T10:00:00.000Z" }, linkMinutes: 60, codeMinutes: 10 };
    const secrets = { notMeUrl: "https://example.org/n", code: "12345678", link: "https://example.org/l" };
    expect(listSecrets(props, secrets)).toEqual([
      { name: "link", value: "https://example.org/l", expires_at: "2026-11-27T11:00:00.000Z" },
      { name: "code", value: "12345678", expires_at: "2026-11-27T10:10:00.000Z" },
      { name: "not_me_link", value: "https://example.org/n", expires_at: null },
    ]);
  });

  test("are only those that the mail has", () => {
    const invitation = listSecrets({ at: "2026-11-27T10:00:00.000Z", linkMinutes: 60 }, { link: "l", code: null });
    expect(invitation).toEqual([{ name: "link", value: "l", expires_at: "2026-11-27T11:00:00.000Z" }]);
    const notice = listSecrets({ changed: { at: "broken" }, undoMinutes: 5 }, { undoLink: "u", notMeUrl: null });
    expect(notice).toEqual([{ name: "undo_link", value: "u", expires_at: null }]);
  });
});
