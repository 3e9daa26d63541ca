import type { z } from "zod";
import { apiAliases } from "@/lib/api-routes";
import type { Permission } from "@/lib/domain/users/permissions";
import type { ErrorCode } from "@/lib/errors";
import type { FieldsSchema } from "@/lib/web/api/fields-of";

/** One endpoint as data. The handler's types, the routing table and the OpenAPI document are derived from it. */
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
    | "Invitations"
    | "Audit log"
    | "Mail"
    | "System"
    | "Health";
  /** Requires an access token. */
  bearer?: true;
  /** Requires an access token only if the input has this field; otherwise a token is ignored. */
  bearerWith?: string;
  /** Checks an access token if one is sent; client authentication of another scheme is ignored. */
  bearerOptional?: true;
  /** Errors have the format of RFC 6749 section 5.2. */
  oauth?: true;
  params?: z.ZodObject;
  /** With a body, its fields may be in the query as well. */
  query?: FieldsSchema;
  /** Keeps the checked input of a query for the next request with the same one. For settings, never for secrets. */
  remembersQuery?: true;
  body?: z.ZodType;
  /** Bodies as JSON that the operation accepts, each by what it is for. The documentation offers them to send. */
  examples?: Readonly<Record<string, object>>;
  /** The body may also be a file, with these options in the query, or a form with a file and these options. */
  fileOptions?: z.ZodObject;
  /** Fields that clients send here by mistake, each with its error. Elsewhere unknown fields are ignored. */
  misplaced?: Readonly<Record<string, string>>;
  /** Overrides the default limit of the request body. */
  bodyBytesMax?: number;
  /** Checked before a large body is read; the service checks it again. */
  bodyFor?: Permission;
  /** `also`: the body may be a form. `only`: it must be one. */
  form?: "also" | "only";
  status: 200 | 201 | 202;
  response: z.ZodType;
  /** The media types of a streamed response; as JSON it has the schema `response`. */
  streams?: readonly string[];
  /** Ends the user's session for good: the reply tells a browser to clear its cache. */
  clearsCache?: true;
  /** A second successful response: output that matches this schema is sent with status 202. */
  accepted?: z.ZodType;
  /** The documented errors, besides `internal` and those of the access token. */
  errors: readonly ErrorCode[];
};

/** The tutorials' paths for an operation. */
export function aliasesOf(operation: Operation): readonly string[] {
  return apiAliases[operation.path] ?? [];
}
