import { expect, test } from "vitest";
import { safeLink } from "./safe-link.ts";

test.each([
  ["https://example.com/", "https://example.com/", "example.com"],
  ["http://example.com/a?b=1", "http://example.com/a?b=1", "example.com/a?b=1"],
  ["mailto:ada@example.com", "mailto:ada@example.com", "ada@example.com"],
])("%s can be followed", (text, href, label) => expect(safeLink(text)).toEqual({ href, label }));

test.each([
  "javascript:alert(1)",
  " javascript:alert(1)",
  "java\nscript:alert(1)",
  "data:text/html,x",
  "example.com",
  "",
])("%j is never a link", (text) => expect(safeLink(text)).toBeNull());
