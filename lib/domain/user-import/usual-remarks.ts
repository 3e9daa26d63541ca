/** Remarks on rows that need no look: the report counts the first ones, and the others are as announced. */
export const usualRemarks = {
  noPassword: "There is no password. The user needs an invitation.",
  secretsStay: "Password and two-factor authentication don't change.",
} as const;

export function isUsualRemark(reason: string): boolean {
  return Object.values<string>(usualRemarks).includes(reason);
}
