import { expect, test } from "vitest";
import { findNameProblem, findUsernameProblem } from "./option-names";

test.each(["PASSWORD", "_", "a1", "DB_PASS"])("%s is a valid variable name", (name) =>
  expect(findNameProblem("env", name)).toBeNull(),
);
test.each(["", "1A", "A-B", "A B", "A=B", "A;id", "É", "A\n", "A".repeat(129)])(
  "%j is not a valid variable name",
  (name) => expect(findNameProblem("env", name)).toMatch(/^must be/),
);

test.each(["a", "db", "1", "a-b", "a".repeat(63)])("%s is a valid RFC 1123 label", (name) =>
  expect(findNameProblem("k8s-secret", name)).toBeNull(),
);
test.each(["", "-a", "a-", "A", "a.b", "a_b", "a\n", "a".repeat(64), 'a"b'])(
  "%j is not a valid RFC 1123 label",
  (name) => expect(findNameProblem("k8s-secret", name)).toMatch(/^must be/),
);

test.each(["alice", "a.b@example.org", "_svc", "7"])("%s is a valid htpasswd user", (name) =>
  expect(findUsernameProblem(name)).toBeNull(),
);
test.each(["", "#a", "a:b", "a b", "a\nb", "-a", "a".repeat(65)])("%j is not a valid htpasswd user", (name) =>
  expect(findUsernameProblem(name)).toMatch(/^must be/),
);
