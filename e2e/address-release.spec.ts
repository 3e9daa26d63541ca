import type { Page } from "@playwright/test";
import { apiRoutes } from "@/lib/api-routes";
import { routes } from "@/lib/routes";
import { administrator, logInAsAdministrator, testWithAdministrator } from "./support/administrator";
import { Authenticator } from "./support/authenticator";
import { findAccessibilityProblems } from "./support/axe";
import { expect } from "./support/test";
import { newEmail, PASSWORD } from "./support/users";

const test = testWithAdministrator();

type Send = (path: string, body?: object, token?: string) => Promise<Record<string, unknown>>;

function sender(origin: string): Send {
  return async (path, body, token) => {
    const headers = {
      "content-type": "application/json",
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    };
    const reply = await fetch(origin + path, {
      headers,
      ...(body !== undefined && { method: "POST", body: JSON.stringify(body) }),
    });
    expect(reply.ok, `${path} answered ${reply.status}`).toBe(true);
    return (await reply.json()) as Record<string, unknown>;
  };
}

async function tokenOf(send: Send, email: string): Promise<string> {
  return String((await send(apiRoutes.logIn(), { email, password: PASSWORD }))["access_token"]);
}

/** Creates an account with two-factor authentication and an unverified address; returns its id. */
async function squat(send: Send, email: string): Promise<string> {
  const { id } = await send(apiRoutes.register(), { email, password: PASSWORD });
  const token = await tokenOf(send, email);
  const { secret } = await send(apiRoutes.authenticators(), {}, token);
  await send(apiRoutes.confirmAuthenticator(), { otp: await new Authenticator(String(secret)).nextCode() }, token);
  return String(id);
}

/** The link of the newest mail to an address, from the outbox of a server that sends no mail. */
async function readLink(send: Send, to: string, template: string): Promise<string> {
  const token = await tokenOf(send, administrator);
  const mails = async () => (await send(apiRoutes.outbox(), undefined, token))["items"] as Record<string, unknown>[];
  const find = async () => (await mails()).find((mail) => mail["to"] === to && mail["template"] === template)?.["id"];
  await expect.poll(find).toBeDefined();
  const { text } = await send(apiRoutes.revealMail().replace("{id}", String(await find())), {}, token);
  return /https?:\S+open\?token=[\w-]+/.exec(String(text))?.[0] ?? "";
}

async function removeAddress(page: Page, origin: string, look = async () => {}): Promise<string> {
  const send = sender(origin);
  const email = newEmail();
  const id = await squat(send, email);
  await send(apiRoutes.requestPasswordReset(), { email });
  await page.goto(await readLink(send, email, "password-reset"));
  await page.getByText("This account isn’t mine").click();
  await page.getByRole("button", { name: "Request the link" }).click();
  await expect(page.getByText("There is another link")).toBeVisible();
  await page.goto(await readLink(send, email, "address-release"));
  await expect(page.getByText(`This removes ${email} from an account that isn’t yours.`)).toBeVisible();
  await look();
  await page.getByRole("button", { name: "Remove my address" }).click();
  await expect(page.getByText("Your address was removed from the account.")).toBeVisible();
  await send(apiRoutes.register(), { email, password: PASSWORD });
  return id;
}

test("the owner of a mailbox removes an unverified address from an account with two-factor authentication", {
  tag: "@phone",
}, async ({ page, latchkey }) => {
  const id = await removeAddress(page, latchkey.origin, async () =>
    expect(await findAccessibilityProblems(page)).toEqual([]),
  );
  await logInAsAdministrator(page);
  await page.goto(routes.user(id));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("No email address");
  await expect(page.getByText("No address: the owner of the mailbox removed it")).toBeVisible();
  expect(await findAccessibilityProblems(page)).toEqual([]);
  await page.goto(routes.user(id, "activity"));
  await expect(page.getByText("Email address removed by the owner of the mailbox")).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the owner of a mailbox removes the address, too", async ({ page, latchkey }) => {
    await removeAddress(page, latchkey.origin);
  });
});
