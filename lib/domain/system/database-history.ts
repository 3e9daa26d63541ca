/**
 * Names one history of a database. A rollback starts another: the database before it and the one after it can both be in
 * use, for example while a backup is tried out beside the server.
 */
export type DatabaseHistory = {
  /** When the installation was created: a restored or copied database keeps it. */
  createdAt: Date;
  /** When the database was last found to be an older one. */
  rolledBackAt: Date | null;
};
