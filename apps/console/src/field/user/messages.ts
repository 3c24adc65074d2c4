/** Texts of the type. */
export const userMessages = { description: "A member of the team", unknown: "Somebody who is no longer a member" };
