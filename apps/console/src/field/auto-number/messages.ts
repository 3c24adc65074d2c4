/** Texts of the type. */
export const autoNumberMessages = {
  description: "Given to each new record in turn, such as INV-00042",
  prefix: "Prefix",
  preview: "The first one will be %{text}. Numbers that were given stay.",
};
