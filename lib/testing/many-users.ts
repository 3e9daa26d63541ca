import type { Runtime } from "@/lib/runtime";

/** Inserts many numbered users at once, for tests that need more than can sign up. */
export async function makeManyPeople(runtime: Runtime, count: number): Promise<void> {
  const now = new Date();
  const people = Array.from({ length: count }, (_, index) => {
    const name = `person${String(index).padStart(5, "0")}`;
    const email = `${name}@many.example.org`;
    return {
      id: runtime.createContext(nobody).newId(),
      email,
      normalizedEmail: email,
      username: name,
      fullName: `Person ${index}`,
      sortName: `person ${index}`,
    };
  });
  const common = {
    passwordHash: "",
    passwordChangedAt: now,
    role: "user",
    status: "active",
    createdAt: now,
    updatedAt: now,
  };
  for (let start = 0; start < people.length; start += 500) {
    await runtime.database.write((tx) =>
      tx.user.createMany({ data: people.slice(start, start + 500).map((person) => ({ ...person, ...common })) }),
    );
  }
}

const nobody = { id: "test", address: null, network: "test", userAgent: null, deviceToken: null };
