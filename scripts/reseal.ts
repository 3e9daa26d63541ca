// `npm run reseal`: seals what is stored with the newest ENCRYPTION_KEY, after a new one was put in front of the old. On
// SQLite the server has to be stopped first.
import { resealDatabase } from "@/lib/web/commands/operator-commands";
import { printFromRuntime } from "./lib/with-runtime";

await printFromRuntime(resealDatabase);
