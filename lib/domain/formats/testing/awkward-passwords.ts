const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(0x20 + index));
/** Every printable character alone, at both ends of a word and next to every quote character, and characters outside ASCII. */
export const awkwardPasswords = [
  ...printable,
  ...printable.flatMap((character) => [
    `${character}ab`,
    `ab${character}`,
    `'${character}`,
    `"${character}`,
    `${character}'"`,
  ]),
  ...[
    "$(id)",
    "`id`",
    "${HOME}",
    "\\n",
    "a b  c",
    "#x",
    "x #y",
    "!!",
    "~",
    "=a",
    "'",
    "''",
    "'\\''",
    "é🔑 ß",
    "-n",
    "\\",
    "\\\\'",
  ],
];
