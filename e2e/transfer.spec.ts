import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { routes } from "@/lib/routes";
import { administrator, logInAsAdministrator, testWithAdministrator } from "./support/administrator";
import { findAccessibilityProblems, findOverflow } from "./support/axe";
import { chooseFile } from "./support/choose-file";
import { openWithoutScripts } from "./support/open-without-scripts";
import { expect } from "./support/test";
import { logIn, newEmail } from "./support/users";

// A bcrypt hash of "MyStrongPass123" at cost 12, as stored by a tutorial's server.
const BCRYPT = "$2b$12$ocJuwT.9l6XHsz4qKlLXL.HMB2p20XubctvnOLwYIF2dFDucszux2";

const test = testWithAdministrator();

function csvFile(text: string): { name: string; mimeType: string; buffer: Buffer } {
  return { name: "users.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
}

async function downloaded(page: Page, start: () => Promise<void>): Promise<{ name: string; text: string }> {
  const download = page.waitForEvent("download");
  await start();
  const file = await download;
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), "utf8") };
}

test("an import is previewed, run and reported, and imported users log in with their old password", async ({
  page,
  browser,
  latchkey,
}) => {
  await logInAsAdministrator(page);
  await page.goto(routes.users());
  await page.getByRole("button", { name: "Import, export" }).click();
  await page.getByRole("link", { name: "Import users" }).click();
  const email = newEmail();
  const text = `Contact,Name,password_hash\n${email},=1+1,${BCRYPT}\nnot an address,Nobody,\n`;
  await chooseFile(page, csvFile(text));
  await page.getByRole("button", { name: "Check file" }).click();
  await expect(page.getByText("No email column was found.")).toBeVisible();
  await page.getByLabel("Email address").selectOption("Contact");
  await page.getByRole("button", { name: "Check again" }).click();
  await expect(
    page
      .getByRole("table", { name: "Rows that need attention" })
      .getByRole("row")
      .filter({ hasText: "not an address" }),
  ).toContainText("This isn’t an email address.");
  await page.getByRole("button", { name: "Import 1 user" }).click();
  await expect(page.getByRole("heading", { name: "1 user imported" })).toBeVisible();
  const report = await downloaded(page, () => page.getByRole("link", { name: "Download report" }).click());
  expect(report.name).toBe("latchkey-import.csv");
  expect(report.text).toContain(`2,${email},created,`);
  expect(report.text).toContain("3,not an address,refused,");
  const leftOut = await downloaded(page, () => page.getByRole("link", { name: "Download the rows left out" }).click());
  expect(leftOut.name).toBe("users-left-out.csv");
  expect(leftOut.text).toMatch(
    /^\ufeffLeft out because,Contact,Name,password_hash\r\nThis isn't an email address\.,not an address,Nobody,\r\n$/,
  );
  await page.getByRole("link", { name: "Import another file" }).click();
  const corrected = leftOut.text.replace("not an address", newEmail());
  await chooseFile(page, { ...csvFile(corrected), name: leftOut.name });
  await page.getByRole("button", { name: "Check file" }).click();
  await page.getByLabel("Email address").selectOption("Contact");
  await page.getByRole("button", { name: "Check again" }).click();
  await page.getByRole("button", { name: "Import 1 user" }).click();
  await expect(page.getByRole("heading", { name: "1 user imported" })).toBeVisible();

  const theirs = await (await browser.newContext({ baseURL: latchkey.origin })).newPage();
  await logIn(theirs, email, "MyStrongPass123");
  await theirs.waitForURL(`**${routes.account()}*`);
  await theirs.context().close();
});

test("an export of another system is recognised, and what isn't imported is named before the import", async ({
  page,
}) => {
  await logInAsAdministrator(page);
  await page.goto(routes.importUsers());
  const [active, blocked] = [newEmail(), newEmail()];
  const users = [
    {
      username: "",
      email: active,
      firstName: "Ada",
      lastName: "Key",
      enabled: true,
      realmRoles: ["editor"],
      createdTimestamp: 1717232400123,
    },
    { username: "", email: blocked, enabled: false, createdTimestamp: 1717232400123 },
  ];
  const buffer = Buffer.from(JSON.stringify({ realm: "demo", users, clients: [{ clientId: "account" }] }));
  await chooseFile(page, { name: "realm.json", mimeType: "application/json", buffer });
  await page.getByRole("button", { name: "Check file" }).click();
  await expect(page.getByText("Exported by Keycloak")).toBeVisible();
  await expect(page.getByRole("alert").filter({ hasText: "look important" })).toContainText("realmRoles");
  await expect(page.getByLabel("First name")).toHaveValue("=firstName");
  await page.getByRole("button", { name: "Import 2 users" }).click();
  await expect(page.getByRole("heading", { name: "2 users imported" })).toBeVisible();
  await page.goto(routes.users({ q: blocked }));
  await expect(page.getByRole("row").filter({ hasText: blocked })).toContainText("Disabled");
  await page.goto(routes.users({ q: active }));
  await expect(page.getByRole("row").filter({ hasText: active })).toContainText("Ada Key");
});

test("Excel's Unicode text is imported, with the rows numbered as in Excel", async ({ page }) => {
  await logInAsAdministrator(page);
  await page.goto(routes.importUsers());
  const text = `\ufeffE-Mail\tVorname\tNachname\r\n${newEmail()}\tÄda\tKönig\r\n\r\nnot an address\tX\tY\r\n`;
  const buffer = Buffer.from(text, "utf16le");
  await chooseFile(page, { name: "users.txt", mimeType: "text/plain", buffer });
  await page.getByRole("button", { name: "Check file" }).click();
  const rows = page.getByRole("table", { name: "Rows that need attention" }).getByRole("row");
  await expect(rows.filter({ hasText: "not an address" })).toContainText(/^4/);
  await expect(page.getByLabel("Last name")).toHaveValue("=Nachname");
  await expect(page.getByRole("button", { name: "Import 1 user" })).toBeVisible();
});

test("an export contains the filtered users and the selected columns", async ({ page }) => {
  await logInAsAdministrator(page);
  await page.goto(routes.users({ q: administrator }));
  await page.getByRole("button", { name: "Import, export" }).click();
  await page.getByRole("link", { name: "Export users" }).click();
  await expect(page.getByText(`Filtered by: search “${administrator}”.`)).toBeVisible();
  await page.locator("summary", { hasText: "Columns" }).click();
  await page.getByRole("button", { name: "Select none" }).click();
  await page.getByRole("checkbox", { name: "Email address" }).check();
  await page.getByRole("checkbox", { name: "Role" }).check();
  const { name, text } = await downloaded(page, () => page.getByRole("button", { name: "Download 1 user" }).click());
  expect(name).toMatch(/^latchkey-users-\d{4}-\d\d-\d\d\.csv$/);
  expect(text).toBe(`\ufeffemail,role\r\n${administrator},admin\r\n`);

  await page.goto(routes.auditLog({ action: "user.export" }));
  await expect(page.getByRole("listitem").filter({ hasText: "Users exported" }).first()).toContainText(
    `by ${administrator}`,
  );
  const log = await downloaded(page, () => page.getByRole("link", { name: /^Export .*events \(CSV\)$/ }).click());
  expect(log.name).toMatch(/^latchkey-audit-log-\d{4}-\d\d-\d\d\.csv$/);
  expect(log.text).toContain(",user.export,Users exported,success,");
});

test("a file with plain-text passwords or broken CSV is refused with an error beside the field", async ({ page }) => {
  await logInAsAdministrator(page);
  await page.goto(routes.importUsers());
  await page.getByRole("button", { name: "Check file" }).click();
  await expect(page.getByLabel("User file")).toHaveAttribute("aria-invalid", "true");
  await chooseFile(page, csvFile("email,password\nclear@example.org,hunter2\n"));
  await page.getByRole("button", { name: "Check file" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "contains plain-text passwords" })).toBeVisible();
  await chooseFile(page, csvFile('email,"name\na@example.org,Open\n'));
  await expect(page.getByText("contains plain-text passwords")).toHaveCount(0);
  await page.getByRole("button", { name: "Check file" }).click();
  await expect(
    page.getByRole("alert").filter({ hasText: "A quote that opens in line 2 or before is never closed." }),
  ).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a file is checked, imported and exported", async ({ page }) => {
    await logInAsAdministrator(page);
    await page.goto(routes.importUsers());
    const email = newEmail();
    await page.getByLabel("User file").setInputFiles(csvFile(`email,full_name\n${email},Plain Person\n`));
    await page.getByRole("button", { name: "Check file" }).click();
    await expect(page.getByText("Choose the file again. The server doesn’t keep it.")).toBeVisible();
    await page.getByLabel("User file").setInputFiles(csvFile(`email,full_name\n${email},Plain Person\n`));
    await page.getByRole("button", { name: "Import 1 user" }).click();
    await expect(page.getByRole("heading", { name: "1 user imported" })).toBeVisible();
    await page.goto(routes.exportUsers({ q: email, columns: "email,full_name" }));
    const { text } = await downloaded(page, () => page.getByRole("button", { name: "Download 1 user" }).click());
    expect(text).toBe(`\ufeffemail,full_name\r\n${email},Plain Person\r\n`);
  });
});

test("a file that was sent before the script ran is asked for again", async ({ page }) => {
  await logInAsAdministrator(page);
  const { release } = await openWithoutScripts(page, routes.importUsers());
  const file = csvFile(`email,full_name\n${newEmail()},Plain Person\n`);
  await page.getByLabel("User file").setInputFiles(file);
  await page.getByRole("button", { name: "Check file" }).click();
  await expect(page.getByRole("heading", { name: "Preview" })).toBeVisible();
  release();
  await expect(page.getByText("Choose the file again. The server doesn’t keep it.")).toBeVisible();
  await page.getByLabel("User file").setInputFiles(file);
  await expect(page.getByText("Choose the file again.")).toHaveCount(0);
  await page.getByRole("button", { name: /^Check/ }).click();
  await expect(page.getByText("Checking…")).toBeHidden();
  await page.getByRole("button", { name: "Import 1 user" }).click();
  await expect(page.getByRole("heading", { name: "1 user imported" })).toBeVisible();
});

test("an import report has no accessibility problems and fits the screen", { tag: "@phone" }, async ({ page }) => {
  await logInAsAdministrator(page);
  await page.goto(routes.importUsers());
  await chooseFile(page, csvFile(`email,role\n${newEmail()},admin\n${administrator},user\n${"x".repeat(120)},user\n`));
  for (const button of ["Check file", "Import 1 user"]) {
    await page.getByRole("button", { name: button }).click();
    await expect(page.getByRole("table", { name: "Rows that need attention" })).toBeVisible();
    await expect(
      page.getByRole("heading", { name: button === "Check file" ? "Preview" : "Import result" }),
    ).toBeVisible();
    expect(await findAccessibilityProblems(page)).toEqual([]);
    expect(await findOverflow(page)).toBe(0);
  }
});
