import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type Worker } from "node:worker_threads";
import bcrypt from "bcryptjs";
import { afterEach, describe, expect, onTestFinished, test } from "vitest";
import { dummyArgon2idHash, dummyBcryptHash, NO_PASSWORD, sampleHash } from "@/lib/domain/accounts/stored-hash";
import { isAppError } from "@/lib/errors";
import { createPasswordHasher, type PasswordHasherOptions } from "./password-hasher";

const hashers: ReturnType<typeof createPasswordHasher>[] = [];
afterEach(async () => {
  await Promise.all(hashers.splice(0).map((hasher) => hasher.close()));
});

function startAnyHasher(options: Partial<PasswordHasherOptions> = {}) {
  const hasher = createPasswordHasher({
    algorithm: "bcrypt",
    bcryptCost: 4,
    passwordKeys: ["new key"],
    threads: 1,
    ...options,
  });
  hashers.push(hasher);
  return hasher;
}

const startHasher = startAnyHasher;

const isUnavailable = (error: unknown) =>
  isAppError(error) && error.code === "unavailable" && (error.retryAfterSeconds ?? 0) > 0;

// From jBCrypt, crypt_blowfish and passlib; the last one is in FastAPI's tutorial.
const published = [
  ["a", "$2a$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe"],
  ["abc", "$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i"],
  ["abcdefghijklmnopqrstuvwxyz", "$2a$06$.rCVZVOThsIa97pEDOxvGuRRgzG64bvtJ0938xuqzv18d3ZpQhstC"],
  ["U*U", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"],
  ["U*U", "$2y$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"],
  ["U*U*U", "$2b$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a"],
  ["password", "$2a$12$NT0I31Sa7ihGEWpka9ASYeEFkhuTNeBQ2xfZskIiiJeyFXhRgS.Sy"],
  ["secret", "$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW"],
] as const;

describe.each(["fastest", "javascript"] as const)("bcrypt (%s engine)", (bcryptEngine) => {
  const startHasher = (options: Partial<PasswordHasherOptions> = {}) => startAnyHasher({ bcryptEngine, ...options });

  test.each(published)("%j matches the published hash %s, and no other password does", async (password, hash) => {
    const hasher = startHasher();
    expect(await hasher.verify(password, hash)).toMatchObject({ matches: true, needsRehash: true });
    expect(await hasher.verify(`${password} `, hash)).toMatchObject({ matches: false, needsRehash: false });
  });

  test("a current hash is plain $2b$, has its own salt and needs no upgrade", async () => {
    const hasher = startHasher();
    const [one, other] = [await hasher.hash("correct horse"), await hasher.hash("correct horse")];
    expect(one).toMatch(/^\$2b\$04\$.{53}$/);
    expect(one).not.toBe(other);
    expect(bcrypt.compareSync("correct horse", one)).toBe(true);
    expect(await hasher.verify("correct horse", one)).toMatchObject({ matches: true, needsRehash: false });
  });

  test.each([
    ["a lower cost", bcrypt.hashSync("correct horse", 4)],
    ["a higher cost", bcrypt.hashSync("correct horse", 6)],
    ["another variant", bcrypt.hashSync("correct horse", 5).replace("$2b$", "$2a$")],
    ["PHP's variant", bcrypt.hashSync("correct horse", 5).replace("$2b$", "$2y$")],
  ])("a hash of %s is verified and upgraded, only with the right password", async (_, hash) => {
    const hasher = startHasher({ bcryptCost: 5 });
    expect(await hasher.verify("correct horse", hash)).toMatchObject({ matches: true, needsRehash: true });
    expect(await hasher.verify("wrong horse", hash)).toMatchObject({ matches: false, needsRehash: false });
  });

  test.each(["x".repeat(72), "é".repeat(36), "🔑".repeat(18)])(
    "hashes of up to 72 bytes are portable",
    async (password) => {
      expect(await startHasher().hash(password)).toMatch(/^\$2b\$/);
    },
  );

  test.each([
    ["beyond 72 bytes", "x".repeat(73), "x".repeat(72) + "y"],
    ["in their 128th character", "🔑".repeat(128), `${"🔑".repeat(127)}🔒`],
    ["after a NUL", "correct\0horse", "correct\0zebra"],
    ["by a NUL", "correct horse\0", "correct horse"],
  ])("of two passwords that differ only %s, one is refused", async (_, password, other) => {
    const hasher = startHasher();
    const hash = await hasher.hash(password);
    expect(hash).toMatch(/^\$lk1\$[A-Za-z0-9_-]{8}\$2b\$04\$.{53}$/);
    expect(await hasher.verify(password, hash)).toMatchObject({ matches: true, needsRehash: false });
    for (const wrong of [other, password.slice(0, -1), hash, hash.slice(13)]) {
      expect((await hasher.verify(wrong, hash)).matches).toBe(false);
    }
  });

  test("a password that bcrypt would truncate matches no plain hash, including another product's hash of it", async () => {
    const hasher = startHasher();
    expect((await hasher.verify("x".repeat(73), bcrypt.hashSync("x".repeat(73), 4))).matches).toBe(false);
    expect((await hasher.verify("x".repeat(73), bcrypt.hashSync("x".repeat(72), 4))).matches).toBe(false);
    expect((await hasher.verify("x".repeat(72), bcrypt.hashSync("x".repeat(72), 4))).matches).toBe(true);
    expect((await hasher.verify("ab\0c", bcrypt.hashSync("ab\0c", 4))).matches).toBe(false);
  });

  test("a password typed in another Unicode form is the same password", async () => {
    const hasher = startHasher();
    const spellings = ["caf\u00e9 Latte", "cafe\u0301 Latte", "cafe\u0301\u00a0Latte"];
    for (const set of spellings) {
      const hash = await hasher.hash(set);
      for (const typed of spellings)
        expect(await hasher.verify(typed, hash)).toMatchObject({ matches: true, needsRehash: false });
    }
  });

  test("an older hash of another Unicode form matches the password as typed, and is due for an upgrade", async () => {
    const hasher = startHasher();
    const older = bcrypt.hashSync("cafe\u0301 Latte", 4);
    expect(await hasher.verify("cafe\u0301 Latte", older)).toMatchObject({ matches: true, needsRehash: true });
    expect((await hasher.verify("caf\u00e9 Latte", older)).matches).toBe(false);
  });

  test("a check computes one hash, and two for a password that isn't typed in the normalised form, with or without an account", async () => {
    const hasher = startHasher();
    const hash = await hasher.hash("caf\u00e9 Latte");
    for (const [typed, hashes] of [
      ["caf\u00e9 Latte", 1],
      ["cafe\u0301 Latte", 2],
      ["Cafe\u0301 Latte", 2],
    ] as const) {
      expect((await hasher.verify(typed, hash)).work).toHaveLength(hashes);
      expect(await hasher.verifyNothing(typed)).toHaveLength(hashes);
    }
  });

  test("passwords are compared without folding case, spaces at the ends or compatibility forms", async () => {
    const hasher = startHasher();
    const hash = await hasher.hash("caf\u00e9 Latte");
    for (const wrong of [
      "cafe Latte",
      "caf\u00e9 latte",
      "caf\u00e9 Latte ",
      " caf\u00e9 Latte",
      "\uff43af\u00e9 Latte",
    ]) {
      expect((await hasher.verify(wrong, hash)).matches).toBe(false);
    }
    const replacement = await hasher.hash("correct \ufffd horse");
    expect((await hasher.verify("correct \ud83d horse", replacement)).matches).toBe(false);
  });

  test("an old key still verifies a long password, which is rehashed; a removed key matches nothing", async () => {
    const password = "x".repeat(100);
    const hash = await startHasher({ passwordKeys: ["old key"] }).hash(password);
    const rotated = startHasher({ passwordKeys: ["new key", "old key"] });
    expect(await rotated.verify(password, hash)).toMatchObject({ matches: true, needsRehash: true });
    expect(await rotated.verify(password, await rotated.hash(password))).toMatchObject({
      matches: true,
      needsRehash: false,
    });
    const removed = await startHasher({ passwordKeys: ["new key"] }).verify(password, hash);
    expect(removed).toMatchObject({ matches: false, needsRehash: false, unreadable: "unknown_key" });
  });

  test("a readable hash, the mark of an account without a password and a too long password aren't reported", async () => {
    const hasher = startHasher();
    for (const storedHash of [await hasher.hash("correct horse"), NO_PASSWORD]) {
      for (const password of ["wrong horse", "x".repeat(73)])
        expect(await hasher.verify(password, storedHash)).toMatchObject({ matches: false, needsRehash: false });
    }
  });
});

describe("argon2id", () => {
  const long = "🔑".repeat(128);

  test.each(["correct horse", long, "correct\0horse"])(
    "a hash is a standard PHC string, without a key",
    async (password) => {
      const hasher = startHasher({ algorithm: "argon2id" });
      const hash = await hasher.hash(password);
      expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
      expect(await hasher.verify(password, hash)).toMatchObject({ matches: true, needsRehash: false });
      for (const wrong of [`${password}x`, password.slice(0, -1), password.slice(0, 7)]) {
        expect((await hasher.verify(wrong, hash)).matches).toBe(false);
      }
    },
  );

  // The command of the reference implementation: `echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1`.
  test("a hash of the reference implementation is verified and upgraded", async () => {
    const hash = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    const hasher = startHasher({ algorithm: "argon2id" });
    expect(await hasher.verify("password", hash)).toMatchObject({ matches: true, needsRehash: true });
    expect((await hasher.verify("Password", hash)).matches).toBe(false);
  });

  test("after a change of algorithm, in either direction, old hashes are verified and upgraded", async () => {
    const [bcryptHasher, argon2idHasher] = [startHasher(), startHasher({ algorithm: "argon2id" })];
    for (const password of ["correct horse", long]) {
      const [bcryptHash, argon2idHash] = [await bcryptHasher.hash(password), await argon2idHasher.hash(password)];
      expect(await argon2idHasher.verify(password, bcryptHash)).toMatchObject({ matches: true, needsRehash: true });
      expect(await bcryptHasher.verify(password, argon2idHash)).toMatchObject({ matches: true, needsRehash: true });
      expect((await bcryptHasher.verify("wrong horse", argon2idHash)).matches).toBe(false);
    }
  });
});

const valid = "$2b$04$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";

const malformed = [
  "",
  " ",
  "$",
  "password",
  "5f4dcc3b5aa765d61d8327deb882cf99",
  "{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=",
  "$1$salt$hash",
  "$2$04$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
  valid.replace("2b", "2x"),
  valid.replace("2b", "2c"),
  valid.replace("$04$", "$4$"),
  valid.replace("$04$", "$03$"),
  valid.replace("$04$", "$17$"),
  valid.replace("$04$", "$31$"),
  valid.replace("$04$", "$99$"),
  valid.slice(0, -1),
  `${valid}x`,
  `${valid}\n`,
  ` ${valid}`,
  valid.replace("CCC", "C*C"),
  valid.replace("CCC", "C\0C"),
  `$lk1$${valid}`,
  `$lk1$unknown1${valid}`,
  `$lk1$unknown1$lk1$unknown1${valid}`,
  `$lk2$unknown1${valid}`,
  "$argon2id$v=19$m=19456,t=2,p=1$$",
  "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$short",
  "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
  "$argon2id$v=19$m=19456,t=0,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
  "$argon2id$v=19$m=4,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
  "$argon2id$v=19$m=999999,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
  "$argon2id$v=19$m=19456,t=99,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
  "$argon2i$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
  "x".repeat(1_000_000),
];

test.each(["bcrypt", "argon2id"] as const)(
  "a malformed stored hash is reported, matches nothing and doesn't throw (%s)",
  async (algorithm) => {
    const hasher = startHasher({ algorithm });
    for (const storedHash of malformed) {
      const outcome = await hasher.verify("U*U", storedHash);
      expect(outcome, storedHash).toMatchObject({ matches: false, needsRehash: false });
      expect(["malformed", "unknown_key"], storedHash).toContain(outcome.unreadable);
      expect((await hasher.verify(storedHash, storedHash)).matches).toBe(false);
    }
  },
);

test.each(["bcrypt", "argon2id"] as const)("a check without a stored hash matches nothing (%s)", async (algorithm) => {
  for (const password of ["correct horse", "x".repeat(128), "\0", ""]) {
    expect(await startHasher({ algorithm }).verifyNothing(password)).toEqual([{ milliseconds: expect.any(Number) }]);
  }
});

describe("the pool", () => {
  test.each(["bcrypt", "argon2id"] as const)(
    "of 50 concurrent hashes, those above threads and queue are refused and the others succeed (%s)",
    async (algorithm) => {
      const hasher = startHasher({ algorithm, threads: 2, queueMax: 10 });
      hasher.requirePlace();
      const hashing = Promise.allSettled(Array.from({ length: 50 }, () => hasher.hash("correct horse")));
      expect(() => hasher.requirePlace()).toThrow(expect.toSatisfy(isUnavailable));
      const outcomes = await hashing;
      hasher.requirePlace();
      const refused = outcomes.filter((outcome) => outcome.status === "rejected");
      expect(refused).toHaveLength(50 - 12);
      for (const { reason } of refused) expect(isUnavailable(reason)).toBe(true);
      expect(await hasher.hash("correct horse")).toBeTruthy();
    },
  );

  test("the main thread isn't blocked while threads hash", async () => {
    let turns = 0;
    let isDone = false;
    const hashing = startHasher({ bcryptCost: 10 })
      .hash("correct horse")
      .finally(() => (isDone = true));
    // On the main thread a hash would block it until it is done.
    while (!isDone) {
      turns += 1;
      await new Promise((done) => setImmediate(done));
    }
    await hashing;
    expect(turns).toBeGreaterThan(10);
  });

  test("when a thread dies, its hash is refused, and the next one gets a new thread", async () => {
    const workers: Worker[] = [];
    const collect = (worker: Worker) => void workers.push(worker);
    process.on("worker", collect);
    onTestFinished(() => void process.off("worker", collect));

    const hasher = startHasher({ bcryptCost: 14 });
    const known = "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";
    for (let death = 1; death <= 3; death += 1) {
      // Only a thread that has already replied is sure to be running the next hash when it dies.
      await hasher.verify("U*U", known);
      const hashing = hasher.hash("correct horse").catch((error: unknown) => error);
      await new Promise((done) => setTimeout(done, 100));
      await workers.at(-1)?.terminate();
      expect(isUnavailable(await hashing)).toBe(true);
    }
    // Idle threads may die as well.
    await workers.at(-1)?.terminate();
    expect(await hasher.verify("U*U", known)).toMatchObject({
      matches: true,
      needsRehash: true,
    });
    expect(workers.length).toBeGreaterThan(3);
  });

  test("closing refuses waiting and later hashes", async () => {
    const hasher = startHasher({ bcryptCost: 10, threads: 1 });
    const hashes = [1, 2, 3].map(() => hasher.hash("correct horse").catch((error: unknown) => error));
    await hasher.close();
    const [running, ...waiting] = await Promise.all(hashes);
    expect(running).toMatch(/^\S{60,}$/);
    expect(waiting.map(isUnavailable)).toEqual([true, true]);
    await expect(hasher.hash("correct horse")).rejects.toSatisfy(isUnavailable);
    await startHasher().close();
  });
});

describe("hashes for other systems", () => {
  test("use the requested algorithm, without our prefix, whatever our own algorithm is", async () => {
    for (const algorithm of ["bcrypt", "argon2id"] as const) {
      const hasher = startHasher({ algorithm });
      expect(await hasher.hashForElsewhere("x".repeat(72), "bcrypt")).toMatch(/^\$2b\$04\$.{53}$/);
      expect(await hasher.hashForElsewhere("x".repeat(128), "argon2id")).toMatch(
        /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/,
      );
    }
  });

  test.each(["x".repeat(73), "é".repeat(37), "a\0b"])(
    "refuse a password that bcrypt would truncate",
    async (password) => {
      await expect(startHasher().hashForElsewhere(password, "bcrypt")).rejects.toThrow(RangeError);
    },
  );

  test("use one slot of the pool in total, so that log-ins can use the others", async () => {
    const hasher = startHasher({ bcryptCost: 8, threads: 1, queueMax: 1 });
    const elsewhere = Array.from({ length: 10 }, () => hasher.hashForElsewhere("password", "bcrypt"));
    expect(await hasher.hash("password")).toMatch(/^\$2b\$/);
    expect(new Set(await Promise.all(elsewhere)).size).toBe(10);
  });

  test("are refused with Retry-After when too many wait, and continue afterwards", async () => {
    const hasher = startHasher();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () => hasher.hashForElsewhere("password", "bcrypt")),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(16);
    expect(outcomes.every((outcome) => outcome.status === "fulfilled" || isUnavailable(outcome.reason))).toBe(true);
    expect(await hasher.hashForElsewhere("password", "bcrypt")).toMatch(/^\$2b\$/);
  });
});

describe("the time of a refusal", () => {
  const foreign = {
    "a cheaper bcrypt hash": dummyBcryptHash(4),
    "a dearer bcrypt hash": dummyBcryptHash(8),
    "a dearer hash of PHP": dummyBcryptHash(8).replace("2b", "2y"),
    "an argon2id hash": dummyArgon2idHash({ memoryKib: 1024, passes: 1, lanes: 1 }),
  };

  /** Waits that are recorded and not waited. */
  function recordPauses() {
    const pauses: number[] = [];
    return { pauses, pause: async (milliseconds: number) => void pauses.push(milliseconds) };
  }

  test("is the same for every stored hash and for none, as computing and waiting together", async () => {
    const { pauses, pause } = recordPauses();
    const hasher = startHasher({ bcryptCost: 6, pause });
    await hasher.setCosts(new Set(Object.values(foreign).flatMap((hash) => sampleHash(hash) ?? [])));
    for (const hash of [null, dummyBcryptHash(6), NO_PASSWORD, "damaged", ...Object.values(foreign)]) {
      const work = hash === null ? await hasher.verifyNothing("wrong") : (await hasher.verify("wrong", hash)).work;
      pauses.length = 0;
      await hasher.evenOutRefusal(work);
      await hasher.evenOutRefusal([{ milliseconds: 0 }]);
      const [pause = NaN, minimum = NaN] = pauses;
      expect((work[0]?.milliseconds ?? NaN) + pause, String(hash)).toBeCloseTo(minimum, 6);
    }
  });

  test("doesn't fail the job that finds the costs when the pool is full", async () => {
    const hasher = startHasher({ bcryptCost: 8, threads: 1, queueMax: 0 });
    const hashing = hasher.hash("correct horse");
    await hasher.setCosts(new Set([dummyBcryptHash(5)]));
    await hashing;
  });

  test("isn't stretched while all stored hashes have the server's own cost", async () => {
    const { pauses, pause } = recordPauses();
    const hasher = startHasher({ pause });
    await hasher.setCosts(new Set([dummyBcryptHash(4)]));
    await hasher.evenOutRefusal((await hasher.verify("wrong", dummyBcryptHash(4).replace("2b", "2y"))).work);
    expect(pauses).toEqual([]);
  });

  test("is stretched from the first refusal after an import, and no longer once its hashes are replaced", async () => {
    const { pauses, pause } = recordPauses();
    const hasher = startHasher({ pause });
    await hasher.learnCosts([dummyBcryptHash(9)]);
    await hasher.evenOutRefusal(await hasher.verifyNothing("wrong"));
    expect(pauses).toHaveLength(1);
    await hasher.setCosts(new Set());
    await hasher.evenOutRefusal(await hasher.verifyNothing("wrong"));
    expect(pauses).toHaveLength(1);
  });

  test("holds no thread and no place in the queue", async () => {
    let endWait = (): void => undefined;
    const wait = new Promise<void>((resolve) => (endWait = resolve));
    const hasher = startHasher({ threads: 1, queueMax: 0, pause: () => wait });
    await hasher.learnCosts([dummyBcryptHash(8)]);
    const refusals = Array.from({ length: 20 }, () => hasher.evenOutRefusal([{ milliseconds: 0 }]));
    expect(await hasher.hash("correct horse")).toBeTruthy();
    endWait();
    await Promise.all(refusals);
  });

  test("ends when the server begins to stop, while hashes still run", async () => {
    const hasher = startHasher();
    await hasher.learnCosts([dummyBcryptHash(12)]);
    const work = Array.from({ length: 1000 }, () => ({ milliseconds: 0 }));
    const refusal = hasher.evenOutRefusal(work);
    await new Promise((resolve) => setImmediate(resolve));
    hasher.endWaits();
    await refusal;
    await hasher.evenOutRefusal(work);
    expect(await hasher.hash("correct horse")).toBeTruthy();
  });

  test("ends early when the server stops", async () => {
    const hasher = startHasher();
    await hasher.learnCosts([dummyBcryptHash(12)]);
    const refusal = hasher.evenOutRefusal(Array.from({ length: 1000 }, () => ({ milliseconds: 0 })));
    // A turn of the event loop, in which the wait starts.
    await new Promise((resolve) => setImmediate(resolve));
    await hasher.close();
    await refusal;
  });
});

test("a process whose hasher is closed while its threads start ends well", async () => {
  // 40 times: an end during the load of the native library aborts the process now and then.
  const script = `
    import { createPasswordHasher } from "./lib/platform/password-hasher.ts";
    for (let round = 0; round < 40; round += 1) {
      const hasher = createPasswordHasher({ algorithm: "bcrypt", bcryptCost: 4, passwordKeys: ["k"], threads: 2 });
      const hash = hasher.hash("violet").catch(() => undefined);
      if (round % 2 === 0) await hash;
      await hasher.close();
    }
    console.log("closed");`;
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--import",
    "tsx",
    "--input-type=module",
    "-e",
    script,
  ]);
  expect(stdout).toBe("closed\n");
});
