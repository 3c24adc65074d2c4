import { describe, expect, test } from "vitest";
import { type ColorRoles, DARK, LIGHT } from "./colors.ts";

describe.each([
  ["light", LIGHT],
  ["dark", DARK],
] as const)("the %s theme", (_name, roles) => {
  const grounds = [roles.surface, roles.chrome, roles.sunken, roles.canvas, roles.hover, roles.raised];

  test("body and second-line text read on every ground (WCAG 1.4.3)", () => {
    for (const ground of grounds) {
      for (const text of [roles.text, roles.text2, roles.text3])
        expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
    }
  });

  test("links read on every ground and on the selected row", () => {
    for (const ground of [...grounds, roles.accentSoft])
      expect(contrast(roles.accentText, ground)).toBeGreaterThanOrEqual(4.5);
  });

  test("white reads on filled buttons", () => {
    for (const fill of [roles.accent, roles.accentHover, roles.destructive])
      expect(contrast("#FFFFFF", fill)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(roles.onInverse, roles.inverse)).toBeGreaterThanOrEqual(4.5);
  });

  test("states read on their soft ground, and their icons stand out on the sheet", () => {
    for (const state of [roles.success, roles.warning, roles.danger, roles.uncertain]) {
      expect(contrast(state.text, state.soft)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(state.main, roles.surface)).toBeGreaterThanOrEqual(3);
    }
  });

  test("options read on their ground, and their dots stand out on the sheet", () => {
    for (const option of Object.values(roles.option)) {
      expect(contrast(option.text, option.soft)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(option.dot, roles.surface)).toBeGreaterThanOrEqual(3);
    }
  });

  test("edges of controls, canvas lines and the focus ring stand out (WCAG 1.4.11)", () => {
    expect(contrast(roles.control, roles.surface)).toBeGreaterThanOrEqual(3);
    expect(contrast(roles.edge, roles.canvas)).toBeGreaterThanOrEqual(3);
    for (const ground of [roles.surface, roles.chrome]) expect(contrast(roles.focus, ground)).toBeGreaterThanOrEqual(3);
  });
});

test("both themes name the same roles", () => {
  expect(Object.keys(DARK)).toEqual(Object.keys(LIGHT) satisfies string[] as (keyof ColorRoles)[]);
});

/** Contrast of two colours after WCAG 2.2. */
function contrast(left: string, right: string): number {
  const [dark = 0, light = 0] = [luminance(left), luminance(right)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
