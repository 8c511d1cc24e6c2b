// A token as people paste it: often with the word that stands before it in the header.

/** The token alone; `null` where nothing was typed. */
export function pastedToken(typed: string): string | null {
  const token = typed.trim().replace(/^token\s+/i, '')
  return token === '' ? null : token
}
