import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { UnknownAdminPage } from "./unknown-admin-page";

test("an unknown user's page keeps the sections of the administration, for those who have them", () => {
  const html = renderToStaticMarkup(<UnknownAdminPage role="admin" isOfUsers />);
  expect(html).toContain("User not found");
  expect(html).toMatch(/href="\/admin\/users" aria-current="true"/);
  expect(html).toContain("Audit log");
  expect(renderToStaticMarkup(<UnknownAdminPage role="user" isOfUsers />)).not.toContain("Audit log");
  expect(renderToStaticMarkup(<UnknownAdminPage role="moderator" />)).toContain("View users");
});
