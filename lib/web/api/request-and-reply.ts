import { AppError } from "@/lib/errors";
import type { Runtime } from "@/lib/runtime";

/** A request as plain data, created from Next's Request or node:http's IncomingMessage. */
export type ApiRequest = {
  id: string;
  method: string;
  path: string;
  /** The raw query string without its question mark. */
  query: string;
  /** The values of the path parameters. */
  params: Readonly<Record<string, string>>;
  header(name: string): string | undefined;
  /** The whole body; throws `payload_too_large` beyond `bytesMax`. */
  body(bytesMax: number): Promise<Uint8Array>;
  address: string | null;
  network: string;
};

/** A reply as plain data. A streamed body is an iterable of chunks. */
export type ApiReply = { status: number; headers: Record<string, string>; body: string | AsyncIterable<string> };

/** A reply that isn't streamed. */
export type WholeReply = ApiReply & { body: string };

export type ApiHandler = (runtime: Runtime, request: ApiRequest) => ApiReply | Promise<ApiReply>;

/** The error for a request body that exceeds its limit. */
export function bodyTooLarge(bytesMax: number): AppError {
  return new AppError("payload_too_large", `The request body is larger than ${bytesMax / 1024} KiB.`);
}

/** The error for a path that has nothing, or that the settings leave out. */
export function nothingHere(): AppError {
  return new AppError("not_found", "There is nothing at this address.");
}
