// The one redactor (rule C7), and the only place where wire text is prepared to be shown. It knows secrets that were
// typed or issued here, and others by their looks and names; it would rather hide a word too much.

const SHOWN = 400

const NAMES = 'token|passwo?r?d|passwd|secret|authorization|api[_-]?key|cookie|session_?id|jwt'
const TOKEN = String.raw`[\w.~+/=-]`

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  // "access_token": "…", in JSON and in Python's way of printing it, cut off or not.
  [
    new RegExp(
      String.raw`(["'][\w-]*(?:${NAMES})[\w-]*["']\s*:\s*)(["'])(?:\\.|(?!\2)[^\\])*(?:\2|\\?$)`,
      'gi',
    ),
    '$1"…"',
  ],
  // The same inside of a string: \"access_token\": \"…\".
  [
    new RegExp(
      String.raw`(\\+["'][\w-]*(?:${NAMES})[\w-]*\\+["']\s*:\s*)(\\+["'])(?:(?!\2).)*(?:\2|$)`,
      'gis',
    ),
    '$1…',
  ],
  [/\b(bearer|basic)\s+[\w.~+/-]{4,}=*/gi, '$1 …'],
  // "Token 9944b0…" is a secret, "Token has been revoked" is none.
  [/\b(token)\s+(?=[\w.~+/-]*\d)[\w.~+/-]{8,}=*/gi, '$1 …'],
  // token=…, in addresses also encoded, and "password: …" in prose; what is … already stays.
  [
    new RegExp(String.raw`((?:${NAMES})["']?\s*(?:=|:(?!/)|%3D|%3A)\s*)(?!["'…\\])[^\s&"',;)}\]]+`, 'gi'),
    '$1…',
  ],
  [/\/\/[^/\s:@]+:[^/\s@]+@/g, '//…@'],
  // What looks like a JSON Web Token, or like a random text with a short prefix.
  [/\beyJ[\w-]{5,}(?:\.[\w-]*){0,2}/g, '…'],
  // Forty hexadecimal digits are a token of Django's REST framework, sixty-four a digest that stands for a session.
  [/\b(?:[\da-f]{40}|[\da-f]{64})\b/gi, '…'],
  [/\b[a-z]{2,4}_(?:(?=[\w-]*[A-Z])(?=[\w-]*\d)[\w-]{16,}|(?=[\w-]*\d)[\w-]{24,})/g, '…'],
]

/** Secrets that were typed or issued here, the newest last. */
const known: string[] = []
const KNOWN_KEPT = 50
/** A shorter one would hide parts of words everywhere. */
const SHORTEST_KNOWN = 6

/** From now on this text is dots wherever it appears, whatever it looks like. */
export function conceal(secret: string): void {
  if (secret.length < SHORTEST_KNOWN || known.includes(secret)) return
  known.push(secret)
  if (known.length > KNOWN_KEPT) known.shift()
}

/** What is known as a secret, or looks like one, becomes dots. */
export function redact(raw: string): string {
  const without = known.reduce((shown, secret) => shown.replaceAll(secret, '…'), raw)
  return PATTERNS.reduce((shown, [pattern, dots]) => shown.replace(pattern, dots), without)
}

/** The beginning of a text that came over the wire, fit to be shown: redacted first, then cut. */
export function excerpt(raw: string, length = SHOWN): string {
  const clean = redact(raw.length > 2 * length ? wholeWords(raw.slice(0, 2 * length)) : raw)
  return clean.length > length ? `${clean.slice(0, length)}…` : clean
}

/** Without the last word: half a secret no longer looks like one. */
function wholeWords(cut: string): string {
  let end = cut.length
  while (end > 0 && IN_TOKEN.test(cut.charAt(end - 1))) end--
  return `${cut.slice(0, end)}…`
}

const IN_TOKEN = new RegExp(TOKEN)
