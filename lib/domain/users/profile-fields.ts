/**
 * Every profile field: its name in the API and in the model. Whatever handles profile fields is a record with these keys,
 * so after a field is added here the compiler names each place that has to handle it.
 */
export const profileFields = { full_name: "fullName", username: "username", email: "email" } as const;

export type ProfileField = keyof typeof profileFields;

/** Users change their own email in a flow of its own, because the new address has to be verified. */
export type OwnProfileField = Exclude<ProfileField, "email">;

export const ownProfileFieldNames = (Object.keys(profileFields) as ProfileField[]).filter(
  (field): field is OwnProfileField => field !== "email",
);

export type ProfileColumn = (typeof profileFields)[ProfileField];

// The keys of the table above.
export const profileFieldNames = Object.keys(profileFields) as [ProfileField, ...ProfileField[]];
