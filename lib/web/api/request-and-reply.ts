import { AppError } from "@/lib/errors";
import type { Runtime } from "@/lib/runtime";

/** A request as plain data: what Next's Request and node:http's IncomingMessage have in common. */
export type ApiRequest = {
  id: string;
  method: string;
  path: string;
  /** The raw query string without its question mark. */
  query: string;
  /** What stands in the places of the operation's path that are in braces. */
  params: Readonly<Record<string, string>>;
  header(name: string): string | undefined;
  /** The whole body; refuses with `payload_too_large` past `bytesMax`. */
  body(bytesMax: number): Promise<Uint8Array>;
  address: string | null;
  network: string;
};

/** A reply as plain data, ready for one `writeHead` and `end`, or for a Response. What is sent as it is made comes in pieces. */
export type ApiReply = { status: number; headers: Record<string, string>; body: string | AsyncIterable<string> };

/** A reply that is all there. */
export type WholeReply = ApiReply & { body: string };

export type ApiHandler = (runtime: Runtime, request: ApiRequest) => ApiReply | Promise<ApiReply>;

/** The error for a request body that exceeds its limit. */
export function bodyTooLarge(bytesMax: number): AppError {
  return new AppError("payload_too_large", `The body is larger than ${bytesMax / 1024} KiB.`);
}
