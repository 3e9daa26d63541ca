import { describe, expect, test } from "vitest";
import { findInstallation } from "@/lib/data/installation";
import { keyCheckOf } from "@/lib/platform/key-check";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";
import { codeAt, enrolledPerson } from "@/lib/testing/authenticator";
import { copyDatabase, databaseProviders } from "@/lib/testing/databases";
import { operatorCommands, resealDatabase } from "@/lib/web/commands/operator-commands";

const OLD_KEY = "q7Vb2nXk9TzR4mWs8LcYp3HdJf6GaEu1";
const NEW_KEY = "Zt5Bv8Cx2Nq7Mw4Lk9Jh3Gf6Ds1Ap0Ro";

test.each(databaseProviders)(
  "the old ENCRYPTION_KEY is needed before resealing and not after (%s)",
  async (provider) => {
    const copy = await copyDatabase(provider);
    const url = copy.location.provider === "sqlite" ? `file:${copy.location.file}` : copy.location.url;
    let now = new Date();
    const start = (key: string): Promise<ApiClient> =>
      createApiClient(
        provider,
        { DATABASE_URL: url, ENCRYPTION_KEY: key, PASSWORD_KEY: "p".repeat(3) + OLD_KEY },
        { now: () => now },
      );

    const before = await start(OLD_KEY);
    const { email, secret, access } = await enrolledPerson(before, "rotating", now);
    const receiptKey = (await before.get("/api/v1/receipts/key", access)).body.key;
    const boss = await before.person("boss");
    await operatorCommands["make-admin"](before.runtime, "boss");
    await before.send("POST", "/api/v1/invitations/list", { list: "invited@example.org" }, boss.access);
    await before.dispose();

    const rotating = await start(`${NEW_KEY},${OLD_KEY}`);
    // The authenticator's secret, the link in its notice, the receipt key and the link of the invitation.
    expect(await resealDatabase(rotating.runtime)).toEqual([
      "4 stored secrets are now sealed with the newest ENCRYPTION_KEY. You can remove the older keys.",
    ]);
    expect(await resealDatabase(rotating.runtime)).toEqual([expect.stringMatching(/^0 stored secrets/)]);
    expect((await findInstallation(rotating.runtime.database.reader))?.keyCheck).toBe(keyCheckOf(NEW_KEY));
    await rotating.dispose();

    await expect(start(OLD_KEY)).rejects.toThrow(/^ENCRYPTION_KEY isn't the key/);
    const after = await start(NEW_KEY);
    now = new Date(now.getTime() + 30 * 1000);
    const loggedIn = await after.send("POST", "/api/v1/users/login", {
      email,
      password: STRONG_PASSWORD,
      otp: await codeAt(secret, now),
    });
    expect(loggedIn.status).toBe(200);
    expect((await after.get("/api/v1/receipts/key", loggedIn.body.access_token)).body.key).toBe(receiptKey);
    const { access_token: bossAccess } = (
      await after.send("POST", "/api/v1/users/login", { identifier: "boss", password: STRONG_PASSWORD })
    ).body;
    const links = await after.send("POST", "/api/v1/invitations/links", { all: true }, bossAccess);
    expect(links.body.items).toMatchObject([{ email: "invited@example.org", link: expect.stringContaining("token=") }]);
    await after.dispose();
    await copy.remove();
  },
);

describe("a lost key", () => {
  test("leaves its secrets sealed, and the command reports it", async () => {
    const copy = await copyDatabase("sqlite");
    const url = copy.location.provider === "sqlite" ? `file:${copy.location.file}` : "";
    const start = (key: string): Promise<ApiClient> =>
      createApiClient("sqlite", { DATABASE_URL: url, ENCRYPTION_KEY: key });
    const before = await start(OLD_KEY);
    const { id } = await enrolledPerson(before, "broken", new Date());
    await before.runtime.database.write((tx) =>
      tx.authenticator.updateMany({ where: { userId: id }, data: { sealedSecret: "v1.AAAAAAAA.AAAA" } }),
    );
    expect(await resealDatabase(before.runtime)).toEqual([
      expect.stringMatching(/^0 stored secrets/),
      expect.stringMatching(/^1 could not be opened/),
    ]);
    await before.dispose();
    await copy.remove();
  });
});
