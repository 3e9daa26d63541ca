import { joinClasses } from "@/components/ui/join-classes";
import { type CharacterClassName, classifyCharacter } from "@/lib/domain/passwords/classify-character";

/** The styles of each character type: digits are underlined and symbols bold, so that colour isn't the only difference. */
export const characterStyles = {
  letter: "",
  number: "text-accent underline decoration-1 underline-offset-[0.25em]",
  symbol: "font-extrabold text-symbol",
} as const;

type Kind = keyof typeof characterStyles;

const kinds: Record<CharacterClassName, Kind> = {
  lowercase: "letter",
  uppercase: "letter",
  number: "number",
  symbol: "symbol",
};

export function PasswordCharacters({ password }: { password: string }) {
  return runsOf(password).map(({ kind, characters }, index) => (
    <span key={index} className={joinClasses(characterStyles[kind], characters === " " && "bg-accent-soft")}>
      {characters}
    </span>
  ));
}

/** Adjacent characters of one type share an element; a space has its own, which makes it visible. */
function runsOf(password: string): { kind: Kind; characters: string }[] {
  const runs: { kind: Kind; characters: string }[] = [];
  for (const character of password) {
    const kind = kinds[classifyCharacter(character)];
    const last = runs.at(-1);
    if (last?.kind === kind && character !== " " && last.characters !== " ") last.characters += character;
    else runs.push({ kind, characters: character });
  }
  return runs;
}
