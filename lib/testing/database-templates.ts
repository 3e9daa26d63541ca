// Separate from databases.ts, because vitest's globalSetup can't import vitest's test functions.
declare module "vitest" {
  interface ProvidedContext {
    /** A migrated, empty SQLite file to copy. */
    sqliteTemplateFile: string;
    /** The maintenance database of the run's PostgreSQL server, which also has the template database. */
    postgresUrl: string;
  }
}

export const postgresTemplateName = "latchkey_template";
