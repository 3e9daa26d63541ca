/**
 * Secrets of at least 32 characters from tutorials, framework documentation and sample files, as SHA-256 in base64url, so
 * that they can't be copied from here and secret scanners don't report this file.
 */
export const wellKnownSecretDigests: ReadonlySet<string> = new Set([
  "Vw2tQ94a9Mkl-SwWpopQk22kK33W_eskhQUHoRmarIk",
  "Rl2a1dVSjr4oe13OT7UWIIM9CbKQ5J3cxwymxKCuoBs",
  "22gzWTJ51zc1ku9w5R89rwSMBEdXOfjtAksIIf2ef94",
  "cw0hqA5hqN6C0Sy0wLgFfP9aMOLexQznp3NRM3T5Fko",
  "ixsXqXQMBorMq1w9DWUsjjzBMgbnC7c7QupB1MLePBI",
  "M1TPz2XHsuaEDqb4gK7eI5dQyx0GOVDE6P2fv57HOjI",
  "FMMr5cbiDGhIcE0Srw5MGDks4BKkZNledwefQB7LyPg",
  "Xfc-GqWdjzMsL1_W6hw30PIma2I-o8Tv5ss9V3_WpeE",
  "vwti7aucJe0V2K10h8PgqYfCefR3yYzACGMUfstNnXE",
  "Kh1h1eGZenpkqX6z1ExzOmRz4P9014UOzaLEKaHohb4",
  "JZj31q3BQtiBYWMPPbEqsr00A1IcKBgR5eHOYNSsXXY",
  "EXcE447NAwG-o3qsjc8vYuCHBOnEswT_E6SNWFbKZs0",
  "SHtw9kWZGetIf8dpKzjv6KTjyNnZxLoVTna5F3leY4c",
  "oGS1AuYdJ-lLhxcpDl4bMuNnIOn735UuyBqEwHEoyzc",
  "FFPOotw3mekCbkKz5GXkVSVtWhSVguTFuS1MjWBHMaI",
  "I9eSqmzREPA3BpxUt3cPvBofGM6TXUh_oiyyqENJ9mg",
  "0yjVF-CQYNGq008_sS2Cq46aFdgQMmOGmHWK3ThalFQ",
  "f3U2fniBJVE04Tdecj0d6orV9qT9t52TjfHxdUqDBgY",
]);
