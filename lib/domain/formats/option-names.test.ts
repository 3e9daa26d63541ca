import { expect, test } from "vitest";
import { findNameProblem, findUsernameProblem } from "./option-names";

test.each(["PASSWORD", "_", "a1", "DB_PASS"])("%s can be a variable", (name) =>
  expect(findNameProblem("env", name)).toBeNull(),
);
test.each(["", "1A", "A-B", "A B", "A=B", "A;id", "É", "A\n", "A".repeat(129)])("%j can't be a variable", (name) =>
  expect(findNameProblem("env", name)).toMatch(/^must be/),
);

test.each(["a", "db", "1", "a-b", "a".repeat(63)])("%s can be a label of RFC 1123", (name) =>
  expect(findNameProblem("k8s-secret", name)).toBeNull(),
);
test.each(["", "-a", "a-", "A", "a.b", "a_b", "a\n", "a".repeat(64), 'a"b'])(
  "%j can't be a label of RFC 1123",
  (name) => expect(findNameProblem("k8s-secret", name)).toMatch(/^must be/),
);

test.each(["alice", "a.b@example.org", "_svc", "7"])("%s can be a user", (name) =>
  expect(findUsernameProblem(name)).toBeNull(),
);
test.each(["", "#a", "a:b", "a b", "a\nb", "-a", "a".repeat(65)])("%j can't be a user", (name) =>
  expect(findUsernameProblem(name)).toMatch(/^must be/),
);
