/** Texts that the inputs and displays of several field types share. */
export const fieldMessages = {
  field: {
    archived_option: "%{label} (archived)",
    locked: "You can read this field, but not change it.",
    no_options: "Nothing found",
  },
};
