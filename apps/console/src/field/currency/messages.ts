/** Texts of the type. */
export const currencyMessages = {
  description: "An amount of money with its currency",
  code: "Currency of %{label}",
  currencies: "Currencies",
  currencies_help: "None chosen: all currencies may be used.",
  defaultCurrency: "Currency to begin with",
};
