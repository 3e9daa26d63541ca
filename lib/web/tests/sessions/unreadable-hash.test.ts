import { afterEach, expect, test, vi } from "vitest";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";

let api: ApiClient | undefined;
afterEach(() => api?.dispose());

test("an unreadable stored hash gets the reply of a wrong password, and the log names the account and the reason", async () => {
  api = await createApiClient("sqlite");
  const { id, access } = await api.person("damaged");
  await api.runtime.database.write((tx) =>
    tx.user.update({ where: { id }, data: { passwordHash: "$2b$12$truncated" } }),
  );
  const logged = vi.spyOn(api.runtime.logger, "error").mockImplementation(() => undefined);
  const logIn = (identifier: string) =>
    api?.send("POST", "/api/v1/users/login", { identifier, password: STRONG_PASSWORD });

  const [damaged, unknown] = [await logIn("damaged"), await logIn("nobody-at-all")];
  expect({ ...damaged?.body, request_id: "" }).toEqual({ ...unknown?.body, request_id: "" });
  expect(damaged?.status).toBe(401);
  const own = await api.send("POST", "/api/v1/sessions/current/reauthenticate", { password: STRONG_PASSWORD }, access);
  expect(own.body.code).toBe("wrong_password");

  expect(logged.mock.calls).toEqual(
    [expect.anything(), expect.anything()].map((requestId) => [
      { request_id: requestId, id, reason: "malformed" },
      expect.stringContaining("can't be read"),
    ]),
  );
  expect(JSON.stringify(logged.mock.calls)).not.toContain("truncated");
});
