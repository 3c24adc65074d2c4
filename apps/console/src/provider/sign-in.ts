/** A refused sign-in or reset; the message is the key of a sentence for people. */
export class SignInError extends Error {
  readonly status: number;

  constructor(status: number, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "SignInError";
    this.status = status;
  }
}

/** Signs in; the session is a cookie. @throws SignInError */
export async function signIn(email: string, password: string): Promise<void> {
  await post("/api/auth/sign-in/email", { email, password });
}

/** Ends the session. */
export async function signOut(): Promise<void> {
  await post("/api/auth/sign-out", {});
}

/** Asks for a mail with a link; answers alike for every address. */
export async function requestPasswordReset(email: string): Promise<void> {
  await post("/api/auth/request-password-reset", { email, redirectTo: "/reset-password" });
}

/** Sets a new password with the token of such a link. */
export async function resetPassword(token: string, newPassword: string): Promise<void> {
  await post("/api/auth/reset-password", { token, newPassword });
}

async function post(path: string, body: unknown): Promise<void> {
  const response = await send(path, body);
  // Unread, the answer would keep its connection.
  await response.text();
  if (!response.ok) throw new SignInError(response.status, messageKey(response.status, path));
}

async function send(path: string, body: unknown): Promise<Response> {
  try {
    return await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json", "x-catalyst-client": "1" },
      body: JSON.stringify(body),
    });
  } catch (cause) {
    throw new SignInError(0, "auth.offline", cause);
  }
}

function messageKey(status: number, path: string): string {
  if (status === 429) return "auth.too_many";
  if (status >= 500) return "auth.unavailable";
  return path.includes("reset") ? "auth.reset_refused" : "auth.refused";
}
