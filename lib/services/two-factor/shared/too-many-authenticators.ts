import { AUTHENTICATORS_MAX } from "@/lib/domain/two-factor/two-factor-limits";
import { AppError } from "@/lib/errors";

export function tooManyAuthenticators(): AppError {
  return new AppError(
    "conflict",
    `You have ${AUTHENTICATORS_MAX} authenticators. Remove one before you add another one.`,
  );
}
