export type DatabaseProvider = "sqlite" | "postgresql";

/** Where the data is: an absolute path of a SQLite file, or a PostgreSQL connection URL. */
export type DatabaseLocation = { provider: "sqlite"; file: string } | { provider: "postgresql"; url: string };
