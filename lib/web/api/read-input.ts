import { z } from "zod";
import { AppError } from "@/lib/errors";
import type { Operation } from "@/lib/web/operations/operation";
import { fieldsOf } from "./fields-of";
import { parseInput } from "./parse-input";
import { createQueryMemo } from "./query-memo";
import { FORM_BYTES_MAX, FORM_TYPE, fileTypes, readFileBody, readFileForm } from "./read-file-body";
import { readJson } from "./read-json";
import { duplicateField, queryReader } from "./read-query";
import type { ApiRequest } from "./request-and-reply";

// The default; `bodyBytesMax` of an operation overrides it.
const BODY_BYTES_MAX = 64 * 1024;

const textDecoder = new TextDecoder("utf-8", { fatal: true });

/** Builds the reader of an operation's input: path, query and body in one validated object; a promise only if there is a body. */
export function inputReader(operation: Operation): (request: ApiRequest) => unknown {
  const { params, query, body, misplaced } = operation;
  const readPath = (request: ApiRequest): object =>
    params === undefined ? {} : (parseInput(params, request.params) as object);
  const parseQuery = query === undefined ? undefined : queryReader(fieldsOf(query));
  const readQuery = (request: ApiRequest): object =>
    query === undefined || parseQuery === undefined
      ? {}
      : (parseInput(query, refuseMisplaced(misplaced, parseQuery(request.query))) as object);

  if (body === undefined) {
    if (params === undefined)
      return operation.remembersQuery === true && query !== undefined && parseQuery !== undefined
        ? rememberingReader(query, parseQuery, misplaced)
        : readQuery;
    return (request) => ({ ...readPath(request), ...readQuery(request) });
  }
  const readBody = bodyReader(operation, body);
  // A field of the query fills that of the body, so that a default of the body doesn't replace it.
  return async (request) => {
    const options = readQuery(request);
    const fields = refuseMisplaced(misplaced, await readBody(request));
    return { ...readPath(request), ...(parseInput(body, withOptions(fields, options)) as object) };
  };
}

function rememberingReader(
  query: NonNullable<Operation["query"]>,
  parseQuery: (query: string) => Record<string, unknown>,
  misplaced: Operation["misplaced"],
): (request: ApiRequest) => object {
  const memo = createQueryMemo(fieldsOf(query));
  return (request) => {
    const known = memo.find(request.query);
    if (known !== undefined) return known;
    const raw = parseQuery(request.query);
    const input = parseInput(query, refuseMisplaced(misplaced, raw)) as object;
    memo.keep(request.query, raw, input);
    return input;
  };
}

function withOptions(fields: unknown, options: object): unknown {
  if (Object.keys(options).length === 0 || typeof fields !== "object" || fields === null) return fields;
  const repeated = Object.keys(options).find((name) => Object.hasOwn(fields, name));
  if (repeated !== undefined) throw duplicateField(repeated);
  return { ...fields, ...options };
}

/** Refuses the fields that belong elsewhere; otherwise a client would take the reply for success. */
function refuseMisplaced(misplaced: Operation["misplaced"], raw: unknown): unknown {
  if (misplaced === undefined || typeof raw !== "object" || raw === null) return raw;
  const fieldErrors = Object.entries(misplaced)
    .filter(([name]) => Object.hasOwn(raw, name))
    .map(([name, message]) => ({ path: [name], message, type: "misplaced" }));
  if (fieldErrors.length === 0) return raw;
  const detail = fieldErrors.map(({ path, message }) => `${path[0]}: ${message}.`).join(" ");
  throw new AppError("validation", detail, { fieldErrors });
}

function bodyReader(
  { form, fileOptions, bodyBytesMax = BODY_BYTES_MAX }: Operation,
  body: z.ZodType,
): (request: ApiRequest) => Promise<unknown> {
  const readForm = queryReader(fieldsOfBody(body));
  return async (request) => {
    const contentType = request.header("content-type") ?? "";
    const mediaType = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
    if (form !== undefined && request.query !== "") {
      // RFC 6749 section 4.3.2: parameters go in the request body; URLs end up in logs.
      throw new AppError("bad_request", "Send the parameters in the request body, not in the URL.");
    }
    const isForm = form !== undefined && mediaType === "application/x-www-form-urlencoded";
    const isFile = fileOptions !== undefined && Object.hasOwn(fileTypes, mediaType);
    const isFileForm = fileOptions !== undefined && mediaType === FORM_TYPE;
    if (!isForm && !isFile && !isFileForm && (mediaType !== "application/json" || form === "only"))
      throw new AppError("unsupported_media_type", expectedMediaType(form, fileOptions !== undefined));
    if ((request.header("content-encoding") ?? "identity") !== "identity") {
      throw new AppError("unsupported_media_type", "Send the request body uncompressed, without Content-Encoding.");
    }
    const bytes = await request.body(isFileForm ? bodyBytesMax + FORM_BYTES_MAX : bodyBytesMax);
    if (isFileForm) return readFileForm(bytes, contentType, fileOptions, bodyBytesMax);
    if (isFile) return readFileBody(bytes, contentType, fileTypes[mediaType as keyof typeof fileTypes]);
    return isForm ? withoutEmpty(readForm(decodeText(bytes))) : readJson(bytes);
  };
}

function expectedMediaType(form: Operation["form"], takesFiles: boolean): string {
  if (form === "only") return "Send the request body as a form, with Content-Type: application/x-www-form-urlencoded.";
  if (form === "also") return "Send the request body as JSON or as a form, with the matching Content-Type.";
  if (takesFiles)
    return "Send the request body as application/json, as multipart/form-data with a file, or the file itself as text/csv or application/x-ndjson.";
  return "Send the request body as JSON, with Content-Type: application/json.";
}

// The fields of a schema with a transform are those of its input.
function fieldsOfBody(schema: z.ZodType): z.ZodObject {
  if (schema instanceof z.ZodObject) return schema;
  if (schema instanceof z.ZodPipe && schema.in instanceof z.ZodObject) return schema.in;
  return z.object({});
}

function decodeText(bytes: Uint8Array): string {
  try {
    return textDecoder.decode(bytes);
  } catch (cause) {
    throw new AppError("bad_request", "The request body is not valid UTF-8.", { cause });
  }
}

// RFC 6749 section 3.2: a parameter without a value counts as omitted.
function withoutEmpty(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
}
