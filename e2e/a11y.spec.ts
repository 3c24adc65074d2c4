import { expect, test } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { signIn } from "./sign-in.ts";

const PAGES = [
  "/companies",
  "/companies/create",
  "/deals",
  "/tasks",
  "/workflows",
  "/runs",
  "/imports",
  "/imports/new",
  "/mailbox",
  "/settings/fields",
  "/settings/fields/companies?new=1",
  "/settings/fields/companies?field=segment",
  "/settings/fields/companies?show=archived",
  "/settings/entity-types",
  "/settings/members",
  "/settings/retention",
  "/approvals",
];

for (const colorScheme of ["light", "dark"] as const) {
  test(`every page passes axe in ${colorScheme} mode and breaks no security policy`, async ({ browser }) => {
    const context = await browser.newContext({ colorScheme });
    const page = await context.newPage();
    const violations: string[] = [];
    page.on("console", (message) => {
      if (/Content Security Policy|Refused to/.test(message.text())) violations.push(message.text());
    });
    await page.goto("/login");
    await expectAccessible(page, "/login");
    await signIn(page);
    for (const path of PAGES) {
      await page.goto(path);
      await page.getByRole("heading", { level: 1 }).first().waitFor();
      await page.waitForLoadState("networkidle");
      await expectAccessible(page, path);
    }
    expect(violations).toEqual([]);
    await context.close();
  });
}

test("no page is wider than a phone of 360 px", async ({ browser }) => {
  const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
  await signIn(page);
  for (const path of PAGES) {
    await page.goto(path);
    // Below a panel that takes the whole screen the heading is there, but not for assistive technology.
    await page.locator("h1").first().waitFor({ state: "attached" });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(`${path} ${width}`).toBe(`${path} 360`);
  }
  await page.close();
});
