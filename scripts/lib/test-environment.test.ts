import { expect, test } from "vitest";
import { projectFolder } from "./project.mjs";
import { blankSettings, settingNames, testEnvironment } from "./test-environment.mjs";

test("every setting of the example file is found, commented out or not", () => {
  expect(settingNames("# The port.\nPORT=3000\n\n# MAIL_SERVER=\n#JWT_SECRET=\n")).toEqual([
    "PORT",
    "MAIL_SERVER",
    "JWT_SECRET",
  ]);
});

test("tests see neither NODE_ENV nor anything of the product's, but keep the rest", () => {
  const environment = testEnvironment("/nowhere", { NODE_ENV: "production", PATH: "/bin", CHROMIUM_PATH: "/chromium" });
  expect(environment).toEqual({ PATH: "/bin", CHROMIUM_PATH: "/chromium" });
});

test("the server under test takes no setting from someone's own .env", () => {
  expect(blankSettings(projectFolder)).toMatchObject({ DATABASE_URL: "", FRONTEND_URL: "" });
});
