/** Texts of the type. */
export const textMessages = {
  description: "One line of text",
  pattern: "Pattern",
  pattern_help: "A regular expression (RE2) that the whole value must match",
  searchable: "Found by global search",
  searchable_help: "Its words lead to the record.",
};
