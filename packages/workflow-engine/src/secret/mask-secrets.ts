/** Stands where a secret was. */
export const SECRET_MARK = "•••";

/** Shorter texts stand everywhere: taking them out of an answer would take more than the secret. */
const MASKED_LENGTH = 6;

const SECRET_NAME =
  /(?:^|_)(?:authorization|auth|tokens?|secret|password|passwd|pwd|passphrase|apikey|cookie|signature|sig|jwt)$|(?:^|_)(?:api|access|secret|private|auth|subscription|account|client|shared)_key$|^key$/;
/** `?name=value` and `&name=value`. */
const PARAMETER = /([?&;])([^=&#;?]+)=([^&#;]*)/g;
/** `//user:password@` before a host. */
const USER_INFO = /^(\w+:\/\/)([^/?#@]*):([^/?#@]+)@/;

/** Whether a header, or a parameter of an address, holds a secret: by its name, however its words are joined. */
export function isSecretName(name: string): boolean {
  const words = name.replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2").replaceAll(/[-.\s]/g, "_");
  return SECRET_NAME.test(words.toLowerCase());
}

/** An address without its secrets, for whoever reads it. */
export function maskUrl(url: string): string {
  return url.replace(USER_INFO, `$1$2:${SECRET_MARK}@`).replaceAll(PARAMETER, maskParameter);
}

function maskParameter(whole: string, ...[sign, name = "", value]: readonly string[]): string {
  return value !== "" && isSecretName(decoded(name)) ? `${sign}${name}=${SECRET_MARK}` : whole;
}

/** The secrets in an address. */
export function secretsInUrl(url: string): readonly string[] {
  return writtenSecrets(url).map(decoded);
}

/** A masked address with the secrets of another one like it; null: it has not as many. */
export function revealUrl(masked: string, like: string): string | null {
  const parts = masked.split(SECRET_MARK);
  const secrets = writtenSecrets(like);
  if (parts.length !== secrets.length + 1) return null;
  return parts.map((part, place) => `${part}${secrets[place] ?? ""}`).join("");
}

/** Secrets as the address writes them, in their order. */
function writtenSecrets(url: string): readonly string[] {
  const [, , , password] = USER_INFO.exec(url) ?? [];
  const values = [...url.matchAll(PARAMETER)].flatMap(([, , name = "", value = ""]) =>
    value !== "" && isSecretName(decoded(name)) ? [value] : [],
  );
  return [...(password === undefined ? [] : [password]), ...values];
}

/** A text in which none of the secrets stands, as it is or as JSON, addresses and forms write it. */
export function maskSecrets(text: string, secrets: readonly string[]): string {
  const forms = secrets
    .filter((secret) => secret.length >= MASKED_LENGTH)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret.toWellFormed())]);
  // The longest first: one may be part of another.
  const longestFirst = [...new Set(forms)].toSorted((left, right) => right.length - left.length);
  return longestFirst.reduce((masked, form) => masked.replaceAll(form, SECRET_MARK), text);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text; // Not encoded: it stands for itself.
  }
}
