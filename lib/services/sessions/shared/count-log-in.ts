import type { LogInOutcome } from "@/lib/domain/system/metric-labels";
import { isAppError, type ErrorCode } from "@/lib/errors";
import type { Context } from "../../context";

const outcomesByError: Partial<Record<ErrorCode, LogInOutcome>> = {
  invalid_credentials: "wrong_credentials",
  mfa_required: "code_required",
  otp_invalid: "wrong_code",
  otp_reused: "wrong_code",
  wrong_code: "wrong_code",
  rate_limited: "limited",
  unavailable: "unavailable",
};

/** Counts how a log-in ends, for the metrics. */
export async function countLogIn<Result>(
  { meter }: Context<"limits">,
  work: () => Promise<Result>,
  outcomeOf: (result: Result) => LogInOutcome = () => "success",
): Promise<Result> {
  try {
    const result = await work();
    meter.countLogIn(outcomeOf(result));
    return result;
  } catch (error) {
    // Any other error is a fault of ours.
    const outcome = isAppError(error) ? (outcomesByError[error.code] ?? "refused") : "unavailable";
    meter.countLogIn(outcome);
    throw error;
  }
}
