/** What a backup says about its database. */
export type DatabaseSummary = {
  lastMigration: string;
  /** Null before the first start has finished. */
  createdAt: Date | null;
  rolledBackAt: Date | null;
  writeCounter: number | null;
  /** The rows of each table. */
  rows: Record<string, number>;
};
