import type { z } from "zod";
import { apiAliases } from "@/lib/api-routes";
import type { Permission } from "@/lib/domain/users/permissions";
import type { ErrorCode } from "@/lib/errors";
import type { FieldsSchema } from "@/lib/web/api/fields-of";

/** One endpoint as data: the handler's types, the routing table and the OpenAPI document are all made from it. */
export type Operation = {
  id: string;
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  summary: string;
  description: string;
  tag:
    | "Passwords"
    | "Accounts"
    | "Sessions"
    | "Two-factor"
    | "Presets"
    | "Receipts"
    | "Users"
    | "Audit log"
    | "Mail"
    | "System"
    | "Health";
  /** Needs an access token. */
  bearer?: true;
  /** Needs one only where the input has this field; else no token is looked at. */
  bearerWith?: string;
  /** Answers in RFC 6749's words when it refuses. */
  oauth?: true;
  params?: z.ZodObject;
  query?: FieldsSchema;
  body?: z.ZodType;
  /** Where a body may be larger than the API's usually are. */
  bodyBytesMax?: number;
  /** Asked for before the body is read, where that is work that not everybody may give; the service asks by itself. */
  bodyFor?: Permission;
  /** Whether the body may, or must, be a form. */
  form?: "also" | "only";
  status: 200 | 201 | 202;
  response: z.ZodType;
  /** The media types of what is sent as it is made; in JSON it keeps to `response`. */
  streams?: readonly string[];
  /** Another answer that is no error, and how it is told: what matches this schema goes out as 202. */
  accepted?: z.ZodType;
  /** The errors it may answer besides `internal`; the documentation lists them. */
  errors: readonly ErrorCode[];
};

/** The paths at which an operation also answers, as the tutorials write them. */
export function aliasesOf(operation: Operation): readonly string[] {
  return apiAliases[operation.path] ?? [];
}
