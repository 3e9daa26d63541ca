/** Every string of the length over the characters. */
export function stringsOver(characters: string, length: number): string[] {
  let strings = [""];
  for (let position = 0; position < length; position += 1) {
    strings = strings.flatMap((string) => [...characters].map((character) => string + character));
  }
  return strings;
}

/** All printable ASCII characters except these. */
export function allBut(characters: string): string {
  const printable = Array.from({ length: 95 }, (_, index) => String.fromCodePoint(0x20 + index));
  return printable.filter((character) => !characters.includes(character)).join("");
}
