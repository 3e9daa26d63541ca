import { AppError } from "@/lib/errors";

export function noSuchInvitation(): AppError {
  return new AppError("not_found", "There is no such invitation.");
}
