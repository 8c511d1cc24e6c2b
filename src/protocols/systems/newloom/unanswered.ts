// What was said on one connection and not answered yet, in order: an error names no frame, so it is about the first
// of these that can be refused.

/** A message, or a sign such as a heartbeat or that somebody types. */
export type Said =
  | { kind: 'message'; conversation: string; text: string; dialect: 'documented' | 'deployed' }
  | { kind: 'sign' }

export type SaidMessage = Extract<Said, { kind: 'message' }>

/** A server that answers nothing must not fill our memory. */
const KEPT = 50

export class Unanswered {
  #said: Said[] = []

  add(said: Said): void {
    this.#said.push(said)
    if (this.#said.length > KEPT) this.#said.shift()
  }

  get isEmpty(): boolean {
    return this.#said.length === 0
  }

  get isSignFirst(): boolean {
    return this.#said[0]?.kind === 'sign'
  }

  get firstMessage(): SaidMessage | null {
    return this.#said.find((said) => said.kind === 'message') ?? null
  }

  /** The first of all was refused. */
  takeFirst(): void {
    this.#said.shift()
  }

  /** The first message was answered or refused, and so was what was said before it. */
  takeMessage(): SaidMessage | null {
    const message = this.firstMessage
    if (message) this.#said.splice(0, this.#said.indexOf(message) + 1)
    return message
  }

  /** A message with this text came back; answers which of ours it is. */
  takeEcho(text: string): SaidMessage | null {
    const echoed = this.#said.find((said) => said.kind === 'message' && said.text === text)
    if (echoed?.kind !== 'message') return null
    this.#said = this.#said.filter((said) => said !== echoed)
    return echoed
  }

  /** A sign that is refused is refused at once: something else came, so those so far were understood. */
  forgetSigns(): void {
    this.#said = this.#said.filter(({ kind }) => kind !== 'sign')
  }
}
