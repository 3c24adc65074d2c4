/** Texts of the type. */
export const addressMessages = {
  description: "Street, city, region, postal code and country",
  street: "Street",
  city: "City",
  region: "State or region",
  postalCode: "Postal code",
  country: "Country",
};
