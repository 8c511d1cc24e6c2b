// Signs of life on a connection where nothing else is said, until the server refuses one.

export class SignsOfLife {
  #isRefused = false
  #isUnanswered = false

  /** The frame to send; `null` where none is taken. */
  send(frame: () => string): string | null {
    if (this.#isRefused) return null
    this.#isUnanswered = true
    return frame()
  }

  /** Something else came: a sign that is refused is refused at once. */
  heard(): void {
    this.#isUnanswered = false
  }

  /** An error came that is about nothing else; answers whether it was about a sign. */
  refuse(): boolean {
    const isAboutOne = this.#isUnanswered
    this.#isRefused ||= isAboutOne
    this.#isUnanswered = false
    return isAboutOne
  }
}
