import { fromNodeHeaders } from "better-auth/node";
import type { RequestContext } from "../trpc/context.ts";

/** Calls better-auth on behalf of the request, and hands the cookies that it sets on to the browser. */
export async function forwardCookies(
  { request, response }: Pick<RequestContext, "request" | "response">,
  call: (headers: Headers) => Promise<{ readonly headers: Headers }>,
): Promise<void> {
  const { headers } = await call(fromNodeHeaders(request.headers));
  for (const cookie of headers.getSetCookie()) response.append("set-cookie", cookie);
}
