import path from "node:path";
import { defineConfig } from "prisma/config";

// Read by the prisma CLI only; the product reads its settings in lib/config.ts.
const url = process.env["DATABASE_URL"] ?? "file:./data/latchkey.db";
const provider = /^postgres(ql)?:/.test(url) ? "postgresql" : "sqlite";

export default defineConfig({
  schema: path.join("prisma", provider),
  migrations: { path: path.join("prisma", provider, "migrations") },
  datasource: { url },
});
