import { IncomingMessage, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import { AppError } from "@/lib/errors";
import { routes } from "@/lib/routes";
import { bodyTooLarge } from "@/lib/web/api/request-and-reply";
import { readFormShape } from "./multipart-form";
import { readBytes } from "./read-bytes";

// No form of ours comes near it; it bounds what Next parses.
const FORM_BYTES_MAX = 256 * 1024;
// An import's file of 5 MiB, and the form round it; as in next.config.ts. Only for users who may import: anyone could fill
// the memory with it.
const UPLOAD_BYTES_MAX = 6 * 1024 * 1024;

/**
 * Reads the body of a request for a page and checks its shape, because Next answers 500 to a broken one. Returns the
 * request for Next, with the body in it; throws an `AppError`. `findUploadRefusal` tells why the client mayn't upload a file.
 */
export async function readPageBody(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  path: string,
  findUploadRefusal: () => Promise<AppError | null>,
): Promise<IncomingMessage> {
  if (incoming.headers["content-encoding"] !== undefined)
    throw new AppError("unsupported_media_type", "Send the form without Content-Encoding.");
  const bytesMax = await findBytesMax(incoming, path, findUploadRefusal);
  const body = await readBytes(incoming, outgoing, bytesMax);
  checkShape(incoming.headers, body);
  return withBody(incoming, body);
}

async function findBytesMax(
  { headers }: IncomingMessage,
  path: string,
  findUploadRefusal: () => Promise<AppError | null>,
): Promise<number> {
  if (path.replace(/\/$/, "") !== routes.importUsers()) return FORM_BYTES_MAX;
  const refusal = await findUploadRefusal();
  if (refusal === null) return UPLOAD_BYTES_MAX;
  if (Number(headers["content-length"] ?? 0) > FORM_BYTES_MAX) throw refusal;
  return FORM_BYTES_MAX;
}

function checkShape(headers: IncomingHttpHeaders, body: Buffer): void {
  const contentType = headers["content-type"] ?? "";
  if (/^\s*multipart\//i.test(contentType)) {
    const shape = readFormShape(body, contentType);
    if (shape === null) throw malformedForm();
    if (shape.fieldBytes > FORM_BYTES_MAX) throw bodyTooLarge(FORM_BYTES_MAX);
    return;
  }
  // A server function is called with a form or without arguments.
  if (headers["next-action"] !== undefined && body.toString("latin1") !== "[]") throw malformedForm();
}

/** The error for a form that can't be read. */
export function malformedForm(): AppError {
  return new AppError("bad_request", "The form could not be read. Reload the page and try again.");
}

/** A copy of the request whose body is still to be read. */
function withBody(incoming: IncomingMessage, body: Buffer): IncomingMessage {
  const copy = new IncomingMessage(incoming.socket);
  const { httpVersion, httpVersionMajor, httpVersionMinor, method, url, headers, rawHeaders } = incoming;
  Object.assign(copy, { httpVersion, httpVersionMajor, httpVersionMinor, method, url, headers, rawHeaders });
  copy.push(body);
  copy.push(null);
  copy.complete = true;
  return copy;
}
