import { expect, test } from "@playwright/test";
import { signIn } from "./sign-in.ts";

test("an admin filters along a relation, saves and shares the view, comes back to it and exports it", async ({
  page,
}) => {
  await signIn(page);
  await page.getByRole("link", { name: "Contacts" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Contacts" })).toBeVisible();

  // By the keyboard alone: the menu of fields, the relation, its field, the value.
  await page.getByRole("button", { name: "Filter", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Find a field" })).toBeFocused();
  await page.keyboard.type("compan");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Company itself" })).toBeVisible();
  await page.getByRole("textbox", { name: "Find a field" }).fill("industry");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Company › Industry" }).getByRole("textbox").fill("soft");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("group", { name: "Company › Industry", exact: true })).toContainText("soft");

  await page.getByRole("button", { name: "Save as new view" }).click();
  const dialog = page.getByRole("dialog", { name: "Save as new view" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("Software people");
  await dialog.getByRole("switch", { name: "Share with everybody" }).click();
  await dialog.getByRole("button", { name: "Save view" }).click();
  await expect(page.getByRole("button", { name: "View: Software people" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Save as new view" })).toHaveCount(0);

  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(page.getByRole("img", { name: "changed" })).toBeVisible();
  await page.getByRole("button", { name: "Reset" }).click();
  await expect(page.getByRole("group", { name: "Company › Industry", exact: true })).toContainText("soft");
  await page.reload();
  await expect(page.getByRole("button", { name: "View: Software people" })).toBeVisible();

  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("button", { name: "Make the file" }).click();
  const file = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download" }).click();
  expect((await file).suggestedFilename()).toMatch(/^Contacts \d{4}-\d\d-\d\d\.csv$/);
});
