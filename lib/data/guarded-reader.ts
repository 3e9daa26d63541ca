import type { LongReadDatabase } from "./database";
import { asDataError, unavailable } from "./database-errors";
import type { PrismaClient } from "./generated/sqlite/client";
import { withinTime } from "./time-limits";
import { refuseInsideWrite } from "./write-scope";

/** A client for reading only: it throws the data layer's errors, and can't be used inside a write. */
export function guardedReader(
  client: PrismaClient,
  isClosed: () => boolean,
  maxMs: () => number = () => Infinity,
): LongReadDatabase {
  const guarded = client.$extends({
    query: {
      async $allOperations({ args, query }) {
        refuseInsideWrite();
        // Prisma would silently reconnect.
        if (isClosed()) throw unavailable(new Error("The database is being closed"));
        try {
          const milliseconds = maxMs();
          return await (milliseconds === Infinity ? query(args) : withinTime(query(args), milliseconds));
        } catch (error) {
          throw asDataError(error);
        }
      },
    },
  });
  // The extension only wraps queries and changes no method, but Prisma gives it a different type.
  return guarded as unknown as LongReadDatabase;
}
