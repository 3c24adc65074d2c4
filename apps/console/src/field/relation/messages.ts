/** Texts of the type. */
export const relationMessages = {
  description: "One or many records of an entity type",
  target: "Points to",
  fixed: "Fixed once the field exists.",
  multiple: "Several records",
  multiple_help: "Otherwise one record at most.",
  inverseLabel: "Name on the other side",
  inverseLabel_help: "How the list is called on the record that it points to.",
  onTargetDelete: "When the other record is deleted",
  on_delete: { clear: "Clear the value", refuse: "Refuse to delete it", cascade: "Delete these records, too" },
  on_delete_help: {
    clear: "The record stays and points nowhere.",
    refuse: "It can't be deleted while a record points to it.",
    cascade: "Records that point to it go to the bin with it, after a preview.",
  },
};
