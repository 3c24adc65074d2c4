import englishMessages from "ra-language-english";

const { ra } = englishMessages;

/** react-admin's own texts, in our words where ours say more. */
export const libraryMessages = {
  ra: {
    ...ra,
    message: {
      ...ra.message,
      invalid_form: "Some values can't be saved. See the marked fields.",
      unsaved_changes: "What you changed here is not saved. Leave without saving?",
    },
    notification: {
      ...ra.notification,
      created: "Created",
      updated: "Saved",
      deleted: "Deleted",
      http_error: "The server can't be reached. Nothing was changed.",
      item_doesnt_exist: "There is nothing here. It may have been deleted.",
      logged_out: "You were signed out. Sign in to go on.",
      not_authorized: "Your role does not allow this.",
    },
  },
};
