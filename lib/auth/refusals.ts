// The `type` of each error that a client's request alone can cause. Anyone can send such a request.
const refusalTypes = new Set(["CredentialsSignin", "MissingCSRF", "UnknownAction", "InvalidCallbackUrl"]);

/**
 * Whether Auth.js refused a request, as opposed to a fault of ours. Decided by `type`, a string on each error: the build
 * minifies class names, and `name` with them.
 */
export function isRefusal(error: object): boolean {
  return "type" in error && typeof error.type === "string" && refusalTypes.has(error.type);
}
