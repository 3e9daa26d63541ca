// `npm run reseal`: seals stored secrets with the newest ENCRYPTION_KEY, after a key rotation. With SQLite, stop the server first.
import { resealDatabase } from "@/lib/web/commands/operator-commands";
import { printFromRuntime } from "./lib/with-runtime";

await printFromRuntime(resealDatabase);
