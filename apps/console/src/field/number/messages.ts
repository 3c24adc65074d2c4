/** Texts of the type. */
export const numberMessages = {
  description: "A number with a unit, such as a count or a weight",
  unit: "Unit",
  unit_help: "Stands in front, such as kg",
};
