import { describe, expect, it } from 'vitest'
import { Poll } from '../../../src/engine/poll'
import { settle } from '../fake-clock'

/** A backend that answers when the test says so, and does not care whether anybody still listens. */
function build() {
  const answers: ((error?: Error) => void)[] = []
  const told: string[] = []
  const poll = new Poll({
    latest: () =>
      new Promise((resolve, reject) => {
        answers.push((error) => (error ? reject(error) : resolve([])))
      }),
    request: () => Promise.resolve(null),
    credentials: () => Promise.resolve(null),
    onAnswer: (_, round) => told.push(`answer ${round}`),
    onFailure: (_, round) => told.push(`failure ${round}`),
  })
  return { poll, answers, told }
}

describe('a poll', () => {
  it('tells its answer, or its failure, with its round', async () => {
    const { poll, answers, told } = build()
    void poll.ask(1)
    await settle()
    answers[0]!()
    await settle()
    void poll.ask(2)
    await settle()
    answers[1]!(new Error())
    await settle()
    expect(told).toEqual(['answer 1', 'failure 2'])
  })

  it('C5: that was abandoned says nothing, whatever comes', async () => {
    const { poll, answers, told } = build()
    for (const round of [1, 2]) {
      void poll.ask(round)
      await settle()
      poll.abandon()
    }
    answers[0]!()
    answers[1]!(new Error())
    await settle()
    expect(told).toEqual([])
  })

  it('C4: gives way to the next', async () => {
    const { poll, answers, told } = build()
    void poll.ask(1)
    await settle()
    void poll.ask(2)
    await settle()
    for (const answer of answers) answer()
    await settle()
    expect(told).toEqual(['answer 2'])
  })
})
