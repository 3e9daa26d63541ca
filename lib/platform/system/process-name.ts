import { hostname } from "node:os";

/** Tells the processes of a cluster apart, for people. */
export function processName(): string {
  return `${hostname()} (${process.pid})`;
}
