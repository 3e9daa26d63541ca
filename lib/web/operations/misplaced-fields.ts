import { apiRoutes } from "@/lib/api-routes";

// A client that sends another name would get the first page again and again.
const pagingNames = ["next", "cursor", "after", "before"];
export const pagedByCursor = pagedBy("cursor");
export const pagedByAfter = pagedBy("after");
export const pagedByBefore = pagedBy("before");

const byChangePassword = `Change it at POST ${apiRoutes.changePassword()}`;

/** Of a user's own profile. */
export const misplacedInProfile = {
  email: `Change it at POST ${apiRoutes.myEmail()}`,
  password: byChangePassword,
  new_password: byChangePassword,
  hashed_password: byChangePassword,
};

const byResetLink = `Create a reset link at POST ${apiRoutes.userResetLink()}`;

/** Of another user's account. */
export const misplacedInUser = { password: byResetLink, new_password: byResetLink, hashed_password: byResetLink };

function pagedBy(parameter: string): Record<string, string> {
  const message = `Send \`next\` of the previous page as \`${parameter}\``;
  return Object.fromEntries(pagingNames.filter((name) => name !== parameter).map((name) => [name, message]));
}
