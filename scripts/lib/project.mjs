import path from "node:path";
import { fileURLToPath } from "node:url";

/** The folder that holds package.json. */
export const projectFolder = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
