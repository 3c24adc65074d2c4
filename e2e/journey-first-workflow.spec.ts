import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { insertStep } from "./insert-step.ts";
import { signIn } from "./sign-in.ts";

/** The project's real file where it is present; else the sample of our own with the same quirks. */
const REAL = join(import.meta.dirname, "../../shared/data/sp500-companies.csv");
const SAMPLE = join(import.meta.dirname, "../packages/records/src/import/fixtures/sample-companies.csv");
const FILE = existsSync(REAL)
  ? { path: REAL, rows: 503, company: "3M", added: "Symbol" }
  : { path: SAMPLE, rows: 60, company: "Aldergate Holdings", added: "Symbol" };

test.describe.configure({ mode: "serial" });

/** Keeps a picture of each stage in the report folder. */
async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(import.meta.dirname, "results", "pictures", `${name}.png`) });
}

function panel(page: Page, name: RegExp): Locator {
  return page.getByRole("complementary", { name });
}

test("an admin imports a file, adds a field, draws a workflow, and a change of one company runs it", async ({
  page,
}) => {
  await signIn(page);

  await test.step("import the file as companies, with fields made from its columns", async () => {
    await page.getByRole("link", { name: "Import", exact: true }).click();
    await page.getByLabel("CSV file").setInputFiles(FILE.path);
    await expect(page.getByRole("combobox", { name: "Field for column Security" })).toHaveText("Name");
    await page.getByRole("button", { name: "Check all rows" }).click();
    await expect(page.getByText(`${FILE.rows} rows are fine, 0 would be refused`)).toBeVisible();
    await picture(page, "1-mapping");
    await page.getByRole("button", { name: `Import ${FILE.rows} rows` }).click();
    await expect(page.getByText(`${FILE.rows} of ${FILE.rows} rows done, ${FILE.rows} created, 0 failed`)).toBeVisible({
      timeout: 60_000,
    });
    await picture(page, "2-imported");
  });

  await test.step("add the field Tier, a choice, indexed", async () => {
    await page.goto("/settings/fields/companies");
    await page.getByRole("button", { name: "New field" }).click();
    await page.getByLabel("Label").fill("Tier");
    await page.getByRole("combobox", { name: "Type" }).click();
    await page.getByRole("option", { name: /^Choice ./ }).click();
    for (const [index, option] of ["A", "B", "C"].entries()) {
      await page.getByRole("button", { name: "Add option" }).click();
      await page.getByLabel(`Option ${index + 1}`).fill(option);
    }
    await page.getByRole("switch", { name: "Indexed" }).check();
    await picture(page, "3-field");
    await page.getByRole("button", { name: "Create field" }).click();
    const row = page.getByRole("row", { name: /Tier/ });
    await expect(row).toContainText("Ready");
  });

  await test.step("draw the workflow on the canvas", async () => {
    await page.goto("/workflows");
    await page.getByRole("button", { name: "New workflow" }).first().click();
    await page.getByLabel("Name of the workflow").fill("Tier A care");
    await page.getByRole("dialog").getByRole("button", { name: "New workflow" }).click();

    await page.getByLabel("Only when one of these fields changes").click();
    await page.getByRole("option", { name: "Tier" }).click();

    await insertStep(page, /^Insert step after/, "If / else");
    const condition = panel(page, /If \/ else/);
    await condition.getByRole("button", { name: "Add rule" }).click();
    await condition.getByRole("button", { name: /Choose a field/ }).click();
    await page.getByRole("option", { name: /^Tier/ }).first().click();
    await condition.getByRole("combobox", { name: "Operator" }).click();
    await page.getByRole("option", { name: "became" }).click();
    await condition.getByRole("combobox", { name: "Value" }).click();
    await page.getByRole("option", { name: "A", exact: true }).click();
    await picture(page, "4-condition");

    await insertStep(page, /^Insert step after If \/ else \(Yes\)/, "Send e-mail");
    const mail = panel(page, /Send e-mail/);
    await mail.getByRole("textbox", { name: /^To/ }).fill("account-team@northwind.example");
    await mail.getByRole("textbox", { name: /^Subject/ }).fill("{{ record.name }} is tier A");
    await mail.getByRole("textbox", { name: /^Text/ }).fill("Plan a visit to {{ record.name }}.");

    await insertStep(page, /^Insert step after Send e-mail/, "Wait");
    const wait = panel(page, /Wait/);
    await wait.getByRole("spinbutton", { name: /^Wait for/ }).fill("1");
    await wait.getByRole("combobox", { name: /^Unit/ }).click();
    await page.getByRole("option", { name: "Seconds" }).click();

    await insertStep(page, /^Insert step after Wait/, "Create record");
    const task = panel(page, /Create record/);
    await task.getByRole("combobox", { name: /^Entity type/ }).click();
    await page.getByRole("option", { name: "Task" }).click();
    await task.getByRole("textbox", { name: /^Title/ }).fill("Visit {{ record.name }}");
    await task.getByRole("button", { name: "Add field" }).click();
    await page.getByRole("option", { name: "Company" }).click();
    await task.getByRole("button", { name: "Insert data into Company" }).click();
    await page.getByRole("option", { name: /ID/ }).first().click();
    await picture(page, "5-canvas");
  });

  await test.step("publish it", async () => {
    await page.getByRole("button", { name: "Publish v1" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Publish v1" }).click();
    await expect(page.getByText("v1 is live")).toBeVisible();
  });

  await test.step("set Tier on one company", async () => {
    await page.goto("/companies");
    await page.getByRole("searchbox", { name: "Find by name" }).fill(FILE.company);
    await page.getByRole("cell", { name: FILE.company }).first().click();
    await page.getByRole("link", { name: "Edit" }).click();
    await page.getByRole("combobox", { name: "Tier" }).click();
    await page.getByRole("option", { name: "A", exact: true }).click();
    await page.getByRole("button", { name: "Save" }).click();
  });

  await test.step("see the run end, the task on the company, the mail in the mailbox", async () => {
    await expect(page.getByRole("link", { name: "Tier A care" })).toBeVisible();
    await expect(page.getByRole("region", { name: "Tasks" }).getByText(`Visit ${FILE.company}`)).toBeVisible({
      timeout: 30_000,
    });
    await picture(page, "6-company");
    await page.getByRole("link", { name: "Tier A care" }).click();
    await expect(page).toHaveURL(/\/runs\//);
    await expect(page.getByRole("heading", { level: 1, name: "Tier A care" })).toBeVisible();
    await expect(page.getByText("Completed").first()).toBeVisible();
    await picture(page, "7-run");
    await page.goto("/mailbox");
    await expect(page.getByText(`Plan a visit to ${FILE.company}.`)).toBeVisible();
    await picture(page, "8-mailbox");
  });
});
