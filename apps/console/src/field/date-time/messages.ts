/** Texts of the type. */
export const dateTimeMessages = {
  description: "A moment, shown in each reader's time zone",
  zone: "Your time zone: %{zone}",
};
