import { CURRENCY_LIMIT } from "@catalyst/contracts";
import { defaultCurrencyOf } from "@catalyst/custom-fields";
import Autocomplete from "@mui/material/Autocomplete";
import TextField from "@mui/material/TextField";
import { useTranslate } from "react-admin";
import { useMemo } from "react";
import { useFormatLocale } from "../../time/use-format-locale.ts";
import type { TypeSettingsProps } from "../../admin/fields/TypeSettings.tsx";
import { SettingRow } from "../../admin/fields/settings/SettingRow.tsx";
import { SettingText } from "../../admin/fields/settings/SettingText.tsx";

const ALL = Intl.supportedValuesOf("currency");

/** Currencies that may be chosen, the one to begin with, bounds and digits. */
export function CurrencySettings(props: TypeSettingsProps) {
  const translate = useTranslate();
  const nameOf = useCurrencyName();
  const { draft, onChange } = props;
  const currencies = draft.config.currencies ?? [];
  const change = (next: string[]) =>
    onChange({ config: { ...draft.config, currencies: next.length > 0 ? next : undefined } });
  return (
    <>
      <Autocomplete
        multiple
        disableCloseOnSelect
        options={ALL}
        value={currencies}
        getOptionLabel={nameOf}
        getOptionDisabled={() => currencies.length >= CURRENCY_LIMIT}
        onChange={(_event, next) => change(next)}
        slotProps={{ chip: { size: "small" } }}
        renderInput={(parameters) => (
          <TextField
            {...parameters}
            label={translate("field_type.currency.currencies")}
            helperText={translate("field_type.currency.currencies_help")}
          />
        )}
      />
      <Autocomplete
        disableClearable
        options={currencies.length > 0 ? currencies : ALL}
        value={defaultCurrencyOf(draft.config)}
        getOptionLabel={nameOf}
        onChange={(_event, defaultCurrency) => onChange({ config: { ...draft.config, defaultCurrency } })}
        renderInput={(parameters) => (
          <TextField {...parameters} label={translate("field_type.currency.defaultCurrency")} />
        )}
      />
      <SettingRow>
        <SettingText {...props} name="min" />
        <SettingText {...props} name="max" />
        <SettingText {...props} name="decimals" inputMode="numeric" />
      </SettingRow>
    </>
  );
}

function useCurrencyName(): (code: string) => string {
  const locale = useFormatLocale();
  return useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: "currency" });
    return (code) => `${code} ${names.of(code) ?? ""}`;
  }, [locale]);
}
