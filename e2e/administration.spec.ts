import type { Browser, Page } from "@playwright/test";
import { apiRoutes } from "@/lib/api-routes";
import { routes } from "@/lib/routes";
import {
  administrator,
  administratorSettings,
  logInAsAdministrator,
  testWithAdministrator,
} from "./support/administrator";
import { findAccessibilityProblems, findOverflow } from "./support/axe";
import { type MailingServer, startMailingServer } from "./support/mailing-server";
import { expect, test as base } from "./support/test";
import { logIn, newEmail, PASSWORD, signUp } from "./support/users";

const test = testWithAdministrator();
const mailingTest = base.extend<object, { server: MailingServer }>({
  server: [
    // Playwright reads the required fixtures from the destructuring pattern.
    async ({}, provide) => {
      const server = await startMailingServer(administratorSettings);
      await provide(server);
      await server.dispose();
    },
    { scope: "worker" },
  ],
  baseURL: ({ server }, provide) => provide(server.origin),
});

const unknownId = "00000000-0000-7000-8000-000000000000";
const pages = [
  routes.administration(),
  routes.users(),
  routes.newUser(),
  routes.newUser("password"),
  routes.exportUsers(),
  routes.exportUsersFile(),
  routes.importUsers(),
  routes.findUsers({ q: "a" }),
  routes.user(unknownId),
  routes.user(unknownId, "activity"),
  routes.invitations(),
  routes.administeredInvitation(unknownId),
  routes.auditLog(),
  routes.exportAuditLog(),
  routes.outbox(),
  routes.mail(unknownId),
  routes.mailPreview(unknownId),
  routes.system(),
];

/** Signs up another user in a separate browser context. */
async function signUpAnotherUser(browser: Browser, origin: string): Promise<{ email: string; theirs: Page }> {
  const email = newEmail();
  const theirs = await (await browser.newContext({ baseURL: origin })).newPage();
  await signUp(theirs, email);
  return { email, theirs };
}

/** Reports "This wasn't me" with the link of a reset mail in the outbox, which freezes the account for a day. */
async function reportNotMe(page: Page, theirs: Page, email: string): Promise<void> {
  await theirs.request.post(apiRoutes.requestPasswordReset(), { data: { email } });
  const mail = page.getByRole("row").filter({ hasText: email }).getByRole("link").first();
  await expect(async () => {
    await page.goto(routes.outbox());
    await expect(mail).toBeVisible({ timeout: 1000 });
  }).toPass();
  await mail.click();
  await page.getByRole("button", { name: "Reveal links and codes" }).click();
  const text = page.getByRole("region", { name: "Links and codes", exact: true });
  await text.locator("summary", { hasText: "Other links in this mail" }).click();
  await expect(text).toContainText(routes.openNotMe(""));
  await theirs.goto(/\S+\/not-me\/open\?token=[\w-]+/.exec(await text.innerText())?.[0] ?? "");
  await theirs.getByRole("button", { name: "This wasn’t me" }).click();
  await expect(theirs.getByText("Security settings can’t be changed for 24 hours.")).toBeVisible();
}

/** On the page of a user. */
async function saveRole(page: Page, role: "admin" | "moderator" | "user"): Promise<void> {
  await page.getByLabel("Role", { exact: true }).selectOption(role);
  await page.getByRole("button", { name: "Save role" }).click();
  await expect(page.getByText("Role changed.")).toBeVisible();
}

async function openUser(page: Page, email: string): Promise<void> {
  await page.goto(routes.users({ q: email }));
  await page.getByRole("table", { name: "Users" }).locator("tbody").getByRole("link").first().click();
  await page.waitForURL(/\/admin\/users\/[0-9a-f-]{36}$/);
}

test("every administration page redirects a visitor to log-in", async ({ page }) => {
  for (const path of pages) {
    await page.goto(path);
    expect(new URL(page.url()).pathname, path).toBe(routes.logIn());
  }
});

test.describe("a user without permissions", () => {
  test.use({ expectedConsoleErrors: [/status of 404/] });

  test("gets 404 for every administration page and sees no link to one", async ({ page, browser, latchkey }) => {
    const { email, theirs } = await signUpAnotherUser(browser, latchkey.origin);
    await theirs.context().close();
    await signUp(page, newEmail());
    await expect(page.getByRole("link", { name: "Administration" })).toHaveCount(0);
    for (const path of pages) {
      const variants: [string, Record<string, string>][] = [
        [path, {}],
        [path, { RSC: "1" }],
        [`${path}?_rsc=abcde`, { RSC: "1" }],
        [path, { RSC: "1", "Next-Router-Prefetch": "1" }],
        [path, { RSC: "1", "Next-Router-Segment-Prefetch": "/_tree" }],
      ];
      for (const [target, headers] of variants) {
        const reply = await page.request.get(target, { headers });
        const words = `${target} ${JSON.stringify(headers)}`;
        const body = await reply.text();
        expect(body, words).not.toContain(email);
        expect(body, words).not.toContain("Administration");
        if (!("RSC" in headers)) expect(reply.status(), words).toBe(404);
      }
    }
    await page.goto(routes.users());
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Page not found");
  });
});

/** On a phone the sections are a list that opens. */
async function openSection(page: Page, name: string, isMobile: boolean): Promise<void> {
  const sections = page.getByRole("navigation", { name: "Administration" }).filter({ visible: true });
  if (isMobile) await sections.locator("summary").click();
  await sections.getByRole("link", { name }).click();
}

test("an administrator finds a user with the / key and a search", { tag: "@phone" }, async ({
  page,
  browser,
  latchkey,
  isMobile,
}) => {
  const { email } = await signUpAnotherUser(browser, latchkey.origin);
  await logInAsAdministrator(page);
  if (isMobile) await page.getByRole("button", { name: "Menu" }).click();
  await page.getByRole("link", { name: "Administration" }).filter({ visible: true }).click();
  await page.waitForURL(`**${routes.administration()}`);
  await openSection(page, "Users", isMobile);
  await expect(page.getByRole("table", { name: "Users" })).toBeVisible();
  if (isMobile) await page.getByRole("searchbox", { name: "Search users" }).focus();
  else {
    // The button appears once the page has loaded its scripts.
    await expect(page.getByRole("button", { name: "Keyboard" })).toBeVisible();
    await page.keyboard.press("/");
  }
  await expect(page.getByRole("searchbox", { name: "Search users" })).toBeFocused();
  await page.keyboard.type(email);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.searchParams.get("q") === email);
  await expect(page.getByRole("table", { name: "Users" }).locator("tbody").getByRole("link")).toHaveText([email]);
  await expect(page.getByText("1 user", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Clear filters" }).click();
  await page.waitForURL((url) => url.search === "");
  await page.goBack();
  await expect(page.getByRole("searchbox", { name: "Search users" })).toHaveValue(email);
});

test("the column headers sort the list and expose the sort order", async ({ page }) => {
  await logInAsAdministrator(page);
  await page.goto(routes.users());
  await expect(page.getByRole("columnheader", { name: "Created" })).toHaveAttribute("aria-sort", "descending");
  await page.getByRole("columnheader", { name: "Name" }).getByRole("link").click();
  await expect(page.getByRole("columnheader", { name: "Name" })).toHaveAttribute("aria-sort", "ascending");
  await page.getByRole("columnheader", { name: "Name" }).getByRole("link").click();
  await expect(page.getByRole("columnheader", { name: "Name" })).toHaveAttribute("aria-sort", "descending");
});

test("disabling ends sessions and blocks log-in, enabling allows it again, and the audit log records both", async ({
  page,
  browser,
  latchkey,
}) => {
  const { email, theirs } = await signUpAnotherUser(browser, latchkey.origin);
  await logInAsAdministrator(page);
  await openUser(page, email);
  await page.getByRole("button", { name: "Disable…" }).click();
  await page.getByRole("button", { name: "Disable account" }).click();
  await expect(page.getByText("Account disabled. All its sessions have ended.")).toBeVisible();
  await theirs.goto(routes.account());
  expect(new URL(theirs.url()).pathname).toBe(routes.logIn());
  await logIn(theirs, email, PASSWORD);
  await expect(theirs.getByRole("alert").filter({ hasText: /\w/ })).toBeVisible();

  await page.getByRole("button", { name: "Enable account" }).click();
  await expect(page.getByText("Account enabled.")).toBeVisible();
  await logIn(theirs, email, PASSWORD);
  await theirs.waitForURL(`**${routes.account()}*`);

  await page.goto(routes.auditLog({ action: "user.disable" }));
  const event = page.getByRole("listitem").filter({ hasText: email });
  await expect(event).toContainText(`by ${administrator}`);
  await expect(event).toContainText(/\d sessions? ended/);
  await theirs.context().close();
});

test("a frozen account reads why it can't set up two-factor authentication or export users", async ({
  page,
  browser,
  latchkey,
}) => {
  const { email, theirs } = await signUpAnotherUser(browser, latchkey.origin);
  await logInAsAdministrator(page);
  await openUser(page, email);
  await saveRole(page, "admin");
  await reportNotMe(page, theirs, email);
  await theirs.goto(routes.addAuthenticator());
  await expect(
    theirs.getByRole("alert").filter({ hasText: "because the owner of this account reported activity" }),
  ).toBeVisible();
  await expect(theirs.getByRole("link", { name: "Reset your password" })).toBeVisible();
  const refused = await theirs.request.get(routes.exportUsersFile());
  expect(refused.status()).toBe(403);
  expect(await refused.text()).toContain("reported activity that wasn't theirs");
  await theirs.context().close();
  // Another test expects a single administrator.
  await openUser(page, email);
  await saveRole(page, "user");
});

test("deleting ends sessions, the account is listed under deleted, and it can be restored", async ({
  page,
  browser,
  latchkey,
}) => {
  const { email, theirs } = await signUpAnotherUser(browser, latchkey.origin);
  await logInAsAdministrator(page);
  await openUser(page, email);
  await page.getByRole("button", { name: "Delete…" }).click();
  await page.getByRole("button", { name: "Delete account" }).click();
  await expect(page.getByText("Account deleted.")).toBeVisible();
  await theirs.goto(routes.account());
  expect(new URL(theirs.url()).pathname).toBe(routes.logIn());
  await page.goto(routes.users({ q: email }));
  await expect(page.getByText("No users found")).toBeVisible();
  await page.goto(routes.users({ q: email, status: "deleted" }));
  await page.getByRole("table", { name: "Users" }).locator("tbody").getByRole("link").first().click();
  await page.getByRole("button", { name: "Restore account" }).click();
  await expect(page.getByText("Account restored.")).toBeVisible();
  await logIn(theirs, email, PASSWORD);
  await theirs.waitForURL(`**${routes.account()}*`);
  await theirs.context().close();
});

test.describe("a moderator", () => {
  test.use({ expectedConsoleErrors: [/status of 404/] });

  test("can disable users, can’t change administrators or open other sections, and loses access when demoted", async ({
    page,
    browser,
    latchkey,
  }) => {
    const { email: plain } = await signUpAnotherUser(browser, latchkey.origin);
    const { email, theirs } = await signUpAnotherUser(browser, latchkey.origin);
    await logInAsAdministrator(page);
    await openUser(page, email);
    await saveRole(page, "moderator");

    for (const path of [
      routes.auditLog(),
      routes.outbox(),
      routes.newUser(),
      routes.invitations(),
      routes.exportUsers(),
      routes.importUsers(),
    ])
      expect((await theirs.goto(path))?.status(), path).toBe(404);
    await openUser(theirs, administrator);
    await expect(theirs.getByText("You don’t have permission to change this account.")).toBeVisible();
    await expect(theirs.getByRole("link", { name: "Activity" })).toHaveCount(0);
    await openUser(theirs, plain);
    await expect(theirs.getByRole("link", { name: "Audit log" })).toHaveCount(0);
    await expect(theirs.getByRole("button", { name: /Save role|Save profile|Delete…/ })).toHaveCount(0);
    await theirs.getByRole("button", { name: "Disable…" }).click();
    await theirs.getByRole("button", { name: "Disable account" }).click();
    await expect(theirs.getByText("Account disabled. All its sessions have ended.")).toBeVisible();

    await page.reload();
    await saveRole(page, "user");
    expect((await theirs.goto(routes.users()))?.status()).toBe(404);
    await theirs.context().close();
  });

  test("begins with the users, and learns which pages are for administrators", { tag: "@phone" }, async ({
    page,
    browser,
    latchkey,
  }) => {
    const { email, theirs } = await signUpAnotherUser(browser, latchkey.origin);
    await logInAsAdministrator(page);
    await openUser(page, email);
    await saveRole(page, "moderator");

    await theirs.goto(routes.administration());
    expect(new URL(theirs.url()).pathname).toBe(routes.users());
    for (const path of [routes.outbox(), routes.system(), routes.importUsers()]) {
      await theirs.goto(path);
      await expect(theirs.getByRole("heading", { level: 1 }), path).toHaveText("This page is for administrators");
      expect(await findOverflow(theirs), path).toBe(0);
    }
    expect(await findAccessibilityProblems(theirs)).toEqual([]);
    await theirs.getByRole("link", { name: "View users" }).click();
    await theirs.waitForURL(`**${routes.users()}`);

    await page.reload();
    await saveRole(page, "user");
    await theirs.goto(routes.outbox());
    await expect(theirs.getByRole("heading", { level: 1 })).not.toHaveText("This page is for administrators");
    await theirs.context().close();
  });
});

test("the last administrator can’t be demoted, disabled or deleted", async ({ page }) => {
  await logInAsAdministrator(page);
  await openUser(page, administrator);
  await expect(
    page.getByText("This is the last administrator. Make another user an administrator first.").first(),
  ).toBeVisible();
  await expect(page.getByRole("button", { name: /Save role|Disable…|Delete…/ })).toHaveCount(0);
});

test("a new user gets a temporary password, shown once, and must change it at the first log-in", async ({
  page,
  browser,
  latchkey,
}) => {
  await logInAsAdministrator(page);
  await page.goto(routes.newUser());
  await page.getByRole("link", { name: "Create account" }).click();
  await page.waitForURL(`**${routes.newUser("password")}`);
  const email = newEmail();
  await page.getByLabel("Email address").fill(email);
  await page.getByRole("button", { name: "Create account" }).click();
  const made = page.getByRole("region", { name: "Pass this on" });
  const password = await made.getByRole("definition").last().innerText();
  await page.reload();
  await expect(page.getByText(password)).toHaveCount(0);
  const theirs = await (await browser.newContext({ baseURL: latchkey.origin })).newPage();
  await logIn(theirs, email, password);
  await theirs.waitForURL(`**${routes.changePassword()}`);
  await theirs.context().close();
});

test("an unsent message is shown masked until an administrator reveals its link", async ({
  page,
  browser,
  latchkey,
}) => {
  const { email, theirs } = await signUpAnotherUser(browser, latchkey.origin);
  await theirs.request.post(apiRoutes.requestPasswordReset(), { data: { email } });
  await logInAsAdministrator(page);
  await page.goto(routes.outbox());
  await expect(page.getByText("This server doesn’t send email.")).toBeVisible();
  await page.getByRole("row").filter({ hasText: email }).getByRole("link").first().click();
  const preview = page.frameLocator("iframe");
  await expect(preview.getByText(/open\?token=\*+/)).toBeVisible();
  await page.getByRole("button", { name: "Reveal links and codes" }).click();
  await expect(page.getByRole("region", { name: "Links and codes", exact: true })).toContainText(
    /open\?token=[\w-]{20,}/,
  );
  await theirs.context().close();
});

test("the system page shows server, database, jobs and settings, and offers no test email without mail", {
  tag: "@phone",
}, async ({ page, isMobile }) => {
  await logInAsAdministrator(page);
  await page.goto(routes.users());
  await openSection(page, "System", isMobile);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("System");
  await expect(page.getByRole("listitem").filter({ hasText: "No mail can be sent" })).toContainText(
    "Set MAIL_SERVER (SMTP) or RESEND_API_KEY",
  );
  for (const part of ["Server", "Database", "Jobs", "Settings"])
    await page
      .locator("summary", { hasText: new RegExp(`^${part}`) })
      .first()
      .click();
  await expect(page.getByRole("table", { name: "Server", exact: true })).toContainText("Database available");
  await expect(page.getByRole("table", { name: "Database" })).toContainText("SQLite");
  await expect(
    page.getByRole("table", { name: "Jobs" }).getByRole("row").filter({ hasText: "Remove expired data" }),
  ).toContainText("Done");

  const settings = page.getByRole("table", { name: "Set on this server" });
  await expect(settings.getByRole("row").filter({ hasText: "ADMIN_EMAIL" })).toContainText(administrator);
  await expect(settings.getByRole("row").filter({ hasText: "ADMIN_PASSWORD" })).toContainText("set (hidden)");
  await expect(settings.getByRole("row").filter({ hasText: "JWT_SECRET" })).toContainText("secrets.json");
  await page.locator("summary", { hasText: "Sessions and tokens" }).click();
  const sessions = page.getByRole("table", { name: "Sessions and tokens settings" });
  await expect(sessions.getByRole("row").filter({ hasText: "SESSION_IDLE_DAYS" })).toContainText(
    "A browser session ends after this many days without use.",
  );
  expect(await page.content()).not.toContain(PASSWORD);

  await expect(page.getByRole("button", { name: "Send test email" })).toHaveCount(0);

  await page.reload();
  await page.getByRole("link", { name: "MAIL_SERVER" }).click();
  await expect(page.getByRole("row").filter({ hasText: "The SMTP server’s name or address." })).toBeInViewport();
});

test.describe("a server in production", () => {
  test.use({ expectedConsoleErrors: [/status of 404/] });

  test("has no local mail page, even with forged headers", async ({ page, request }) => {
    expect((await page.goto(routes.localInbox()))?.status()).toBe(404);
    for (const [name, value] of [
      ["x-latchkey-local", "1"],
      ["x-forwarded-for", "127.0.0.1"],
      ["host", "localhost"],
    ] as const) {
      for (const path of [routes.localInbox(), routes.localMail(unknownId)])
        expect((await request.get(path, { headers: { [name]: value } })).status(), name).toBe(404);
    }
  });
});

for (const javaScriptEnabled of [true, false])
  mailingTest.describe(
    javaScriptEnabled ? "on a server with email" : "on a server with email, without JavaScript",
    () => {
      mailingTest.use({ javaScriptEnabled });

      mailingTest("a test email is sent", async ({ page, server }) => {
        await logInAsAdministrator(page);
        await page.goto(routes.system());
        await page.getByRole("button", { name: "Send test email" }).click();
        await expect(page.getByText(`Sent to ${administrator}.`)).toBeVisible();
        await expect.poll(() => server.mailsTo(administrator).join("\n")).toContain("Subject: Latchkey test email");
      });
    },
  );

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("users can be searched and edited", async ({ page }) => {
    await logInAsAdministrator(page);
    await page.goto(routes.users());
    await page.getByRole("searchbox", { name: "Search users" }).fill(administrator);
    await page.getByRole("button", { name: "Search" }).click();
    await page.getByRole("table", { name: "Users" }).locator("tbody").getByRole("link").first().click();
    await page.getByRole("link", { name: "Profile" }).click();
    await page.getByLabel("Full name").fill("Root Person");
    await page.getByRole("button", { name: "Save profile" }).click();
    await expect(page.getByText("Profile saved.")).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Root Person");
  });
});

test.describe("no accessibility problems, and nothing wider than the screen,", { tag: "@phone" }, () => {
  const views = {
    "in the user list": [routes.users(), routes.users({ q: "nobody-at-all", role: "admin" })],
    "where a user is created": [routes.newUser("password")],
    "on the export and import pages": [routes.exportUsers(), routes.importUsers()],
    "on the overview": [routes.administration()],
    "in the audit log": [
      routes.auditLog(),
      routes.auditLog({ group: "accounts", range: "7d" }),
      routes.auditLog({ person: "a" }),
    ],
    "on the system page": [routes.system()],
  };
  for (const [name, paths] of Object.entries(views)) {
    test(name, async ({ page }) => {
      await logInAsAdministrator(page);
      for (const path of paths) {
        await page.goto(path);
        expect(await findAccessibilityProblems(page), path).toEqual([]);
        expect(await findOverflow(page), path).toBe(0);
      }
    });
  }

  test("on the page of a user, in the outbox and with an email", async ({ page, browser, latchkey }) => {
    const { email, theirs } = await signUpAnotherUser(browser, latchkey.origin);
    await theirs.request.post(apiRoutes.requestPasswordReset(), { data: { email } });
    await theirs.context().close();
    await logInAsAdministrator(page);
    await openUser(page, email);
    expect(await findAccessibilityProblems(page), "the user").toEqual([]);
    expect(await findOverflow(page), "the user").toBe(0);
    await page.goto(routes.outbox());
    expect(await findAccessibilityProblems(page), "the outbox").toEqual([]);
    expect(await findOverflow(page), "the outbox").toBe(0);
    await page.getByRole("table", { name: "Mail" }).locator("tbody").getByRole("link").first().click();
    await expect(page.locator("iframe")).toBeVisible();
    expect(await findAccessibilityProblems(page), "the email").toEqual([]);
    expect(await findOverflow(page), "the email").toBe(0);
  });
});
