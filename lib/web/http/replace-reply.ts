import type { OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { WholeReply } from "@/lib/web/api/request-and-reply";

/**
 * Asks `choose` for another reply when the handler starts one, by its status. If there is one, it is sent, and the rest of
 * the handler's reply is discarded.
 */
export function replaceReply(outgoing: ServerResponse, choose: (status: number) => WholeReply | null): void {
  const original = { writeHead: outgoing.writeHead, write: outgoing.write, end: outgoing.end };
  let isDecided = false;
  let isReplaced = false;
  const decide = (status: number): boolean => {
    if (isDecided || outgoing.headersSent) return isReplaced;
    isDecided = true;
    const reply = choose(status);
    if (reply === null) return false;
    isReplaced = true;
    for (const name of outgoing.getHeaderNames()) outgoing.removeHeader(name);
    const headers: OutgoingHttpHeaders = { ...reply.headers, "content-length": Buffer.byteLength(reply.body) };
    original.writeHead.call(outgoing, reply.status, headers);
    original.end.call(outgoing, reply.body, "utf8");
    return true;
  };
  // The methods have several signatures, which only pass through.
  Object.assign(outgoing, {
    writeHead: (status: number, ...rest: unknown[]) =>
      decide(status) ? outgoing : Reflect.apply(original.writeHead, outgoing, [status, ...rest]),
    write: (...input: unknown[]) => decide(outgoing.statusCode) || Reflect.apply(original.write, outgoing, input),
    end: (...input: unknown[]) =>
      decide(outgoing.statusCode) ? outgoing : Reflect.apply(original.end, outgoing, input),
  });
}
