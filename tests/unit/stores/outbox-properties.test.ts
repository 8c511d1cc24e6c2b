// @vitest-environment happy-dom
// Whatever the order of posts, sends, echoes, losses, polls and reloads: a small server beside an outbox keeps the score.
import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { keptOutbox, leave, outboxAndTell, START } from './chatting'

afterEach(leave)

type Page = Awaited<ReturnType<typeof outboxAndTell>>

class Score {
  page!: Page
  readonly posted: string[] = []
  readonly discarded: string[] = []
  readonly again = new Set<string>()
  /** Every text in the order in which it was handed to the network. */
  readonly handed: string[] = []
  /** What the server has, with its time. */
  readonly accepted: { text: string; time: number }[] = []
  #told = 0
  #seen = 0
  isOpen = true

  async open(kept: Record<string, string> = {}, at = START): Promise<void> {
    this.page = await outboxAndTell({ messagesPerMinute: null }, kept, at)
    this.#seen = 0
    this.#told = this.accepted.length
    this.isOpen = true
  }

  get shown(): string[] {
    return this.page.outbox.entries('plant', 'main').map(({ text }) => text)
  }

  /** What is on its way from the page reaches the engine; the server takes it, or never sees it. */
  hand(isTaken: boolean): void {
    const send = this.page.sends()[this.#seen]
    if (!send || send.outgoing.kind !== 'message') return
    this.#seen++
    const { text } = send.outgoing
    if (!this.isOpen) {
      this.page.outbox.settleSend('plant', send.number, { status: 'not-connected' })
      return
    }
    this.handed.push(text)
    if (isTaken) this.accepted.push({ text, time: Date.now() })
    this.page.outbox.settleSend('plant', send.number, { status: 'sent' })
  }

  echo(): void {
    const next = this.isOpen ? this.accepted[this.#told] : undefined
    if (!next) return
    this.#told++
    this.page.echo(next.text, { time: next.time })
  }

  poll(): void {
    this.page.read(...this.accepted.map(({ text, time }) => this.page.written(text, { author: 'me', time })))
  }

  lose(): void {
    if (!this.isOpen) return
    this.isOpen = false
    this.#told = this.accepted.length
    this.page.close('plant', 1006)
  }

  reconnect(): void {
    if (this.isOpen) return
    this.isOpen = true
    this.#told = this.accepted.length
    this.page.reconnect()
  }

  decide(isAgain: boolean): void {
    const { outbox } = this.page
    const entry = outbox.entries('plant', 'main').find(({ status }) => status === 'uncertain')
    if (!entry) return
    if (isAgain) {
      this.again.add(entry.text)
      outbox.sendAgain(entry.id)
    } else {
      this.discarded.push(entry.text)
      outbox.discard(entry.id)
    }
  }
}

/** The same is written twice and arrives once: what a new page reads must not confirm the second. */
const TWICE = ['post', 'hand over', 'echo', 'post', 'hand over in vain', 'lose', 'reload', 'poll']
/** The same waits behind it: its echo, read once more by a new page, must not confirm what that page sends at once. */
const BEHIND = ['post', 'post', 'post', 'hand over', 'echo', 'reload', 'poll']
/** As it was found, of seed 837448522. */
const FOUND = [
  ...['post', 'hand over', 'post', 'post', 'echo', 'reload', 'poll'],
  ...['hand over', 'hand over', 'post', 'post', 'post'],
]
/** It is uncertain, and the same that is written later arrives. */
const LATER = ['post', 'hand over in vain', 'a while', 'post', 'hand over', 'echo', 'reload', 'poll']
/** It arrived, and the same is written by the next page before that one has read anything. */
const NEXT_PAGE = ['post', 'hand over', 'echo', 'reload', 'post', 'hand over in vain', 'poll']

const count = (texts: readonly string[], text: string): number => texts.filter((one) => one === text).length

const acts = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.constant('post') },
    { weight: 4, arbitrary: fc.constant('hand over') },
    { weight: 4, arbitrary: fc.constant('echo') },
    fc.constantFrom('hand over in vain', 'poll', 'lose', 'reconnect', 'reload', 'send again', 'discard'),
    fc.constantFrom('a moment', 'a while'),
  ),
  { minLength: 5, maxLength: 40 },
)

async function play(all: readonly string[], textOf: (n: number) => string): Promise<Score> {
  const score = new Score()
  await score.open()
  const does: Record<string, () => unknown> = {
    post: () => {
      const text = textOf(score.posted.length)
      if (score.page.post(text) === null) score.posted.push(text)
    },
    'hand over': () => score.hand(true),
    'hand over in vain': () => score.hand(false),
    echo: () => score.echo(),
    poll: () => score.poll(),
    lose: () => score.lose(),
    reconnect: () => score.reconnect(),
    'send again': () => score.decide(true),
    discard: () => score.decide(false),
    'a moment': () => vi.advanceTimersByTimeAsync(700),
    'a while': () => vi.advanceTimersByTimeAsync(11_000),
    reload: () => {
      const kept = keptOutbox()
      score.page.outbox.$dispose()
      score.page.messages.$dispose()
      // A reload does not turn the time back.
      return score.open(kept, Date.now())
    },
  }
  for (const act of all) {
    await does[act]!()
    // Each text is where the user sees it, or the server has it.
    for (const text of new Set(score.posted)) {
      const confirmed = count(score.posted, text) - count(score.shown, text) - count(score.discarded, text)
      expect(confirmed).toBeGreaterThanOrEqual(0)
      expect(confirmed).toBeLessThanOrEqual(score.accepted.filter((one) => one.text === text).length)
    }
  }
  leave()
  return score
}

test('T6: no text is lost silently, also where the same is written again and again', async () => {
  await fc.assert(
    fc.asyncProperty(acts, async (all) => void (await play(all, (n) => (n % 4 === 3 ? 'yes' : 'ok')))),
    { numRuns: 100, examples: [TWICE, BEHIND, FOUND, LATER, NEXT_PAGE].map((all): [string[]] => [all]) },
  )
}, 60_000)

test('what is confirmed was sent once, and in the order in which it was written', async () => {
  await fc.assert(
    fc.asyncProperty(acts, async (all) => {
      const { posted, handed, again } = await play(all, (n) => `m${n}`)
      const once = handed.filter((text) => !again.has(text))
      expect(once).toEqual(posted.filter((text) => once.includes(text)))
    }),
    { numRuns: 100 },
  )
}, 60_000)
