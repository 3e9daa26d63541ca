import { z } from "zod";
import { isPendingFormName, type PendingFormName } from "@/lib/domain/sessions/pending-forms";

/** What the server keeps of a form that waits for re-authentication. */
export const pendingFormContentSchema = z.object({
  form: z.custom<PendingFormName>((name) => typeof name === "string" && isPendingFormName(name)),
  /** The page of the form. */
  returnPath: z.string(),
  /** The fields that may be kept: never a secret. */
  fields: z.record(z.string(), z.string()),
  /** Whether these are all fields that were sent. Otherwise the user has to send the form again. */
  complete: z.boolean(),
  result: z
    .object({
      status: z.enum(["done", "refused"]),
      message: z.string(),
      fieldErrors: z.record(z.string(), z.string()).default({}),
    })
    .nullable(),
});

export type PendingFormContent = z.output<typeof pendingFormContentSchema>;
export type PendingFormResult = NonNullable<PendingFormContent["result"]>;

/** A kept form as its page shows it. */
export type PendingFormView = { id: string } & PendingFormContent;

/** The value of the query parameter `pending` when the form couldn't be kept, or no longer waits. */
export const LOST_FORM = "lost";
