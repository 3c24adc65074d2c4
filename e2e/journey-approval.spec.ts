import { expect, test } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { insertStep } from "./insert-step.ts";
import { signIn } from "./sign-in.ts";

const ADMIN_NAME = "Nora Lindqvist";

test.describe.configure({ mode: "serial" });

test("a run waits for an approval and goes on; more records are enrolled; two versions are compared", async ({
  page,
}) => {
  let builder = "";
  await signIn(page);

  await test.step("draw a workflow that asks, and publish it", async () => {
    await page.goto("/workflows");
    await page.getByRole("button", { name: "New workflow" }).first().click();
    await page.getByLabel("Name of the workflow").fill("Offer approval");
    await page.getByRole("dialog").getByRole("button", { name: "New workflow" }).click();
    await page.getByRole("combobox", { name: "Starts when" }).click();
    await page.getByRole("option", { name: "Somebody starts it" }).click();

    await insertStep(page, /^Insert step after/, "Approval");
    const approval = page.getByRole("complementary", { name: /Approval/ });
    await approval.getByRole("combobox", { name: "Who decides" }).click();
    await page.getByRole("option", { name: ADMIN_NAME }).click();
    await approval.getByRole("textbox", { name: /^Question/ }).fill("Shall we offer to {{ record.name }}?");

    await insertStep(page, /^Insert step after Approval \(Approved\)/, "Create task");
    await page
      .getByRole("complementary", { name: /Create task/ })
      .getByRole("textbox", { name: /^Title/ })
      .fill("Offer for {{ record.name }}");
    await page.getByRole("button", { name: "Publish v1" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Publish v1" }).click();
    await expect(page.getByText("v1 is live")).toBeVisible();
    builder = new URL(page.url()).pathname;
  });

  await test.step("start it for a company, approve in the inbox, see the run go on", async () => {
    await page.goto("/companies");
    await page.getByRole("cell").getByRole("link").first().click();
    const heading = page.getByRole("heading", { level: 1 });
    await expect(heading).not.toHaveText("Companies");
    const company = await heading.textContent();
    await page.getByRole("button", { name: "Run workflow" }).click();
    await page.getByRole("dialog").getByRole("combobox", { name: "Workflow" }).click();
    await page.getByRole("option", { name: "Offer approval" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Run", exact: true }).click();
    await expect(page.getByText("1 run started")).toBeVisible();

    await page.goto("/approvals");
    const card = page.getByRole("listitem").filter({ hasText: `Shall we offer to ${company}?` });
    await expect(async () => {
      await page.reload();
      await expect(card).toBeVisible({ timeout: 2_000 });
    }).toPass();
    const run = await card.getByRole("link", { name: "Open the run" }).getAttribute("href");
    await card.getByRole("button", { name: "Hand on" }).click();
    await expectAccessible(page, "hand on");
    await page.keyboard.press("Escape");
    await card.getByRole("button", { name: "Approve" }).click();
    await expect(page.getByText("Your decision counts")).toBeVisible();

    await page.goto(run ?? "");
    await expect(page.getByText("Completed").first()).toBeVisible();
    await expect(page.getByRole("button", { name: /^Approval, Done: approved/ })).toBeVisible();
    await expect(page.getByRole("button", { name: /^Create task, Done/ })).toBeVisible();
    await expectAccessible(page, "run");
  });

  await test.step("enrol more records, with a preview and a pace", async () => {
    await page.goto(builder);
    await page.getByRole("link", { name: "Enrol records" }).click();
    await page.getByRole("button", { name: "Enrol records" }).first().click();
    await page.getByRole("button", { name: "Filter", exact: true }).click();
    await page.getByRole("menuitem", { name: "Country" }).click();
    await page.getByRole("dialog", { name: "Country" }).getByRole("textbox").fill("Portugal");
    await page.keyboard.press("Enter");
    const start = page.getByRole("button", { name: /^Enrol \d+ records/ });
    await expect(page.getByText("Porto, Portugal").first()).toBeVisible();
    await page.getByRole("spinbutton", { name: "Records a minute" }).fill("20");
    await expectAccessible(page, "enrol");
    await start.click();
    const row = page.getByRole("list", { name: "Enrolments of this workflow" }).getByRole("listitem").first();
    await expect(row).toContainText(/Companies where Country .* Portugal/);
    await expect(row).toContainText("2 runs started");
    await row.getByRole("button", { name: "Pause" }).click();
    await expect(row).toContainText("Paused");
    await expectAccessible(page, "enrolments");
    await row.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Cancel enrolment" }).click();
    await expect(row).toContainText("Cancelled");
  });

  await test.step("change the workflow, see what publishing changes, and both versions side by side", async () => {
    await page.getByRole("link", { name: "Back to the workflow" }).click();
    await page.getByRole("button", { name: /^Create task,/ }).click();
    await page
      .getByRole("complementary", { name: /Create task/ })
      .getByRole("textbox", { name: /^Title/ })
      .fill("Write the offer for {{ record.name }}");
    await page.getByRole("button", { name: "Publish v2" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("heading", { name: "1 change" })).toBeVisible();
    await expect(dialog).toContainText(/Offer for Name.*Write the offer for Name/);
    await expectAccessible(page, "publish");
    await dialog.getByRole("button", { name: "Publish v2" }).click();
    await expect(page.getByText("v2 is live")).toBeVisible();

    await page.getByRole("button", { name: "Versions" }).click();
    await page.getByRole("link", { name: "Compare v2 with the one before" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Compare versions" })).toBeVisible();
    const after = page.getByRole("region", { name: /^After/ });
    await expect(after.getByRole("button", { name: /^Create task,.*Changed/ })).toBeVisible();
    await page.getByRole("button", { name: "Next change" }).click();
    await expectAccessible(page, "compare");
  });
});
