import { expect, test } from "@playwright/test";
import { PASSWORD, signIn } from "./sign-in.ts";

test("a sales user filters, creates, edits, deletes and restores a company", async ({ page }) => {
  await signIn(page, "sales@northwind.example");

  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await page.getByRole("menuitem", { name: "Segment" }).click();
  const editor = page.getByRole("dialog", { name: "Segment" });
  await editor.getByRole("combobox", { name: "Segment" }).click();
  await page.getByRole("option", { name: "Enterprise" }).click();
  await expect(page.getByRole("group", { name: "Segment", exact: true })).toContainText("Enterprise");
  await expect(page.getByRole("cell", { name: "Mid-market" })).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("group", { name: "Segment", exact: true })).toContainText("Enterprise");
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(page.getByRole("group", { name: "Segment" })).toHaveCount(0);

  await page.getByRole("link", { name: "New company" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "New company" })).toBeVisible();
  await page.getByRole("textbox", { name: /^Name/ }).fill("Zinnia Works");
  await page.getByLabel("Employees").fill("12 people");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Employees must be a number.")).toBeVisible();
  await page.getByLabel("Employees").fill("12");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Zinnia Works" })).toBeVisible();

  await page.getByRole("link", { name: "Edit" }).click();
  await page.getByLabel("City").fill("Bergen");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("You changed 1 field")).toBeVisible();

  await page.getByRole("link", { name: "Edit" }).click();
  await expect(page.getByLabel("City")).toBeVisible();
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Companies" })).toBeVisible();
  await page.getByRole("searchbox", { name: "Find by name" }).fill("Zinnia");
  await expect(page.getByText("No companies match")).toBeVisible();
  await page.getByRole("button", { name: "Bin" }).click();
  await page
    .getByRole("row", { name: /Zinnia Works/ })
    .getByRole("checkbox")
    .check();
  await page.getByRole("button", { name: "Restore" }).click();
  await page.getByRole("button", { name: "Leave bin" }).click();
  await expect(page.getByRole("cell", { name: /Zinnia Works/ })).toBeVisible();
});

test("two people who edit one record keep both changes, and choose where they differ", async ({ page, browser }) => {
  await signIn(page);
  await page.getByRole("link", { name: "New company" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "New company" })).toBeVisible();
  await page.getByRole("textbox", { name: /^Name/ }).fill("Conflict & Co");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Conflict & Co" })).toBeVisible();
  await page.getByRole("link", { name: "Edit" }).click();
  await expect(page.getByLabel("City")).toBeVisible();

  const second = await browser.newPage();
  await signIn(second, "manager@northwind.example", PASSWORD);
  await second.goto(page.url());
  await second.getByLabel("City").fill("Turin");
  await second.getByLabel("Country").fill("Italy");
  await second.getByRole("button", { name: "Save" }).click();
  await expect(second.getByText("You changed 2 fields")).toBeVisible();

  await page.getByLabel("City").fill("Milan");
  await page.getByRole("button", { name: "Save" }).click();
  const notice = page.getByRole("alert").filter({ hasText: "Somebody else saved this record" });
  await expect(notice).toContainText("City");
  await expect(page.getByRole("textbox", { name: "City" })).toHaveValue("Milan");
  await notice.getByRole("radio", { name: /Yours/ }).check();
  await notice.getByRole("button", { name: "Save my choice" }).click();
  await expect(page.getByRole("definition").filter({ hasText: "Milan" })).toBeVisible();
  await expect(page.getByRole("definition").filter({ hasText: "Italy" })).toBeVisible();
});

test("an admin who belongs to two tenants switches, and sees only the other one's records", async ({ page }) => {
  await signIn(page);
  const before = await page.getByRole("table").innerText();
  await page.getByRole("button", { name: /Northwind Trading/ }).click();
  await page.getByRole("menuitem", { name: /Juniper Health/ }).click();
  await expect(page.getByRole("button", { name: /Juniper Health/ })).toBeVisible();
  await expect(page.getByRole("table")).toBeVisible();
  expect(await page.getByRole("table").innerText()).not.toBe(before);
});

test("a read-only user is offered nothing that would be refused", async ({ page }) => {
  await signIn(page, "readonly@northwind.example");
  for (const name of ["New company", "Import"]) await expect(page.getByRole("link", { name })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Create" })).toHaveCount(0);
  await page.getByRole("row").nth(1).click();
  await expect(page.getByRole("heading", { name: "History" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Edit" })).toHaveCount(0);
});

test("a forgotten password is reset through the mailed link, once", async ({ page, request }) => {
  const address = "manager@juniper.example";
  await page.goto("/login");
  await page.getByRole("link", { name: "Forgot the password?" }).click();
  await page.getByLabel("E-mail").fill(address);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByText("a mail with a link is on its way")).toBeVisible();

  const mails = JSON.stringify(await (await request.get(`/api/dev/mails?to=${address}`)).json());
  const link = /https?:\/\/[^\s"\\<]+reset-password[^\s"\\<]*/.exec(mails)?.[0] ?? "";
  await page.goto(link);
  await page.getByLabel("New password").fill("a-brand-new-password");
  await page.getByRole("button", { name: "Set the password" }).click();
  await expect(page).toHaveURL(/\/login/);
  await page.goto(link);
  await page.getByLabel("New password").fill("another-new-password");
  await page.getByRole("button", { name: "Set the password" }).click();
  await expect(page.getByText("This link has been used or has expired")).toBeVisible();
  await signIn(page, address, "a-brand-new-password");
});
