import { expect, test } from "vitest";
import { projectFolder } from "./project.mjs";
import { blankSettings, settingNames, testEnvironment } from "./test-environment.mjs";

test("every setting of the example file is found, even when commented out", () => {
  expect(settingNames("# The port.\nPORT=3000\n\n# MAIL_SERVER=\n#JWT_SECRET=\n")).toEqual([
    "PORT",
    "MAIL_SERVER",
    "JWT_SECRET",
  ]);
});

test("tests don't get NODE_ENV or the product's settings, but keep other variables", () => {
  const environment = testEnvironment("/nowhere", { NODE_ENV: "production", PATH: "/bin", CHROMIUM_PATH: "/chromium" });
  expect(environment).toEqual({ PATH: "/bin", CHROMIUM_PATH: "/chromium" });
});

test("the server under test doesn't use a developer's .env", () => {
  expect(blankSettings(projectFolder)).toMatchObject({ DATABASE_URL: "", FRONTEND_URL: "" });
});
