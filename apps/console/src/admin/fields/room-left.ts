/** Characters before the end at which one wants to know that it comes. */
const NEAR = 20;

type Translate = (key: string, options?: { readonly [name: string]: unknown }) => string;

/** How many characters still fit, once there are few; undefined before. Pure. */
export function roomLeft(text: string, limit: number, translate: Translate): string | undefined {
  const left = limit - text.length;
  return left > NEAR ? undefined : translate("admin.fields.room_left", { smart_count: Math.max(0, left), limit });
}
