import {
  defaultTypeableOptions,
  LAYER_CHANGES_MAX,
  TYPEABLE_LENGTH_MAX,
  TYPEABLE_LENGTH_MIN,
  type TypeableOptions,
} from "@/lib/domain/typeable/typeable-options";
import { buildTypeablePolicy, type TypeablePolicy } from "@/lib/domain/typeable/typeable-policy";
import type { TypeableDraft } from "./generator-drafts";
import { isWholeNumber } from "./is-whole-number";

export type TypeableErrors = Partial<Record<"length" | "layer_changes", string>>;

export type TypeableReading =
  | { kind: "ready"; options: TypeableOptions; policy: TypeablePolicy }
  | { kind: "refused"; message: string; errors: TypeableErrors };

export function readTypeableDraft(draft: TypeableDraft): TypeableReading {
  if (!isWholeNumber(draft.length, TYPEABLE_LENGTH_MIN, TYPEABLE_LENGTH_MAX)) {
    return refuse("length", `Enter a length from ${TYPEABLE_LENGTH_MIN} to ${TYPEABLE_LENGTH_MAX}.`);
  }
  if (!isWholeNumber(draft.layer_changes, 0, LAYER_CHANGES_MAX)) {
    return refuse("layer_changes", `Enter a number of changes from 0 to ${LAYER_CHANGES_MAX}.`);
  }
  const { use_uppercase, exclude_ambiguous, same_keys } = draft;
  // Digits and symbols don't have the same key on all keyboards, so their boxes are ignored but keep their state.
  const signs = same_keys
    ? { use_special_chars: false }
    : { use_numbers: draft.use_numbers, use_special_chars: draft.use_special_chars };
  const length = Number(draft.length);
  const options = {
    length,
    layer_changes: Number(draft.layer_changes),
    use_uppercase,
    ...signs,
    exclude_ambiguous,
    same_keys,
  };
  const outcome = buildTypeablePolicy(options);
  if (outcome.kind === "policy") return { kind: "ready", options, policy: outcome.policy };
  return refuse("layer_changes", "The selected types need more keyboard changes. Allow more changes or clear a type.");
}

/** For both the page's URL and the API. */
export function defaultTypeableSettings(
  options: TypeableOptions,
): Record<string, string | number | boolean | undefined> {
  return { ...defaultTypeableOptions, use_numbers: !options.same_keys };
}

function refuse(field: keyof TypeableErrors, message: string): TypeableReading {
  return { kind: "refused", message, errors: { [field]: message } };
}
