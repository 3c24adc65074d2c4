import { expect, type Page } from "@playwright/test";

/** Adds a step behind another: the button on the edge, then the type in the menu, which closes. */
export async function insertStep(page: Page, edge: RegExp, type: string): Promise<void> {
  await page.getByRole("button", { name: edge }).click();
  const menu = page.getByRole("dialog", { name: "Insert step" });
  await menu
    .getByRole("option", { name: new RegExp(`^${type}`) })
    .first()
    .click();
  await expect(menu).toBeHidden();
}
