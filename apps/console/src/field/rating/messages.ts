/** Texts of the type. */
export const ratingMessages = {
  description: "Stars",
  value: "%{value} of %{max} stars",
  none: "No rating",
  stars: "%{smart_count} star |||| %{smart_count} stars",
  max: "Stars",
};
