export type DatabaseProvider = "sqlite" | "postgresql";

/** An absolute path of a SQLite file, or a PostgreSQL connection URL. */
export type DatabaseLocation =
  | { provider: "sqlite"; file: string }
  | {
      provider: "postgresql";
      url: string;
      /** Leads to the same database directly, where `url` leads through a pooler. */
      migrationUrl?: string | undefined;
      /** How many connections a process opens at most; without it, and without one in the URL, by the server's limit. */
      connectionsMax?: number | undefined;
    };
