import { isIPv6 } from "node:net";

// RFC 3986 section 3.2.2: reg-name, which includes IPv4 addresses.
const REGISTERED_NAME = /^(?:[\w\-.~!$&'()*+,;=]|%[\dA-F]{2})+$/i;
const FUTURE_ADDRESS = /^v[\dA-F]+\.[\w\-.~!$&'()*+,;=:]+$/i;

// Almost all requests have the same one.
let validBefore = "";

/** Whether a Host field is valid: uri-host [ ":" port ] (RFC 9110 section 7.2). http URIs have no empty host (section 4.2.1). */
export function isValidHost(value: string): boolean {
  if (value === validBefore && value !== "") return true;
  const isValid = hasValidSyntax(value);
  if (isValid) validBefore = value;
  return isValid;
}

function hasValidSyntax(value: string): boolean {
  const [, literal, name, port = ""] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d*))?$/.exec(value) ?? [];
  if (Number(port) > 65_535) return false;
  if (literal !== undefined) return (isIPv6(literal) && !literal.includes("%")) || FUTURE_ADDRESS.test(literal);
  return name !== undefined && REGISTERED_NAME.test(name);
}
