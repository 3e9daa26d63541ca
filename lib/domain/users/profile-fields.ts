/**
 * Every profile field: its name in the API and in the model. Code that handles profile fields uses records with these keys,
 * so the compiler reports each place that must handle a new field.
 */
export const profileFields = { full_name: "fullName", username: "username", email: "email" } as const;

export type ProfileField = keyof typeof profileFields;

/** Users change their own email address in a separate flow, because the new address must be verified. */
export type OwnProfileField = Exclude<ProfileField, "email">;

export const ownProfileFieldNames = (Object.keys(profileFields) as ProfileField[]).filter(
  (field): field is OwnProfileField => field !== "email",
);

export type ProfileColumn = (typeof profileFields)[ProfileField];

// Object.keys loses the type of the keys.
export const profileFieldNames = Object.keys(profileFields) as [ProfileField, ...ProfileField[]];
