import { expect, type Locator, type Page, test } from "@playwright/test";
import { signIn } from "./sign-in.ts";

const FIELDS = "/settings/fields/companies";

test("an admin makes fields of many types, a sales user fills them by keyboard, and the list is filtered by them", async ({
  page,
  browser,
}) => {
  await signIn(page);
  await page.goto(FIELDS);
  await createField(page, { label: "Seats", type: "Number", section: "Contract" });
  await createField(page, { label: "Contract value", type: "Currency", section: "Contract" });
  await createField(page, { label: "Contract stage", type: "Choice", section: "Contract", options: ["Open", "Lost"] });
  const reason = await openNewField(page, { label: "Loss reason", type: "Long text", section: "Contract" });
  await addCondition(page, reason.getByRole("group", { name: "Shown only when" }));
  await addCondition(page, reason.getByRole("group", { name: "Required only when" }));
  await reason.getByRole("button", { name: "Create field" }).click();
  await expect(page.getByRole("button", { name: "Loss reason", exact: true })).toBeVisible();
  const formula = await openNewField(page, { label: "Double seats", type: "Formula", section: "Contract" });
  await formula.getByRole("combobox", { name: "Formula", exact: true }).fill("seats * 2.0");
  await formula.getByRole("button", { name: "Create field" }).click();
  await expect(page.getByRole("button", { name: "Double seats", exact: true })).toBeVisible();

  await page.getByRole("button", { name: "Seats", exact: true }).click();
  const panel = page.getByRole("complementary", { name: "Seats" });
  await panel.getByRole("switch", { name: "Indexed" }).click();
  await expect(page.getByRole("row", { name: /^Seats/ })).toContainText("Ready", { timeout: 60_000 });
  await expect(panel).toContainText("Double seats of Company");
  await panel.getByRole("button", { name: "Close" }).click();

  const sales = await browser.newPage();
  await signIn(sales, "sales@northwind.example");
  await sales.getByRole("link", { name: "New company" }).click();
  await sales.getByRole("textbox", { name: /^Name/ }).fill("Orchard & Sons");
  await expect(sales.getByLabel(/Loss reason/)).toHaveCount(0);
  await sales.getByRole("textbox", { name: "Seats" }).fill("12");
  await sales.keyboard.press("Tab");
  await sales.keyboard.press("Tab");
  await sales.keyboard.type("4800.50");
  await expect(sales.getByRole("textbox", { name: "Contract value" })).toHaveValue("4800.50");
  await sales.getByRole("combobox", { name: "Contract stage" }).focus();
  await sales.keyboard.press("ArrowDown");
  await sales.getByRole("option", { name: "Lost" }).click();
  await sales.getByRole("button", { name: "Save" }).click();
  await expect(sales.getByText("Loss reason is required.")).toBeVisible();
  await expect(sales.getByLabel("Loss reason (required)")).toBeFocused();
  await sales.keyboard.type("Too expensive");
  await sales.getByRole("button", { name: "Save" }).click();
  await expect(sales.getByRole("heading", { level: 1, name: "Orchard & Sons" })).toBeVisible();
  await expect(sales.getByRole("definition").filter({ hasText: "US$4,800.50" })).toBeVisible();
  await expect(sales.getByRole("definition").filter({ hasText: "24" })).toBeVisible();

  await sales.goto("/companies");
  await sales.getByRole("button", { name: "Filter", exact: true }).click();
  await sales.getByRole("textbox", { name: "Find a field" }).fill("Seats");
  await sales.getByRole("menuitem", { name: /^Seats/ }).click();
  const value = sales.getByRole("dialog", { name: "Seats" });
  await value.getByRole("textbox").fill("12");
  await value.getByRole("button", { name: "Apply" }).click();
  await expect(sales.getByRole("link", { name: "Orchard & Sons" })).toBeVisible();
  await expect(sales.getByRole("row")).toHaveCount(2);
});

test("a field's type is changed after a dry run and taken back; what a formula uses is refused", async ({ page }) => {
  await signIn(page);
  await page.goto(FIELDS);
  await createField(page, { label: "Dock code", type: "Text", section: "Contract" });
  for (const [name, code] of [
    ["Dock One", "12"],
    ["Dock Two", "twelve"],
  ] as const)
    await createCompany(page, { name, label: "Dock code", value: code });

  const panel = await openField(page, "Dock code");
  await panel.getByRole("button", { name: "Change type" }).click();
  const dialog = page.getByRole("dialog", { name: "Change the type of Dock code" });
  await choose(page, dialog.getByRole("combobox", { name: "New type" }), /^Number ./);
  await dialog.getByRole("button", { name: "See what would happen" }).click();
  await expect(dialog).toContainText("1 value converts cleanly");
  await expect(dialog).toContainText("1 value can't be converted and becomes empty");
  await expect(dialog).toContainText("Dock Two");
  await dialog.getByRole("button", { name: "Change to Number" }).click();
  await expect(page.getByRole("row", { name: /Dock code/ })).toContainText("Number", { timeout: 60_000 });

  await page.getByRole("button", { name: "Undo the change" }).click();
  await expect(page.getByRole("row", { name: /Dock code/ })).toContainText("Text", { timeout: 60_000 });
  await page.goto("/companies");
  await page.getByRole("searchbox", { name: "Find by name" }).fill("Dock Two");
  await expect(page.getByRole("row")).toHaveCount(2);
  await page.getByRole("link", { name: "Dock Two" }).click();
  await expect(page.getByRole("definition").filter({ hasText: "twelve" })).toBeVisible();

  await createField(page, { label: "Palettes", type: "Number", section: "Contract" });
  const formula = await openNewField(page, { label: "Half palettes", type: "Formula", section: "Contract" });
  await formula.getByRole("combobox", { name: "Formula", exact: true }).fill("palettes / 2.0");
  await formula.getByRole("button", { name: "Create field" }).click();
  await expect(page.getByRole("button", { name: "Half palettes", exact: true })).toBeVisible();
  const used = await openField(page, "Palettes");
  await used.getByRole("button", { name: "Change type" }).click();
  await page.getByRole("button", { name: "See what would happen" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Half palettes" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Change to Text" })).toHaveCount(0);
});

test("a deleted field waits in the archive with its values, and comes back with them", async ({ page }) => {
  await signIn(page);
  await page.goto(FIELDS);
  await createField(page, { label: "Gate", type: "Text", section: "Contract" });
  await createCompany(page, { name: "Gate Keepers", label: "Gate", value: "North" });

  const panel = await openField(page, "Gate");
  await panel.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Delete field" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete the field Gate?" });
  await expect(dialog).toContainText("1 record has a value.");
  await expect(dialog.getByRole("button", { name: "Delete field" })).toBeDisabled();
  await dialog.getByLabel("Type Gate to confirm").fill("Gate");
  await dialog.getByRole("button", { name: "Delete field" }).click();
  await expect(page.getByRole("button", { name: "Gate", exact: true })).toHaveCount(0);

  await page.getByRole("button", { name: /^Archived/ }).click();
  await expect(page.getByRole("row", { name: /Gate/ })).toContainText("Deleted, values are kept until");
  await page.getByRole("button", { name: "Restore Gate" }).click();
  await expect(page.getByRole("row", { name: /Gate/ })).toHaveCount(0);
  await page.goto("/companies");
  await page.getByRole("searchbox", { name: "Find by name" }).fill("Gate Keepers");
  await expect(page.getByRole("row")).toHaveCount(2);
  await page.getByRole("link", { name: "Gate Keepers" }).click();
  await expect(page.getByRole("definition").filter({ hasText: "North" })).toBeVisible();
});

test("a yes-or-no field keeps three states apart: yes, no, and not set", async ({ page }) => {
  await signIn(page);
  await createField(page, { label: "Newsletter", type: "Yes or no", section: "Consent" }, "contacts");
  await page.goto("/contacts/create");
  await page.getByRole("textbox", { name: /^Name/ }).fill("Ada Undecided");
  await page.getByRole("button", { name: "Save" }).click();
  const shown = page.getByRole("term").filter({ hasText: "Newsletter" }).locator("xpath=following-sibling::dd[1]");
  await expect(shown).toContainText("–");
  for (const [option, text] of [
    ["No", "No"],
    ["Yes", "Yes"],
    ["–", "–"],
  ] as const) {
    await page.getByRole("link", { name: "Edit" }).click();
    const input = page.getByRole("combobox", { name: "Newsletter" });
    await input.focus();
    await page.keyboard.press("ArrowDown");
    await page.getByRole("option", { name: option, exact: true }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(shown).toContainText(text);
  }
});

test("fields move by keyboard, and a field that is not saved is not lost by a click", async ({ page }) => {
  await signIn(page);
  await page.goto("/settings/fields/contacts");
  await createField(page, { label: "First", type: "Text", section: "Extra" }, "contacts");
  await createField(page, { label: "Second", type: "Rating", section: "Extra" }, "contacts");
  await page.getByRole("button", { name: "Actions of Second" }).press("Enter");
  await page.getByRole("menuitem", { name: "Move up" }).press("Enter");
  const keys = page.getByRole("row").filter({ hasText: /^(First|Second)/ });
  await expect(keys.first()).toContainText("Second");

  await page.getByRole("button", { name: "First", exact: true }).click();
  await page.getByRole("complementary", { name: "First" }).getByLabel("Label").fill("Premier");
  await page.getByRole("button", { name: "Second", exact: true }).click();
  await page.getByRole("button", { name: "Keep editing" }).click();
  await expect(page.getByLabel("Label")).toHaveValue("Premier");
  await page.getByRole("button", { name: "Save field" }).click();
  await expect(page.getByRole("button", { name: "Premier", exact: true })).toBeVisible();
});

type NewField = {
  readonly label: string;
  readonly type: string;
  readonly section: string;
  readonly options?: readonly string[];
};

async function createField(page: Page, field: NewField, entityType = "companies"): Promise<void> {
  const panel = await openNewField(page, field, entityType);
  for (const option of field.options ?? []) {
    await panel.getByRole("button", { name: "Add option" }).click();
    await panel
      .getByRole("textbox", { name: /^Option/ })
      .last()
      .fill(option);
  }
  await panel.getByRole("button", { name: "Create field" }).click();
  await expect(page.getByRole("button", { name: field.label, exact: true })).toBeVisible();
}

async function openNewField(page: Page, field: NewField, entityType = "companies"): Promise<Locator> {
  if (!page.url().includes(`/settings/fields/${entityType}`)) await page.goto(`/settings/fields/${entityType}`);
  await page.getByRole("button", { name: "New field" }).click();
  const panel = page.getByRole("complementary", { name: "New field" });
  await panel.getByLabel("Label").fill(field.label);
  await choose(page, panel.getByRole("combobox", { name: "Type" }), new RegExp(`^${field.type} .`));
  await panel.getByRole("combobox", { name: "Section" }).fill(field.section);
  return panel;
}

async function openField(page: Page, label: string): Promise<Locator> {
  if (!page.url().includes("/settings/fields")) await page.goto(FIELDS);
  await page.getByRole("button", { name: label, exact: true }).click();
  return page.getByRole("complementary", { name: label });
}

async function choose(page: Page, select: Locator, option: RegExp): Promise<void> {
  await select.click();
  await page.getByRole("option", { name: option }).first().click();
}

/** A condition on the choice that the journey made. */
async function addCondition(page: Page, group: Locator): Promise<void> {
  await group.getByRole("button", { name: "Add condition" }).click();
  await page.getByRole("textbox", { name: "Find a field" }).fill("Contract stage");
  await page.getByRole("menuitem", { name: /^Contract stage/ }).click();
  const editor = page.getByRole("dialog", { name: "Contract stage" });
  await editor.getByRole("combobox").click();
  await page.getByRole("option", { name: "Lost" }).click();
  await expect(group).toContainText("Lost");
}

async function createCompany(page: Page, company: { name: string; label: string; value: string }): Promise<void> {
  await page.goto("/companies/create");
  await page.getByRole("textbox", { name: /^Name/ }).fill(company.name);
  await page.getByRole("textbox", { name: company.label }).fill(company.value);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { level: 1, name: company.name })).toBeVisible();
}
