// What can wait gives way to whoever clicks or presses a key: the frame that follows is the answer's. It listens as long as
// the page lives.

/** The answer is drawn in the next frame, or the one after it. */
const ANSWER_MS = 33

let inputAt = -Infinity

function note(input: Event): void {
  // A key that is kept pressed, as to scroll, waits for what it leads to.
  if (input instanceof KeyboardEvent && input.repeat) return
  inputAt = performance.now()
}

// A click comes long after its pointer went down, and is what most buttons answer.
for (const kind of ['keydown', 'pointerdown', 'click']) {
  window.addEventListener(kind, note, { capture: true, passive: true })
}

/** Until when what can wait does, as `performance.now` tells. */
export function givesWayUntil(): number {
  return inputAt + ANSWER_MS
}
