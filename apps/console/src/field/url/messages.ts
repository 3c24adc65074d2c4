/** Texts of the type. */
export const urlMessages = {
  description: "A link that opens in a new tab",
  opens_new_tab: "%{label} (opens a new tab)",
};
