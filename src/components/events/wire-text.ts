// Makes characters that have no looks visible in a text from the wire, so that it can neither hide nor bend anything (V7).

/** Controls and what changes the direction of writing, except line ends and tabs. */
const UNSEEN = /(?![\n\r\t])[\p{Cc}\p{Bidi_Control}]/gu
/** Unicode's pictures of the C0 controls begin here. */
const PICTURES = 0x2400
const PICTURE_OF_DELETE = '\u2421'
const REPLACEMENT = '\ufffd'

export function visibleText(text: string): string {
  return text.replace(UNSEEN, (character) => {
    const code = character.charCodeAt(0)
    if (code === 0x7f) return PICTURE_OF_DELETE
    return code < 0x20 ? String.fromCharCode(PICTURES + code) : REPLACEMENT
  })
}
