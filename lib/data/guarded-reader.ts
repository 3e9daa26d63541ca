import type { ReadDatabase } from "./database";
import { asDataError, unavailable } from "./database-errors";
import type { PrismaClient } from "./generated/sqlite/client";
import { refuseInsideWrite } from "./write-scope";

/** The reading side of a client: its failures are those of the data layer, and it can't be used inside a write. */
export function guardedReader(client: PrismaClient, isClosed: () => boolean): ReadDatabase {
  const guarded = client.$extends({
    query: {
      async $allOperations({ args, query }) {
        refuseInsideWrite();
        // Prisma would quietly connect again.
        if (isClosed()) throw unavailable(new Error("The database is being closed"));
        try {
          return await query(args);
        } catch (error) {
          throw asDataError(error);
        }
      },
    },
  });
  // An extension that only wraps queries changes no method: Prisma's types for it are others, its calls are the same.
  return guarded as unknown as ReadDatabase;
}
