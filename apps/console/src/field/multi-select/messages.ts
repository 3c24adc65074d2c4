/** Texts of the type. */
export const multiSelectMessages = { description: "Any of several options", more: "+%{count}" };
