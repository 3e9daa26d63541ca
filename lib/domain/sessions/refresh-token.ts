/**
 * A refresh token without its hash: the family that it belongs to, and its place in it. The first token is the name of the
 * family; later ones are `FAMILY.GENERATION.SECRET`. So each token proves to be of the family, also after it was replaced.
 */
export type RefreshTokenPlace = { family: string; generation: number };

export function placeOfRefreshToken(token: string): RefreshTokenPlace {
  const [, family, generation] = /^([^.]+)\.([1-9]\d{0,8})\.[^.]+$/.exec(token) ?? [];
  if (family === undefined || generation === undefined) return { family: token, generation: 0 };
  return { family, generation: Number(generation) };
}

/** The token that follows one at this place. */
export function nextRefreshToken({ family, generation }: RefreshTokenPlace, secret: string): string {
  return `${family}.${generation + 1}.${secret}`;
}
