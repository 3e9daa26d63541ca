/** Lets other work run between two parts of long work, such as pages of rows on SQLite. */
export async function yieldToEventLoop(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
