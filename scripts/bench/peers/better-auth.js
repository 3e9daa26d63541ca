// A minimal Better Auth server: email and password, bearer tokens, SQLite, its own handler on node:http.
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import { toNodeHandler } from "better-auth/node";
import { bearer } from "better-auth/plugins";

// The driver that Latchkey uses, too.
const Database = createRequire(process.env.DRIVER_FROM)("better-sqlite3");
const port = Number(process.env.PORT);
const auth = betterAuth({
  baseURL: `http://127.0.0.1:${port}`,
  secret: "a-secret-of-this-measurement-alone",
  database: new Database(process.env.DATABASE_FILE),
  emailAndPassword: { enabled: true },
  plugins: [bearer()],
  // Latchkey counts each request, too, but the load comes from one address.
  rateLimit: { enabled: false },
  telemetry: { enabled: false },
});
await (await getMigrations(auth.options)).runMigrations();
createServer(toNodeHandler(auth)).listen(port, "127.0.0.1");
