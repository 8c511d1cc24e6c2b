// Cuts long texts: their beginning to be read, and pieces of the whole that a browser can lay out one by one (P1).

/** What of a message is shown until somebody asks for all of it. */
const LINES_SHOWN = 12
const CHARACTERS_SHOWN = 1_500
/** A piece is laid out at once, and only when it is in sight. */
const PIECE = 2_000

/** The text itself where it is short enough. */
export function beginningOf(text: string): string {
  let end = -1
  for (let line = 0; line < LINES_SHOWN; line++) {
    end = text.indexOf('\n', end + 1)
    if (end < 0) break
  }
  const lines = end < 0 ? text.length : end
  return lines <= CHARACTERS_SHOWN
    ? text.slice(0, lines)
    : text.slice(0, wholeCharacter(text, CHARACTERS_SHOWN))
}

/** Joined they are the text again. They end at a line or a word where there is one. */
export function piecesOf(text: string): string[] {
  const pieces: string[] = []
  for (let start = 0; start < text.length;) {
    const end = start + PIECE >= text.length ? text.length : endOfPiece(text, start)
    pieces.push(text.slice(start, end))
    start = end
  }
  return pieces
}

function endOfPiece(text: string, start: number): number {
  const last = start + PIECE
  const line = text.lastIndexOf('\n', last - 1)
  if (line > start) return line + 1
  const word = text.lastIndexOf(' ', last - 1)
  return word > start ? word + 1 : wholeCharacter(text, last)
}

/** Not between the halves of a surrogate pair. */
function wholeCharacter(text: string, end: number): number {
  const code = text.charCodeAt(end)
  return code >= 0xdc00 && code <= 0xdfff ? end - 1 : end
}
