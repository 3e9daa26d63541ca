import { expect, type Page } from "@playwright/test";

type File = { name: string; mimeType: string; buffer: Buffer };

/** The field names the file once the script runs. Before, the browser itself would send the form, and the next page has no file. */
export async function chooseFile(page: Page, file: File): Promise<void> {
  await page.getByLabel("User file").setInputFiles(file);
  await expect(page.getByText(file.name, { exact: true })).toBeVisible();
}
