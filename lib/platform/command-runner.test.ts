import { expect, test } from "vitest";
import { createCommandRunner } from "./command-runner";

test("a command that takes too long is ended with all that it started", async () => {
  const commands = createCommandRunner();
  const problem = await commands.run("sleep 3600 & wait; true", "file", { timeoutMs: 50, withoutVariables: [] });
  expect(problem).toMatch(/^took longer than \d+ minutes and was ended\.$/);
});
