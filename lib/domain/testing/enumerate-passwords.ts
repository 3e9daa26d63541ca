import type { PasswordPolicy } from "@/lib/domain/passwords/password-policy";

/** Every password that the policy allows, by filtering all strings; without spaces at the ends if there is one. */
export function enumeratePasswords(policy: PasswordPolicy): string[] {
  const pool = policy.classes.flatMap(({ characters }) => characters);
  let strings = [""];
  for (let position = 0; position < policy.length; position += 1) {
    strings = strings.flatMap((string) => pool.map((character) => string + character));
  }
  const allowed = strings.filter((string) => keepsMinimums(string, policy));
  const solid = allowed.filter((string) => string.trim() === string);
  return solid.length > 0 ? solid : allowed;
}

function keepsMinimums(password: string, policy: PasswordPolicy): boolean {
  return policy.classes.every(({ characters, minimum }) => {
    return [...password].filter((character) => characters.includes(character)).length >= minimum;
  });
}
