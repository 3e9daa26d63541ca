import type { Browser, Page } from "@playwright/test";
import { routes } from "@/lib/routes";
import { freePort } from "@/scripts/lib/free-port.mjs";
import { administrator, administratorSettings, logInAsAdministrator } from "./support/administrator";
import { readQrCodeIn } from "./support/authenticator";
import { findAccessibilityProblems, findOverflow } from "./support/axe";
import { chooseFile } from "./support/choose-file";
import { type LatchkeyProcess, startLatchkey } from "./support/latchkey-process";
import { type MailingServer, startMailingServer } from "./support/mailing-server";
import { expect, test as base } from "./support/test";
import { findTouchProblems } from "./support/touch";
import { newEmail, PASSWORD } from "./support/users";

const settings = { SIGNUP: "invite", ...administratorSettings };

const test = base.extend<object, { server: MailingServer; mailless: LatchkeyProcess }>({
  server: [
    // Playwright reads the required fixtures from the destructuring pattern.
    async ({}, provide) => {
      const server = await startMailingServer(settings);
      await provide(server);
      await server.dispose();
    },
    { scope: "worker" },
  ],
  mailless: [
    async ({}, provide) => {
      const port = await freePort();
      const latchkey = await startLatchkey({
        port,
        settings: { FRONTEND_URL: `http://127.0.0.1:${port}`, ...settings },
      });
      await latchkey.ready();
      await provide(latchkey);
      await latchkey.dispose();
    },
    { scope: "worker" },
  ],
  baseURL: ({ server }, provide) => provide(server.origin),
});

/** Opens the URL as another user, in a separate browser context. */
async function openElsewhere(
  browser: Browser,
  url: string,
  options: { javaScriptEnabled?: boolean } = {},
): Promise<Page> {
  const theirs = await (await browser.newContext({ baseURL: new URL(url).origin, ...options })).newPage();
  await theirs.goto(url);
  return theirs;
}

/** Creates an invitation link and returns it. */
async function createLink(
  page: Page,
  { note, email, role }: { note: string; email?: string; role?: string },
): Promise<string> {
  await page.goto(routes.newUser());
  await page.getByLabel("Note").fill(note);
  if (email !== undefined) await page.getByLabel("Email address").fill(email);
  if (role !== undefined) await page.getByLabel("Role", { exact: true }).selectOption(role);
  const way = page.getByLabel(email === undefined ? "Anyone with the link" : "Create a link to share");
  if (!(await way.isVisible())) await page.getByText("Other ways").click();
  await way.check();
  await page.getByRole("button", { name: "Create invitation" }).click();
  return page.getByRole("region", { name: "Link to pass on" }).locator("code").innerText();
}

async function acceptAs(theirs: Page, email: string | null): Promise<void> {
  if (email !== null) await theirs.getByLabel("Email address").fill(email);
  await theirs.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await theirs.getByRole("button", { name: "Create account" }).click();
}

async function openInvitation(page: Page, name: string): Promise<void> {
  await page.goto(routes.invitations());
  await page.getByRole("table", { name: "Invitations" }).getByRole("link", { name }).click();
  await page.waitForURL(/\/admin\/invitations\/[0-9a-f-]{36}$/);
}

/** Accessibility problems, touch targets that are too small, and horizontal overflow. */
async function findProblems(page: Page): Promise<unknown[]> {
  const isPhone = await page.evaluate(() => matchMedia("(pointer: coarse)").matches);
  const overhang = await findOverflow(page);
  return [
    ...(await findAccessibilityProblems(page)),
    ...(isPhone ? await findTouchProblems(page) : []),
    ...(overhang > 0 ? [`${overhang} px too wide`] : []),
  ];
}

test("sign-up needs an invitation and no page links to it", async ({ page }) => {
  await page.goto(routes.logIn());
  await expect(page.getByRole("link", { name: "Sign up" })).toHaveCount(0);
  await page.goto(routes.signUp());
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign-up is by invitation");
  await page.goto(routes.invitation());
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This invitation is no longer valid");
});

test("an emailed invitation creates one account with its role and a verified address", async ({
  page,
  browser,
  server,
}) => {
  const email = newEmail();
  await logInAsAdministrator(page);
  await page.goto(routes.users());
  await page.getByRole("link", { name: "New user" }).click();
  await page.waitForURL(`**${routes.newUser()}`);
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel("Role", { exact: true }).selectOption("moderator");
  await page.getByRole("button", { name: "Create invitation" }).click();
  await expect(page.getByText(`Sent to ${email}. Valid until`)).toBeVisible();

  const { link } = await server.mailTo(email, routes.invitation());
  const theirs = await openElsewhere(browser, link);
  expect(new URL(theirs.url()).search).toBe("");
  await expect(
    theirs.getByText(`invited you to create an account here. You will be a moderator. The invitation is for ${email}.`),
  ).toBeVisible();
  await acceptAs(theirs, null);
  await theirs.waitForURL(`**${routes.account()}*`);
  await theirs.goto(routes.changeEmail());
  await expect(theirs.getByText("Verified", { exact: true })).toBeVisible();
  expect((await theirs.goto(routes.users()))?.status()).toBe(200);
  await theirs.context().close();

  const late = await openElsewhere(browser, link);
  await expect(late.getByRole("heading", { level: 1 })).toHaveText("This invitation is no longer valid");
  await late.context().close();
  await openInvitation(page, email);
  await expect(page.getByText("This invitation was accepted. Its link no longer works.")).toBeVisible();
  await page.getByRole("region", { name: "Invitation" }).getByRole("link", { name: email }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(email);
});

test("a link is shown once with a QR code, and a new link or revoking it ends it", async ({ page, browser }) => {
  await logInAsAdministrator(page);
  const note = newEmail().replace("@", " at ");
  const first = await createLink(page, { note });
  await page.getByText("Show QR code").click();
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await readQrCodeIn(page.getByRole("img", { name: "QR code of the link" }))).toBe(first);
  await page.reload();
  await expect(page.getByText(first)).toHaveCount(0);

  await openInvitation(page, note);
  await page.getByRole("button", { name: "Create new link" }).click();
  const second = await page.getByRole("region", { name: "Link" }).locator("code").innerText();
  const theirs = await openElsewhere(browser, first);
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText("This invitation is no longer valid");
  await theirs.goto(second);
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText("You are invited");
  await page.getByRole("button", { name: "Revoke invitation" }).click();
  await page.getByRole("button", { name: "Revoke", exact: true }).click();
  await expect(page.getByText("This invitation was revoked. Its link no longer works.")).toBeVisible();
  await acceptAs(theirs, newEmail());
  await expect(theirs.getByText("This invitation has expired, was revoked or was already used.")).toBeVisible();
  await theirs.context().close();
});

test("an invitation tells users with an account that they have one", async ({ page, browser }) => {
  await logInAsAdministrator(page);
  const email = newEmail();
  const [bound, open] = [await createLink(page, { note: "first", email }), await createLink(page, { note: "second" })];
  await page.goto(open);
  await expect(page.getByText(`You are logged in as ${administrator}.`)).toBeVisible();
  const theirs = await openElsewhere(browser, open);
  await acceptAs(theirs, email);
  await theirs.waitForURL(`**${routes.account()}*`);
  await theirs.context().clearCookies();
  await theirs.goto(bound);
  await expect(
    theirs.getByText(`The invitation is for ${email}, and an account with this address already exists.`),
  ).toBeVisible();
  await theirs.context().close();
});

/** Imports users without passwords and opens the list of their invitations. */
async function importAndInvite(page: Page, emails: readonly string[]): Promise<void> {
  await page.goto(routes.importUsers());
  const buffer = Buffer.from(`email,full_name\n${emails.map((email) => `${email},Imported User\n`).join("")}`);
  await chooseFile(page, { name: "users.csv", mimeType: "text/csv", buffer });
  await page.getByRole("button", { name: "Check file" }).click();
  await page.getByRole("button", { name: `Import ${emails.length} users` }).click();
  await page.getByRole("button", { name: `Invite ${emails.length} users` }).click();
  await page.getByRole("link", { name: "See who accepts" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`${emails.length} users invited`);
}

test("imported users without a password are invited, set one, and the list says who did", async ({
  page,
  browser,
  server,
}) => {
  await logInAsAdministrator(page);
  const [first, second] = [newEmail(), newEmail()];
  await importAndInvite(page, [first, second]);
  await expect(page.getByText("0 of 2 accepted").first()).toBeVisible();

  const { link } = await server.mailTo(first, routes.invitation());
  const theirs = await openElsewhere(browser, link);
  expect(new URL(theirs.url()).search).toBe("");
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText("Welcome");
  expect(await findProblems(theirs), "setting the first password").toEqual([]);
  await theirs.getByLabel("New password", { exact: true }).fill(PASSWORD);
  await theirs.getByRole("button", { name: "Set password" }).click();
  await theirs.waitForURL(`**${routes.account()}*`);
  await theirs.context().close();
  const late = await openElsewhere(browser, link);
  await expect(late.getByRole("heading", { level: 1 })).toHaveText("This invitation is no longer valid");
  await late.context().close();

  await page.reload();
  await expect(page.getByText("1 of 2 accepted").first()).toBeVisible();
  await page.getByRole("button", { name: "Remind 1 user" }).click();
  await page.getByRole("dialog", { name: "Remind 1 user?" }).getByRole("button", { name: "Send reminders" }).click();
  await expect(page.getByText("1 user got an email in the last 24 hours.")).toBeVisible();
  await page.getByRole("button", { name: "Revoke 1 invitation" }).click();
  expect(await findProblems(page), "the question").toEqual([]);
  await page.getByRole("dialog", { name: "Revoke 1 invitation?" }).getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Revoke 1 invitation" }).click();
  await page.getByRole("button", { name: "Revoke all" }).click();
  await expect(page.getByText("1 invitation revoked.")).toBeVisible();
});

test("a pasted list invites the users without an account and names the other lines", async ({ page, server }) => {
  await logInAsAdministrator(page);
  await page.goto(routes.invitations());
  await page.getByRole("link", { name: "Invite several" }).click();
  const email = newEmail();
  await page.getByLabel("Email addresses").fill(`Name;Email\nNew;${email}\nno address here\n${administrator}`);
  await page.getByRole("button", { name: "Check addresses" }).click();
  const left = page.getByRole("table", { name: "Left out" }).getByRole("row");
  await expect(left.filter({ hasText: "no address here" })).toContainText("No email address in this line");
  await expect(left.filter({ hasText: administrator })).toContainText("Has an account already");
  expect(await findProblems(page), "the preview").toEqual([]);
  await page.getByRole("button", { name: "Invite 1 user" }).click();
  await expect(page.getByText("The emails are on their way.")).toBeVisible();
  await server.mailTo(email, routes.invitation());
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false, baseURL: async ({ mailless }, provide) => provide(mailless.origin) });

  test("a user is invited and accepts on a server that can’t send email", async ({ page, browser }) => {
    await logInAsAdministrator(page);
    await page.goto(routes.newUser());
    await page.getByLabel("Email address").fill("nobody");
    await page.getByLabel("Note").fill("kept as it was typed");
    await page.getByRole("button", { name: "Create invitation" }).click();
    await expect(page.getByLabel("Note")).toHaveValue("kept as it was typed");
    const email = newEmail();
    await page.getByLabel("Email address").fill(email);
    await page.getByRole("button", { name: "Create invitation" }).click();
    const link = await page.getByRole("region", { name: "Link to pass on" }).locator("code").innerText();

    const theirs = await openElsewhere(browser, link, { javaScriptEnabled: false });
    await theirs.getByLabel("Password", { exact: true }).fill("password1");
    await theirs.getByRole("button", { name: "Create account" }).click();
    await expect(theirs.getByLabel("Password", { exact: true })).toHaveAttribute("aria-invalid", "true");
    await acceptAs(theirs, null);
    await theirs.waitForURL(`**${routes.account()}*`);
    await theirs.context().close();

    await openInvitation(page, email);
    await expect(page.getByText("This invitation was accepted. Its link no longer works.")).toBeVisible();
    const note = newEmail().replace("@", " at ");
    await createLink(page, { note });
    await openInvitation(page, note);
    await page.getByRole("button", { name: "Create new link" }).click();
    await expect(page.getByRole("region", { name: "Link" }).locator("code")).toHaveText(/open\?token=/);
    await page.getByRole("button", { name: "Revoke invitation" }).click();
    await page.getByRole("button", { name: "Revoke", exact: true }).click();
    await expect(page.getByText("This invitation was revoked. Its link no longer works.")).toBeVisible();
  });

  test("a list of addresses is invited, and its links are a file that is given out once", async ({ page, browser }) => {
    await logInAsAdministrator(page);
    await page.goto(routes.inviteMany());
    const email = newEmail();
    await page.getByLabel("Email addresses").fill(email);
    await page.getByRole("button", { name: "Check addresses" }).click();
    await page.getByRole("button", { name: "Invite 1 user" }).click();
    await page.getByRole("link", { name: "Get the links" }).click();
    await page.getByRole("button", { name: "Download 1 link (CSV)" }).click();
    const href = (await page.getByRole("link", { name: "Save again" }).getAttribute("href")) ?? "";
    const text = decodeURIComponent(href.slice(href.indexOf(",") + 1));
    const [, row = ""] = text.split("\r\n");
    expect(text).toContain("email,name,link,expires");
    const [invited, , link = ""] = row.split(",");
    expect(invited).toBe(email);
    await page.goto(routes.invitations());
    await expect(page.getByRole("button", { name: "Download 1 link (CSV)" })).toHaveCount(0);
    const theirs = await openElsewhere(browser, link, { javaScriptEnabled: false });
    await acceptAs(theirs, null);
    await theirs.waitForURL(`**${routes.account()}*`);
    await theirs.context().close();
  });
});

test("inviting a user has no accessibility problems", { tag: "@phone" }, async ({ page }) => {
  await logInAsAdministrator(page);
  await page.goto(routes.newUser());
  expect(await findProblems(page), "the form").toEqual([]);
  await createLink(page, { note: newEmail(), role: "admin" });
  await page.getByText("Show QR code").click();
  expect(await findProblems(page), "the link").toEqual([]);
});

test("the list of invitations has no accessibility problems", { tag: "@phone" }, async ({ page }) => {
  await logInAsAdministrator(page);
  const note = newEmail();
  await createLink(page, { note, role: "admin" });
  await openInvitation(page, note);
  expect(await findProblems(page), "an invitation").toEqual([]);
  for (const path of [routes.invitations(), routes.invitations({ state: "expired" }), routes.inviteMany()]) {
    await page.goto(path);
    expect(await findProblems(page), path).toEqual([]);
  }
});

test("accepting an invitation has no accessibility problems", { tag: "@phone" }, async ({ page, browser }) => {
  await logInAsAdministrator(page);
  const link = await createLink(page, { note: "to look at", email: newEmail(), role: "admin" });
  const theirs = await openElsewhere(browser, link);
  expect(await findProblems(theirs), "an invitation to accept").toEqual([]);
  await theirs.goto(routes.openInvitation("no-such-link"));
  expect(await findProblems(theirs), "an invalid invitation").toEqual([]);
  await theirs.goto(routes.signUp());
  expect(await findProblems(theirs), "a sign-up by invitation").toEqual([]);
  await theirs.context().close();
});
