/** Texts of the type. */
export const jsonMessages = {
  description: "Structured data from other systems",
  invalid: "This is not JSON yet: check quotes, commas and brackets.",
  number: "The number %{number} can't be kept exactly. Put it in quotes, or shorten it.",
};
