import { Prisma } from "./generated/sqlite/client";

/** Escaped for LIKE, in which "_" and "%" are wildcards. */
export function escapedForLike(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}

/** Whether a column in lower case has the text as a part, in any case. SQLite needs the escape character named. */
export function lowerCaseContains(column: Prisma.Sql, text: string): Prisma.Sql {
  return Prisma.sql`${column} LIKE ${`%${escapedForLike(text.toLowerCase())}%`} ESCAPE '\\'`;
}

/** The same for a column in any case. As it is written too, because SQLite lowers only the letters A to Z. */
export function columnContains(column: Prisma.Sql, text: string): Prisma.Sql {
  return Prisma.sql`(${column} LIKE ${`%${escapedForLike(text)}%`} ESCAPE '\\' OR ${lowerCaseContains(Prisma.sql`lower(${column})`, text)})`;
}
