import { AppError } from "@/lib/errors";

/** The refusal of a body past its bound, the same on both ways in. */
export function bodyTooLarge(bytesMax: number): AppError {
  return new AppError("payload_too_large", `The body is larger than ${bytesMax / 1024} KiB.`);
}
