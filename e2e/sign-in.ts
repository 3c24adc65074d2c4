import { expect, type Page } from "@playwright/test";

/** The demo's one password. */
export const PASSWORD = "catalyst-demo";
export const ADMIN = "admin@northwind.example";

/** Signs in as a person does and waits for the first page. */
export async function signIn(page: Page, email: string = ADMIN, password: string = PASSWORD): Promise<void> {
  await page.goto("/login");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Companies" })).toBeVisible();
}
