"use server";

import type { InviteManyState } from "@/components/invitations/invite-many-state";
import { keepValues } from "@/components/ui/form-state";
import { routes } from "@/lib/routes";
import { inviteAddressesFormSchema, type InvitedAddresses } from "@/lib/schemas/invitations";
import { inviteAddresses } from "@/lib/services/invitations/invite-addresses";
import { action } from "@/lib/web/pages/action";
import { readUpload } from "@/lib/web/pages/read-upload";

const kept = ["list", "role", "hours", "note"] as const;

export async function inviteAddressesAction(previous: InviteManyState, form: FormData): Promise<InviteManyState> {
  let report: InvitedAddresses | undefined;
  let list = "";
  const run = action(
    inviteAddressesFormSchema,
    async (context, { list: pasted, file, ...choices }) => {
      const inFile = file === undefined || file.size === 0 ? "" : (await readUpload(file)).text;
      list = [pasted, inFile].filter((text) => text.trim() !== "").join("\n");
      return inviteAddresses(context, { ...choices, list });
    },
    async (output) => {
      report = output;
    },
    { reauthentication: { form: "invite-addresses", returnPath: routes.inviteMany(), keeps: ["step", ...kept] } },
  );
  const state = await keepValues(run, kept, { always: true })(previous, form);
  // A file's addresses move to the field, so that they are sent with the next step.
  const values = { ...state.values, ...(list !== "" && { list }) };
  return { ...state, values, ...(report !== undefined && { report }) };
}
