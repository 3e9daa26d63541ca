import type { FormState } from "@/components/ui/form-state";
import type { InvitedAddresses } from "@/lib/schemas/invitations";

export type InviteManyState = FormState & { report?: InvitedAddresses };

export type InviteManyAction = (previous: InviteManyState, form: FormData) => Promise<InviteManyState>;
